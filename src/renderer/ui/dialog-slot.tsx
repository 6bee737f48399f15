// Holds at most one open dialog of a page, named by a value. Renderer.
// The slot must stay mounted while a dialog is open: what a dialog does on success would be lost with it.
import { DialogContainer } from '@react-spectrum/s2'
import { Fragment, useState, type ReactNode } from 'react'

export type DialogSlotProps<T> = {
  readonly open: T | null
  readonly onClose: () => void
  readonly children: (open: T) => ReactNode
}

export function DialogSlot<T>({ open, onClose, children }: DialogSlotProps<T>) {
  // The container keeps a closed dialog: each opening gets a key of its own, so that none begins with what was typed in another.
  const [opening, setOpening] = useState({ of: open, count: 0 })
  if (opening.of !== open) setOpening({ of: open, count: opening.count + 1 })
  return (
    <DialogContainer onDismiss={onClose}>
      {open === null ? null : <Fragment key={opening.count}>{children(open)}</Fragment>}
    </DialogContainer>
  )
}
