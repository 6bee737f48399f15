// A file that was looked for: chosen in its list, in view, and with the focus on it. Renderer.
import { useEffect, useRef, type RefObject } from 'react'
import type { NodeId } from '../../../shared/domain/ids.ts'

/** `at`: its place among all of its folder, by name. */
export type FoundFile = { readonly file: NodeId; readonly at: number }

/** Once, when the list in `frame` is there: whoever enters a list comes to what is chosen in it, and it is scrolled there. */
export function useFound(found: FoundFile | null, frame: RefObject<HTMLElement | null>, isThere: boolean): void {
  const isDone = useRef(found === null)
  useEffect(() => {
    if (isDone.current || !isThere) return
    isDone.current = true
    // The dialog of the search gives the focus back first.
    const later = setTimeout(() => frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus(), 300)
    return () => clearTimeout(later)
  }, [frame, isThere])
}
