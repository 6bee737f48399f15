// What the search shows, in groups: what was found and which actions are meant by the words. Renderer.
import File from '@react-spectrum/s2/icons/File'
import Folder from '@react-spectrum/s2/icons/Folder'
import FolderOpen from '@react-spectrum/s2/icons/FolderOpen'
import User from '@react-spectrum/s2/icons/User'
import type { ReactNode } from 'react'
import type { Texts } from '../../../shared/i18n/index.ts'
import type { Found } from '../../../shared/ipc/search.ts'
import { nameOf } from '../../ui/name-of.ts'
import type { SearchAction } from './actions.tsx'
import type { GoTo } from './go-to.ts'

export type Result = {
  readonly id: string
  readonly name: string
  readonly icon: ReactNode
  readonly detail: string
  readonly run: () => void
}
export type Group = { readonly id: 'actions' | 'spaces' | 'contacts' | 'files'; readonly results: readonly Result[] }

/** Actions come first while nothing is typed, and last where something was found. */
export function groupsOf(wish: {
  readonly found: readonly Found[]
  readonly actions: readonly SearchAction[]
  readonly text: string
  readonly t: Texts
  readonly goTo: GoTo
}): readonly Group[] {
  const { found, actions, text, t, goTo } = wish
  const meant = actions.filter(({ name }) => isMeant(name, text))
  const of = (kind: Found['kind']) => found.filter((one) => one.kind === kind).map((one) => resultOf(one, t, goTo))
  return [
    { id: 'spaces', results: of('space') },
    { id: 'contacts', results: of('contact') },
    { id: 'files', results: of('node') },
    { id: 'actions', results: meant.map((action) => ({ ...action, detail: '' })) },
  ]
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const isMeant = (name: string, text: string): boolean =>
  fold(text)
    .split(/\s+/)
    .every((word) => fold(name).includes(word))

function resultOf(found: Found, t: Texts, goTo: GoTo): Result {
  switch (found.kind) {
    case 'space': {
      const { id, name } = found.space
      return { id, name, icon: <FolderOpen />, detail: '', run: () => goTo.space(id, null) }
    }
    case 'contact': {
      const { person } = found
      return { id: person.id, name: nameOf(person, t), icon: <User />, detail: '', run: goTo.contacts }
    }
    case 'node': {
      const { space, node, name, type, folder, folders } = found
      return {
        id: `${space.id} ${node}`,
        name,
        icon: type === 'file' ? <File /> : <Folder />,
        detail: [space.name, ...folders].join(' › '),
        run: () => (type === 'folder' ? goTo.space(space.id, node) : goTo.file(space.id, folder, node)),
      }
    }
  }
}
