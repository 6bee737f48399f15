// Which of the app's faces is shown: starting, onboarding, locked, open, or a reason why none of them. Renderer.
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostState } from '../../shared/ipc/host.ts'
import { useAnswer } from '../bridge/queries.ts'
import { LockScreen } from '../features/lock/lock-screen.tsx'
import { Onboarding } from '../features/onboarding/onboarding.tsx'
import { CoreGone, Failed } from '../features/start/failed.tsx'
import { Stage } from '../ui/stage.tsx'
import { Waiting } from '../ui/message.tsx'
import { createAppRouter } from './routes.tsx'

export function PhaseGate({ host }: { host: HostState }) {
  const { t } = useTranslation()
  const [router] = useState(createAppRouter)
  const state = useAnswer('app.state', {}, { enabled: host.core === 'running' })
  if (host.core === 'gave-up') return <CoreGone />
  if (host.core !== 'running' || state.isPending || state.error?.code === 'E_DOWN') {
    return <Stage>{<Waiting text={host.core === 'restarting' ? t('start.restarting') : t('start.starting')} />}</Stage>
  }
  if (state.error) return <CoreGone />
  switch (state.data.phase) {
    case 'starting':
      return <Stage>{<Waiting text={t('start.starting')} />}</Stage>
    case 'new':
      return <Onboarding />
    case 'locked':
      return <LockScreen locked={state.data} />
    case 'failed':
      return <Failed reason={state.data.reason} />
    case 'open':
      return <RouterProvider router={router} />
  }
}
