// A question before something is done that cannot be undone, or not easily. Renderer.
import { AlertDialog, type AlertDialogProps } from '@react-spectrum/s2'
import { scrolledByKeys } from './scrolled-by-keys.ts'

export function AskDialog({ children, ...asked }: AlertDialogProps) {
  return (
    <AlertDialog {...asked}>
      <div ref={scrolledByKeys}>{children}</div>
    </AlertDialog>
  )
}
