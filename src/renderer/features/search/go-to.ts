// Where a result of the search leads. Renderer.
import { useRouter } from '@tanstack/react-router'
import type { NodeId, SpaceId } from '../../../shared/domain/ids.ts'
import { useAction } from '../../bridge/queries.ts'

export type GoTo = {
  /** The files of a space, in this folder; null: at the top. */
  readonly space: (space: SpaceId, folder: NodeId | null) => void
  /** A file, in its folder (null: at the top), wherever it stands there. */
  readonly file: (space: SpaceId, folder: NodeId | null, file: NodeId) => void
  readonly contacts: () => void
}

export function useGoTo(): GoTo {
  const router = useRouter()
  const { mutateAsync: placeOf } = useAction('files.place')
  const show = (space: SpaceId, search: { readonly folder?: NodeId; readonly file?: NodeId; readonly at?: number }) =>
    router.navigate({ to: '/spaces/$space/$tab', params: { space, tab: 'files' }, search })
  const within = (folder: NodeId | null) => (folder === null ? {} : { folder })
  return {
    space: (space, folder) => void show(space, within(folder)),
    file: (space, folder, file) => {
      // What is gone meanwhile is at least looked for in its folder.
      void placeOf({ space, node: file }).then(
        ({ at }) => show(space, { ...within(folder), file, at }),
        () => show(space, within(folder)),
      )
    },
    contacts: () => void router.navigate({ to: '/contacts' }),
  }
}
