// The fields of a stored record: what this person sees, and what the relay has of it. Renderer. docs/THREAT-MODEL.md.
import { useTranslation } from 'react-i18next'
import type { ServerView } from '../../../shared/ipc/space-settings.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { nameOf, whoOf } from '../../ui/name-of.ts'

export type ServerField = {
  readonly id:
    'name' | 'size' | 'content' | 'author' | 'time' | 'kind' | 'number' | 'space' | 'members' | 'signature' | 'traffic'
  readonly mine: string
  readonly theirs: string
  readonly isSealed: boolean
}

export function useFields(space: Space, { mine, entry, pack, members }: ServerView): readonly ServerField[] {
  const { t } = useTranslation()
  const format = useFormat()
  const none = t('common.none')
  const open = (id: ServerField['id'], ours: string, theirs: string): ServerField => ({
    id,
    mine: ours,
    theirs,
    isSealed: false,
  })
  const sealed = (id: ServerField['id'], ours: string): ServerField => ({ id, mine: ours, theirs: '', isSealed: true })
  const sizes = entry.packs.map((length) => format.size(length)).join(', ')
  const packs = entry.packs.length === 0 ? t('server.noPack') : t('server.packs', { count: entry.packs.length, sizes })
  return [
    sealed('name', [...mine.folders, mine.name].join(' / ')),
    open('size', mine.kind === 'file' ? format.size(mine.size) : none, pack ? format.size(pack.length) : packs),
    sealed('content', mine.kind === 'file' ? t('files.file') : t('files.folder')),
    open('author', whoOf(mine.by, t), t('server.idOf', { author: entry.author, device: entry.device })),
    open('time', format.instant(mine.at), entry.at === null ? none : format.instant(entry.at)),
    open('kind', none, entry.kind),
    open('number', none, t('server.entryNo', { number: format.number(entry.number) })),
    open('space', space.name, entry.space),
    open(
      'members',
      format.list(members.map(({ person }) => nameOf(person, t))),
      members.map(({ code }) => code).join(' '),
    ),
    open('signature', none, t('server.signatures', { count: entry.signatures })),
    open('traffic', none, t('server.always')),
  ]
}
