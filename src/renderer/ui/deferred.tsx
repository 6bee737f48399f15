// What is made only when all around it has been painted: together they keep the window too long. Made in slices, so that a key or a press
// is heard in between. Renderer.
import { useDeferredValue, type ReactNode } from 'react'

export function Deferred({ children }: { readonly children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null
}
