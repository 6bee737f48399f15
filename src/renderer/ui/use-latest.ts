// One function for ever, so that what holds it is not made anew when its maker is. Renderer.
// [Note: Rows made once] A table makes a row anew when its item is another object, or its columns are; a hundred take long.
// So: items come as core sent them (one that did not change is the same object), columns are kept, and what a row calls comes through useLatest.
import { useCallback, useEffect, useRef } from 'react'

/** Does what the last one does. */
export function useLatest<T extends readonly unknown[]>(last: (...values: T) => void): (...values: T) => void {
  const known = useRef(last)
  useEffect(() => {
    known.current = last
  })
  return useCallback((...values: T) => known.current(...values), [])
}
