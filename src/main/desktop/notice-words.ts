// A notice in words, and where a click on it leads. Pure; main process.
import type { Notice } from '../../shared/ipc/core-process.ts'
import type { Preferences } from '../../shared/ipc/host.ts'
import type { HostIntent } from '../../shared/ipc/host-intent.ts'
import { shortened, type Words } from './words.ts'

export type NoticeWords = { readonly title: string; readonly body: string; readonly intent: HostIntent }

type Kind = keyof Preferences['notifications']
const kinds: Readonly<Record<Notice['kind'], Kind>> = {
  requests: 'requests',
  arrivals: 'arrivals',
  conflicts: 'conflicts',
  'needs-you': 'needsYou',
}

/** Which switch of the settings decides about it. */
export const kindOf = ({ kind }: Notice): Kind => kinds[kind]

/** `isPrivate`: whoever stands before the screen may be anybody. No name is told, neither of a person nor of a file. */
export function noticeWords(notice: Notice, words: Words, isPrivate: boolean): NoticeWords {
  switch (notice.kind) {
    case 'requests':
      return requestWords(notice, words, isPrivate)
    case 'arrivals':
      return arrivalWords(notice, words, isPrivate)
    case 'conflicts':
    case 'needs-you':
      return troubleWords(notice, words, isPrivate)
  }
}

function requestWords(
  { of, count, from }: Extract<Notice, { kind: 'requests' }>,
  { t }: Words,
  isPrivate: boolean,
): NoticeWords {
  const name = isPrivate ? '' : shortened(from)
  const one = name === '' ? t(`notice.${of}Stranger`) : t(`notice.${of}Text`, { name })
  const body = count === 1 ? one : t(`notice.${of}sText`, { count })
  return { title: t(`notice.${of}`), body, intent: { kind: of === 'contact' ? 'contacts' : 'spaces' } }
}

function arrivalWords(
  { space, files, first, by }: Extract<Notice, { kind: 'arrivals' | 'conflicts' }>,
  { t, format }: Words,
  isPrivate: boolean,
): NoticeWords {
  const people = by.length === 0 ? t('notice.somebody') : format.list(by.map(shortened))
  const intent: HostIntent =
    space === null ? { kind: 'activity' } : { kind: 'open-space', space: space.id, tab: 'files' }
  const title = t('notice.arrivals', { count: files })
  if (isPrivate) return { title, body: '', intent }
  if (space === null) return { title, body: t('notice.arrivalsFrom', { people }), intent }
  const named = { space: shortened(space.name), people }
  const body =
    files === 1 && first !== ''
      ? t('notice.arrivalOne', { ...named, file: shortened(first) })
      : t('notice.arrivalsIn', named)
  return { title, body, intent }
}

function troubleWords(
  notice: Extract<Notice, { kind: 'arrivals' | 'conflicts' | 'needs-you' }>,
  { t }: Words,
  isPrivate: boolean,
): NoticeWords {
  const space = isPrivate || notice.space === null ? null : shortened(notice.space.name)
  const intent: HostIntent = { kind: 'needs-you' }
  if (notice.kind === 'needs-you') {
    const body = space === null ? t('notice.needsYouText') : t('notice.needsYouIn', { space })
    return { title: t('notice.needsYou'), body, intent }
  }
  const body = space === null ? t('notice.conflictsText') : t('notice.conflictsIn', { space })
  return { title: t('notice.conflicts', { count: notice.files }), body, intent }
}
