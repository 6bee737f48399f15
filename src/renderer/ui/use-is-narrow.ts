// Whether the window is narrower than the smallest one is at its usual size: somebody enlarged what is in it. Renderer.
// Then the sidebar shows signs only, and tables tell in a second line what else has a column of its own.
import { useSyncExternalStore } from 'react'

/** The smallest window is 960 wide (src/main). */
const narrow = window.matchMedia('(max-width: 939px)')

const listen = (onChange: () => void) => {
  narrow.addEventListener('change', onChange)
  return () => narrow.removeEventListener('change', onChange)
}

export const useIsNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
