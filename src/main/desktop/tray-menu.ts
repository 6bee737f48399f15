// The menu of the tray as a value: what it says and what each entry does. Pure; main process.
import type { Wish } from '../../shared/ipc/core-process.ts'
import type { HostIntent } from '../../shared/ipc/host-intent.ts'
import type { Overview } from '../../shared/ipc/overview.ts'
import { shareOf, stateLine } from './tray-words.ts'
import { shortened, type Words } from './words.ts'

export type TrayAction =
  /** Shows the window; what it is to do there, if anything. */
  | { readonly kind: 'open'; readonly intent: HostIntent | null }
  | { readonly kind: 'wish'; readonly wish: Wish }
  | { readonly kind: 'quit' }

export type TrayEntry =
  | { readonly kind: 'line' }
  /** No action: it only says something. */
  | { readonly kind: 'entry'; readonly label: string; readonly action: TrayAction | null }
  | { readonly kind: 'group'; readonly label: string; readonly entries: readonly TrayEntry[] }

const hour = 3_600_000
/** Before people come to the office. */
const morning = 6

const line: TrayEntry = { kind: 'line' }
const entry = (label: string, action: TrayAction | null): TrayEntry => ({ kind: 'entry', label, action })
const open = (intent: HostIntent | null = null): TrayAction => ({ kind: 'open', intent })
const wish = (wished: Wish): TrayAction => ({ kind: 'wish', wish: wished })

export function trayMenuOf(overview: Overview, words: Words): readonly TrayEntry[] {
  const { t } = words
  const { kind } = overview.overall
  const isLocked = kind === 'locked'
  const isOpen = !isLocked && kind !== 'starting' && kind !== 'new' && kind !== 'failed'
  const state = entry(stateLine(overview.overall, words), open(kind === 'needs-you' ? { kind: 'needs-you' } : null))
  return [
    state,
    line,
    ...(isOpen ? whileOpen(overview, words) : []),
    entry(isLocked ? t('tray.unlock') : t('tray.open'), open()),
    ...(isOpen ? [entry(t('tray.lock'), wish({ kind: 'lock' }))] : []),
    line,
    entry(t('tray.quit'), { kind: 'quit' }),
  ]
}

function whileOpen(overview: Overview, words: Words): readonly TrayEntry[] {
  const { t } = words
  const moving = transfersOf(overview, words)
  const recent = overview.recent.map(({ space, node, name, spaceName }) =>
    entry(
      t('tray.recentFile', { name: shortened(name), space: shortened(spaceName) }),
      wish({ kind: 'open-file', space, node }),
    ),
  )
  return [
    ...(moving.length > 0 ? [{ kind: 'group', label: t('tray.transfers'), entries: moving } as const] : []),
    ...(recent.length > 0 ? [{ kind: 'group', label: t('tray.recent'), entries: recent } as const] : []),
    overview.pause === null ? pauses(words) : entry(t('tray.resume'), wish({ kind: 'resume' })),
    line,
  ]
}

function transfersOf({ transfers, moreTransfers }: Overview, { t, format }: Words): readonly TrayEntry[] {
  const lines = transfers.map((one) =>
    entry(t(`tray.${one.direction}`, { name: shortened(one.name), share: shareOf(one, format) }), null),
  )
  return moreTransfers === 0 ? lines : [...lines, entry(t('tray.moreTransfers', { count: moreTransfers }), null)]
}

function pauses({ t, now }: Words): TrayEntry {
  const pause = (until: number | null) => wish({ kind: 'pause', until })
  return {
    kind: 'group',
    label: t('tray.pause'),
    entries: [
      entry(t('tray.pauseHour'), pause(now + hour)),
      entry(t('tray.pauseTomorrow'), pause(tomorrowMorning(now))),
      entry(t('tray.pauseOpen'), pause(null)),
    ],
  }
}

/** The next morning by this computer's calendar, also where the clocks are changed in between. */
export function tomorrowMorning(now: number): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, morning).getTime()
}
