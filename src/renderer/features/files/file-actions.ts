// What happens to files when a person chooses something, with what is said about it and the way back. Renderer.
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import type { BridgeError } from '../../bridge/ask.ts'
import { useAction } from '../../bridge/queries.ts'
import { toast } from '../../ui/toast.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'
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
  const reveal = useAction('files.reveal')
  const open = useAction('files.open')
  const fetch = useAction('files.fetch')
  const add = useAction('files.add')
  const onError = (error: BridgeError) => toastRefusal(t, error)
  return {
    reveal: (node) => reveal.mutate({ space: space.id, node }, { onError }),
    open: ({ id: node, name }) => {
      if (node === null) return
      const onSuccess = ({ how }: { how: 'opened' | 'shown' }) => {
        if (how === 'shown') toast.info(t('fileDo.program', { name }))
      }
      const onMissing = (error: BridgeError) =>
        error.code === 'E_GONE' ? toast.negative(t('fileDo.notHere')) : onError(error)
      open.mutate({ space: space.id, node }, { onSuccess, onError: onMissing })
    },
    fetch: ({ id: node, name, size }) => {
      if (node === null) return
      if (size > worthSaying) toast.info(t('fileDo.fetching', { name }), { isKept: false })
      const onOccupied = (error: BridgeError) =>
        error.code === 'E_CONFLICT' ? toast.negative(t('fileDo.occupied')) : onError(error)
      const onSuccess = () => toast.positive(t('fileDo.fetched', { name }))
      fetch.mutate({ space: space.id, node }, { onSuccess, onError: onOccupied })
    },
    remove: useRemoval(space),
    add: (folder, items) =>
      add.mutate(
        { space: space.id, folder, items: items.slice(0, 100).map(({ token }) => token) },
        {
          onSuccess: ({ files, leftOut, already }) => {
            if (files > 0) toast.positive(t('fileDo.added', { count: files }))
            if (leftOut > 0) toast.info(t('fileDo.leftOut', { count: leftOut }))
            if (already > 0) toast.info(t('fileDo.already'), { isKept: false })
          },
          // Stopped: whoever did it knows.
          onError: (error) => error.code !== 'E_STALE' && onError(error),
        },
      ),
  }
}

function useRemoval(space: Space): FileActions['remove'] {
  const { t } = useTranslation()
  const remove = useAction('files.remove')
  const restore = useAction('trash.restore')
  const onError = (error: BridgeError) => toastRefusal(t, error)
  return (entries) => {
    const nodes = entries.flatMap(({ id }) => id ?? [])
    if (nodes.length === 0) return
    const words = { count: nodes.length, name: entries[0]?.name ?? '' }
    const back = () =>
      restore.mutate(
        { space: space.id, nodes },
        { onSuccess: () => toast.positive(t('fileDo.restored', words)), onError },
      )
    const action = { label: t('fileDo.undo'), run: back }
    remove.mutate(
      { space: space.id, nodes },
      { onSuccess: () => toast.positive(t('fileDo.removed', words), { action }), onError },
    )
  }
}
