// Holds at most one open dialog of a page, named by a value. Renderer.
import { DialogContainer } from '@react-spectrum/s2'
import type { ReactNode } from 'react'

export type DialogSlotProps<T> = {
  readonly open: T | null
  readonly onClose: () => void
  readonly children: (open: T) => ReactNode
}

export function DialogSlot<T>({ open, onClose, children }: DialogSlotProps<T>) {
  return <DialogContainer onDismiss={onClose}>{open === null ? null : children(open)}</DialogContainer>
}
