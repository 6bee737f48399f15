// How a space stands, in one line: a light, a sentence, and while something moves how far it is. Renderer.
// No green without reason: only `up-to-date` is positive (PROTOCOL §12).
import { ProgressCircle, StatusLight } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { SyncState as State } from '../../shared/ipc/spaces.ts'
import type { Formatters } from '../../shared/i18n/index.ts'
import { useFormat } from '../i18n/language-provider.tsx'

/** Grey is `silver`: the text of `neutral` is too pale on a row under the pointer. */
const variants = {
  'up-to-date': 'positive',
  unconfirmed: 'silver',
  'held-back': 'notice',
  'entry-ahead': 'notice',
  looking: 'informative',
  transferring: 'informative',
  offline: 'silver',
  withheld: 'notice',
  lost: 'notice',
  damaged: 'negative',
  'disk-full': 'negative',
  'relay-full': 'notice',
  clock: 'notice',
  paused: 'silver',
  postponed: 'silver',
  'folder-missing': 'notice',
  'files-missing': 'notice',
  'contact-conflict': 'negative',
  stopped: 'negative',
  closed: 'silver',
} as const

export function sentenceOf(state: State, t: TFunction, format: Formatters): string {
  switch (state.kind) {
    case 'transferring':
      return t('sync.transferring', { share: format.percent(shareOf(state)) })
    case 'disk-full':
      return t('sync.disk-full', { size: format.size(state.neededBytes) })
    case 'damaged':
    case 'postponed':
      return t(`sync.${state.kind}`, { count: state.files })
    case 'stopped':
      return t(`sync.stopped.${state.reason}`)
    case 'clock':
      return t(state.offBy > 0 ? 'relay.clock.fast' : 'relay.clock.slow', {
        by: format.duration(Math.abs(state.offBy)),
      })
    case 'up-to-date':
    case 'unconfirmed':
    case 'held-back':
    case 'entry-ahead':
    case 'looking':
    case 'offline':
    case 'withheld':
    case 'lost':
    case 'relay-full':
    case 'paused':
    case 'folder-missing':
    case 'files-missing':
    case 'contact-conflict':
    case 'closed':
      return t(`sync.${state.kind}`)
  }
}

/** The second, longer line: what, how much, confirmed by whom, when again. */
export function detailOf(state: State, t: TFunction, format: Formatters, now: number): string | null {
  if (state.kind === 'transferring') {
    const amount = t('sync.amount', { done: format.size(state.doneBytes), total: format.size(state.totalBytes) })
    const ways = [
      state.up > 0 ? t('sync.sending', { count: state.up }) : null,
      state.down > 0 ? t('sync.receiving', { count: state.down }) : null,
    ]
    return [...ways, amount, state.current].filter((part) => part !== null).join(' · ')
  }
  if (state.kind === 'up-to-date') {
    const confirmed = state.confirmedBy
    return confirmed
      ? t('sync.confirmed', { name: confirmed.name, when: format.brief(confirmed.at, now) })
      : t('sync.since', { when: format.brief(state.at, now) })
  }
  if (state.kind === 'unconfirmed') return t('sync.unconfirmedText', { when: format.brief(state.since, now) })
  if (state.kind === 'held-back') return t('sync.heldBackText', { name: state.name, when: format.brief(state.at, now) })
  if (state.kind === 'clock') return t('relay.clock.waits')
  if (state.kind === 'entry-ahead')
    return t('sync.entryAheadText', { name: state.name, when: format.brief(state.until, now) })
  if (state.kind === 'damaged') return t('sync.damagedText')
  if (state.kind === 'lost') return t('sync.lostText', { count: state.files })
  if (state.kind === 'withheld')
    return state.files > 0 ? t('sync.withheldFiles', { count: state.files }) : t('sync.withheldLog')
  if (state.kind === 'offline' && state.why !== 'silent') return t(`relay.why.${state.why}`)
  if ((state.kind === 'offline' || state.kind === 'relay-full') && state.retryAt !== null)
    return t('sync.retry', { when: format.time(state.retryAt) })
  return null
}

/** Why a space is green, or is not any more: who confirmed it, when. Null for what is about something else. PROTOCOL §12. */
export const freshnessOf = (state: State, t: TFunction, format: Formatters, now: number): string | null =>
  state.kind === 'up-to-date' || state.kind === 'held-back'
    ? detailOf(state, t, format, now)
    : state.kind === 'unconfirmed'
      ? t('sync.confirmedLast', { when: format.brief(state.since, now) })
      : null

const shareOf = ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }): number =>
  totalBytes === 0 ? 0 : Math.min(1, doneBytes / totalBytes)

const line = style({ display: 'inline-flex', alignItems: 'center', gap: 8, font: 'ui', minWidth: 0 })

export function SyncLight({ state }: { state: State }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sentence = sentenceOf(state, t, format)
  if (state.kind !== 'transferring') {
    return (
      <StatusLight size="M" variant={variants[state.kind]}>
        {sentence}
      </StatusLight>
    )
  }
  return (
    <span className={line}>
      <ProgressCircle size="S" aria-label={t('sync.progress')} value={shareOf(state) * 100} />
      {sentence}
    </span>
  )
}
