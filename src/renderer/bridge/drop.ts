// Files that are really dragged into the window, exchanged for tokens. Renderer.
import type { LocalItem } from '../../shared/ipc/values.ts'

export const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

export const droppedItems = (event: DragEvent): Promise<readonly LocalItem[]> =>
  window.siegel.drop([...(event.dataTransfer?.files ?? [])])
