// The open app: sidebar, page, and what a drop anywhere on the window starts. Renderer.
import { Provider } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Outlet, useRouter } from '@tanstack/react-router'
import { AddContactDialog } from '../features/contacts/add-contact-dialog.tsx'
import { GiveDialog } from '../features/contacts/give-dialog.tsx'
import { CreateSpaceDialog } from '../features/spaces/create-space-dialog.tsx'
import { DialogSlot } from '../ui/dialog-slot.tsx'
import { DropOverlay } from './drop-overlay.tsx'
import { IntentContext, useIntentState, type Intent } from './intent.ts'
import { Sidebar } from './sidebar.tsx'

const frame = style({
  position: 'absolute',
  inset: 0,
  display: 'flex',
  overflow: 'hidden',
  backgroundColor: 'base',
  font: 'body',
})
const content = style({ flexGrow: 1, minWidth: 0, minHeight: 0 })

export function Shell() {
  const { intent, begin, end } = useIntentState()
  const router = useRouter()
  return (
    <IntentContext value={begin}>
      <Provider styles={frame} router={{ navigate: (to) => void router.navigate({ to }) }}>
        <Sidebar />
        <div className={content}>
          <Outlet />
        </div>
        <DropOverlay />
        <DialogSlot open={intent} onClose={end}>
          {(open) => <Begun intent={open} onClose={end} />}
        </DialogSlot>
      </Provider>
    </IntentContext>
  )
}

function Begun({ intent, onClose }: { intent: Intent; onClose: () => void }) {
  switch (intent.kind) {
    case 'create-space':
      return <CreateSpaceDialog folder={intent.folder} onClose={onClose} />
    case 'add-contact':
      return <AddContactDialog file={intent.file} onClose={onClose} />
    case 'give':
      return <GiveDialog contact={intent.contact} items={intent.items} onClose={onClose} />
  }
}
