// The window from the outside in: queries, language, then whatever phase the app is in. Renderer.
import { ToastContainer } from '@react-spectrum/s2'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createQueries, useAnswer } from '../bridge/queries.ts'
import { LanguageProvider } from '../i18n/language-provider.tsx'
import { tellFullTexts } from '../ui/full-text.ts'
import { PhaseGate } from './phase-gate.tsx'

export function App() {
  const [queries] = useState(createQueries)
  useEffect(tellFullTexts, [])
  return (
    <QueryClientProvider client={queries}>
      <Localised />
    </QueryClientProvider>
  )
}

function Localised() {
  const { data: host } = useAnswer('host.state', {}, { keep: true })
  if (!host) return null
  return (
    <LanguageProvider language={host.language} locale={host.locale}>
      <PhaseGate host={host} />
      <ToastContainer />
    </LanguageProvider>
  )
}
