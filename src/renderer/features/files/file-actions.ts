// What happens to files when a person chooses something, with what is said about it and the way back. Renderer.
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { BridgeError } from '../../bridge/ask.ts'
import { useAction } from '../../bridge/queries.ts'
import { toast } from '../../ui/toast.ts'
import { orToast } from '../../ui/toast-refusal.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { worthSaying } from './entry.ts'

type FileActions = {
  readonly reveal: (node: NodeId | null) => void
  readonly open: (entry: FileEntry) => void
  readonly fetch: (entry: FileEntry) => void
  readonly remove: (entries: readonly FileEntry[]) => void
  readonly add: (folder: NodeId | null, items: readonly LocalItem[]) => void
}

export function useFileActions(space: Space): FileActions {
  const { t } = useTranslation()
  const reveal = useToastedAction('files.reveal')
  const open = useToastedAction('files.open', { E_GONE: 'fileDo.notHere' })
  const fetch = useToastedAction('files.fetch', { E_CONFLICT: 'fileDo.occupied' })
  const add = useAction('files.add')
  return {
    reveal: (node) => reveal.run({ space: space.id, node }),
    open: ({ id: node, name }) => {
      if (node === null) return
      open.run({ space: space.id, node }, ({ how }) => {
        if (how === 'shown') toast.info(t('fileDo.program', { name }))
      })
    },
    fetch: ({ id: node, name, size }) => {
      if (node === null) return
      if (size > worthSaying) toast.info(t('fileDo.fetching', { name }), { isKept: false })
      fetch.run({ space: space.id, node }, () => toast.positive(t('fileDo.fetched', { name })))
    },
    remove: useRemoval(space),
    add: (folder, items) => {
      const tokens = items.slice(0, 100).map(({ token }) => token)
      const added = add.mutateAsync({ space: space.id, folder, items: tokens }).then(
        ({ files, leftOut, already }) => {
          if (files > 0) toast.positive(t('fileDo.added', { count: files }))
          if (leftOut > 0) toast.info(t('fileDo.leftOut', { count: leftOut }))
          if (already > 0) toast.info(t('fileDo.already'), { isKept: false })
        },
        (error: unknown) => {
          // Stopped: whoever did it knows.
          if (!(error instanceof BridgeError && error.code === 'E_STALE')) throw error
        },
      )
      orToast(t, added)
    },
  }
}

function useRemoval(space: Space): FileActions['remove'] {
  const { t } = useTranslation()
  const remove = useToastedAction('files.remove')
  const restore = useToastedAction('trash.restore')
  return (entries) => {
    const nodes = entries.flatMap(({ id }) => id ?? [])
    if (nodes.length === 0) return
    const words = { count: nodes.length, name: entries[0]?.name ?? '' }
    const back = () => restore.run({ space: space.id, nodes }, () => toast.positive(t('fileDo.restored', words)))
    const action = { label: t('fileDo.undo'), run: back }
    remove.run({ space: space.id, nodes }, () => toast.positive(t('fileDo.removed', words), { action }))
  }
}
