// The overview in one icon, one line and a tooltip. Pure; main process.
import type { Matters, Overall, Overview } from '../../shared/ipc/overview.ts'
import type { Words } from './words.ts'

/** A drawing of tools/tray-icons. */
export type TrayIcon =
  'up-to-date' | 'syncing' | 'paused' | 'offline' | 'needs-you' | 'error' | 'locked' | 'waiting' | 'plain'

const icons: Readonly<Record<Overall['kind'], TrayIcon>> = {
  starting: 'waiting',
  new: 'plain',
  locked: 'locked',
  failed: 'error',
  error: 'error',
  'needs-you': 'needs-you',
  paused: 'paused',
  offline: 'offline',
  syncing: 'syncing',
  empty: 'plain',
  // The tick is for what somebody has confirmed, or needs no confirmation.
  unconfirmed: 'waiting',
  'up-to-date': 'up-to-date',
}

export const iconOf = ({ kind }: Overall): TrayIcon => icons[kind]

export function stateLine(overall: Overall, { t, format, now }: Words): string {
  switch (overall.kind) {
    case 'starting':
    case 'new':
    case 'locked':
    case 'failed':
    case 'offline':
    case 'empty':
      return t(`tray.state.${overall.kind}`)
    case 'error':
      return overall.spaces === 0 ? t('tray.state.refused') : t('tray.state.error', { count: overall.spaces })
    case 'needs-you':
      return t('tray.state.needsYou', { what: format.list(mattersOf(overall.matters, t)) })
    case 'paused':
      return overall.until === null
        ? t('tray.state.paused')
        : t('tray.state.pausedUntil', { when: format.brief(overall.until, now) })
    case 'syncing':
      return overall.totalBytes === 0
        ? t('tray.state.looking')
        : t('tray.state.syncing', { share: shareOf(overall, format), size: format.size(overall.totalBytes) })
    case 'unconfirmed':
      return t('tray.state.unconfirmed', { when: format.brief(overall.since, now) })
    case 'up-to-date':
      return t('tray.state.upToDate')
  }
}

/** The state, when everything was up to date last, and who has confirmed that: at most three lines. */
export function tooltipOf({ overall, lastSuccess }: Overview, words: Words): string {
  const { t, format, now } = words
  const lines: string[] = [t('tray.title', { state: stateLine(overall, words) })]
  const success = overall.kind === 'up-to-date' ? overall : lastSuccess
  if (success !== null) {
    if (overall.kind !== 'up-to-date') lines.push(t('tray.lastSuccess', { when: format.brief(success.at, now) }))
    const { confirmedBy } = success
    if (confirmedBy !== null)
      lines.push(t('tray.confirmedBy', { name: confirmedBy.name, when: format.brief(confirmedBy.at, now) }))
  }
  return lines.join('\n')
}

/** Never 100 % before all is there. */
export const shareOf = (
  { doneBytes, totalBytes }: { readonly doneBytes: number; readonly totalBytes: number },
  format: Words['format'],
): string => format.percent(totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes) / 100)

function mattersOf({ requests, conflicts, spaces, clock }: Matters, t: Words['t']): string[] {
  const lines = [
    requests > 0 ? t('tray.matter.requests', { count: requests }) : '',
    spaces > 0 ? t('tray.matter.spaces', { count: spaces }) : '',
    conflicts > 0 ? t('tray.matter.conflicts', { count: conflicts }) : '',
    clock ? t('tray.matter.clock') : '',
  ]
  return lines.filter((line) => line !== '')
}
