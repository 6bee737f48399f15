// What a person set out to do outside the page: menu, tray, link, card file. Renderer.
import { useEffect, useEffectEvent } from 'react'
import type { HostIntent } from '../../shared/ipc/host-intent.ts'

/** The newest that nobody heard comes at once. */
export function useHostIntent(react: (intent: HostIntent) => void): void {
  const hear = useEffectEvent(react)
  useEffect(() => window.siegel.onHostIntent((intent) => hear(intent)), [])
}
