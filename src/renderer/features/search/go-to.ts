// Where a result of the search leads. Renderer.
import { useRouter } from '@tanstack/react-router'
import type { NodeId, SpaceId } from '../../../shared/domain/ids.ts'

export type GoTo = {
  /** The files of a space, in this folder; null: at the top. */
  readonly space: (space: SpaceId, folder: NodeId | null) => void
  readonly contacts: () => void
}

export function useGoTo(): GoTo {
  const router = useRouter()
  return {
    space: (space, folder) =>
      void router.navigate({
        to: '/spaces/$space/$tab',
        params: { space, tab: 'files' },
        search: folder === null ? {} : { folder },
      }),
    contacts: () => void router.navigate({ to: '/contacts' }),
  }
}
