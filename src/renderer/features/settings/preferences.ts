// What a person prefers on this computer; main keeps it. Renderer.
import type { Preferences } from '../../../shared/ipc/host.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'

/** Null until main has answered. `set` takes only what is to be different. */
export function usePreferences(): {
  readonly preferences: Preferences | null
  readonly set: (change: Partial<Preferences>) => void
} {
  const { data: host } = useAnswer('host.state', {}, { keep: true })
  const change = useAction('host.setPreferences')
  return { preferences: host?.preferences ?? null, set: change.mutate }
}
