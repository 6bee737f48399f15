// Rows that can be dragged out of the window: the system's drag is started by main, with files that core names. Renderer.
import type { DragEvent, PointerEvent } from 'react'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import { useAction } from '../../bridge/queries.ts'

/** The row of the table that `target` is in. */
export const rowOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-key]') : null

/** Properties of the element around the table. `chosen`: what is selected goes along with the row that is dragged, if it is one of it. */
export function useDragOut(
  space: SpaceId,
  find: (key: unknown) => FileEntry | undefined,
  chosen: () => readonly FileEntry[],
): { onPointerDownCapture: (event: PointerEvent) => void; onDragStart: (event: DragEvent) => void } {
  const dragOut = useAction('files.dragOut')
  return {
    // The table would swallow the drag of anything that does not say it can be dragged.
    onPointerDownCapture: ({ target }) => {
      const row = rowOf(target)
      if (row) row.draggable = find(row.dataset['key'])?.here === true
    },
    onDragStart: (event) => {
      event.preventDefault()
      const entry = find(rowOf(event.target)?.dataset['key'])
      if (entry === undefined) return
      const together = chosen()
      const dragged = together.includes(entry) ? together : [entry]
      const nodes = dragged.flatMap(({ id, here }) => (here && id !== null ? [id] : []))
      if (nodes.length > 0) dragOut.mutate({ space, nodes })
    },
  }
}
