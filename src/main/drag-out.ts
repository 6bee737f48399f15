// Files that a person drags out of the window: the system's own drag, with the paths that core named. Main process.
import { nativeImage, type BrowserWindow } from 'electron'

/** A sheet of paper, 32 × 32: the system wants a picture that is not empty, and asking it for the file's own takes too long. */
const sheet =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAAV0lEQVR42u3XsQ0AIAwDQebMYFmSIcwKQIxI8Zbcn+RQMAbpnIjQSZ8AJM2TfgdYEbcAG6ICsCCqgDLCASi9DgDtAJmpnTIBN8AE3AATAABgBTjKF691Fib7KG7yQ8AwAAAAAElFTkSuQmCC'

/** Nothing happens where the drag is over already, or no window is there. */
export function dragOut(window: BrowserWindow | null, paths: readonly string[]): void {
  const [first, ...others] = paths
  if (window === null || first === undefined) return
  window.webContents.startDrag({ file: first, files: [first, ...others], icon: nativeImage.createFromDataURL(sheet) })
}
