// A long list is given to a table turn by turn: as many rows as can be made without keeping the window, and after the next frame the others.
import { startTransition, useEffect, useState } from 'react'

type Id = string | number

/** Rows that are drawn in one go, and rows made beyond the edge of the window, where nothing is drawn. */
const drawnAtOnce = 8
const madeAtOnce = 100
/** More do not fit into a window of a usual screen. */
const inView = 24

/** What was there stays in its place; of what is new comes the next turn. The list itself where that is all of it. */
export function nextTurn<T>(items: readonly T[], there: ReadonlySet<Id>, idOf: (item: T) => Id): readonly T[] {
  const isThere = items.map((item) => there.has(idOf(item)))
  let room = isThere.filter(Boolean).length < inView ? drawnAtOnce : madeAtOnce
  const shown = items.filter((_, at) => isThere[at] === true || room-- > 0)
  return shown.length === items.length ? items : shown
}

/** What the table is given now. `isWholeAtFirst`: all of the first list is needed, as where one far down in it is gone to. */
export function useInTurns<T>(items: readonly T[], idOf: (item: T) => Id, isWholeAtFirst: boolean): readonly T[] {
  const [there, setThere] = useState<ReadonlySet<Id>>(() => new Set(isWholeAtFirst ? items.map(idOf) : []))
  const shown = nextTurn(items, there, idOf)
  useEffect(() => {
    if (shown.every((item) => there.has(idOf(item)))) return
    // A frame later what was drawn is seen.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setThere(new Set(shown.map(idOf)))))
    })
    return () => cancelAnimationFrame(frame)
  })
  return shown
}
