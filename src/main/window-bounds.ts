// Where the window opens: where it was, if that is still on a screen. Pure; main process.

export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const smallestWindow = { width: 960, height: 600 } as const
const usualWindow = { width: 1280, height: 800 } as const
/** A title bar of which less than this is on a screen cannot be grabbed. */
const grabbable = 100

/** `workAreas` are the screens without their task bars. Without x and y the system centres the window. */
export function openingBounds(stored: Bounds | null, workAreas: readonly Bounds[]): Partial<Bounds> {
  if (!stored) return usualWindow
  const size = {
    width: Math.max(stored.width, smallestWindow.width),
    height: Math.max(stored.height, smallestWindow.height),
  }
  const screen = workAreas.find(
    (area) =>
      stored.x + stored.width >= area.x + grabbable &&
      stored.x <= area.x + area.width - grabbable &&
      stored.y >= area.y &&
      stored.y <= area.y + area.height - grabbable,
  )
  if (screen === undefined) return size
  // It may be a smaller one than last time: what hangs over its edges could not be reached.
  const width = Math.max(Math.min(size.width, screen.width), smallestWindow.width)
  const height = Math.max(Math.min(size.height, screen.height), smallestWindow.height)
  return { x: stored.x, y: stored.y, width, height }
}
