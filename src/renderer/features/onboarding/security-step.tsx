// Onboarding: what opens Siegel on this computer: a passphrase, its key store, or both. Renderer. PROTOCOL §6.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SecurityChoice } from './security-choice.tsx'
import { Step } from './step.tsx'
import type { StepInput } from './wizard.ts'

export function SecurityStep({ known, next, back }: StepInput) {
  const { t } = useTranslation()
  const [mode, setMode] = useState(known.mode)
  return (
    <Step
      title={t('security.title')}
      why={t('security.why')}
      next={t('common.next')}
      ready
      onNext={() => next(mode === known.mode ? { mode } : { mode, kit: null })}
      onBack={back}
    >
      <SecurityChoice mode={mode} onChange={setMode} />
    </Step>
  )
}
