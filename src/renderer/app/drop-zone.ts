// Parts of a page that take files dropped on them themselves: the folder that is shown. Everywhere else a drop means what the window says
// (drop-overlay.tsx). Renderer.
import { useEffect, useRef, type RefObject } from 'react'
import type { LocalItem } from '../../shared/ipc/values.ts'

export type DropZone = {
  readonly title: string
  readonly text: string
  readonly onDrop: (items: readonly LocalItem[]) => void
}

const zones = new WeakMap<Element, DropZone>()
const mark = 'data-drop-zone'

/** The zone the mouse is over, and where it lies; null outside of all. */
export function zoneAt(target: EventTarget | null): { readonly zone: DropZone; readonly element: Element } | null {
  const element = target instanceof Element ? target.closest(`[${mark}]`) : null
  const zone = element === null ? undefined : zones.get(element)
  return element === null || zone === undefined ? null : { zone, element }
}

/** For the element that the answer is given to; null: it takes nothing now. */
export function useDropZone(zone: DropZone | null): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = ref.current
    if (element === null || zone === null) return
    element.setAttribute(mark, '')
    zones.set(element, zone)
    return () => {
      element.removeAttribute(mark)
      zones.delete(element)
    }
  })
  return ref
}
