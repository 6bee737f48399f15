// The open app: sidebar, page, and what a drop, a key or the world outside the window starts. Renderer.
import { Provider } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Outlet, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { AddContactDialog } from '../features/contacts/add-contact-dialog.tsx'
import { GiveDialog } from '../features/contacts/give-dialog.tsx'
import { SearchDialog } from '../features/search/search-dialog.tsx'
import { CreateSpaceDialog } from '../features/spaces/create-space-dialog.tsx'
import { DialogSlot } from '../ui/dialog-slot.tsx'
import { isMac } from '../ui/is-mac.ts'
import { DropOverlay } from './drop-overlay.tsx'
import { useHostIntents } from './host-intents.ts'
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
  const [searching, setSearching] = useState<object | null>(null)
  const search = useCallback(() => setSearching((before) => before ?? {}), [])
  const router = useRouter()
  useHostIntents(begin, search)
  useSearchKey(search)
  // Both are kept: a dialog that opens or closes would have every link and every row drawn again.
  const navigate = useCallback((to: string) => void router.navigate({ to }), [router])
  const places = useMemo(
    () => (
      <>
        <Sidebar onSearch={search} />
        <div className={content}>
          <Outlet />
        </div>
        <DropOverlay />
      </>
    ),
    [search],
  )
  return (
    <IntentContext value={begin}>
      <Provider styles={frame} router={{ navigate }}>
        {places}
        <DialogSlot open={intent} onClose={end}>
          {(open) => <Begun intent={open} onClose={end} />}
        </DialogSlot>
        <DialogSlot open={searching} onClose={() => setSearching(null)}>
          {() => <SearchDialog onClose={() => setSearching(null)} />}
        </DialogSlot>
      </Provider>
    </IntentContext>
  )
}

/** Messages that pass by call themselves dialogs, too: they stand in a layer of their own. */
const isDialogOpen = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].some(
    (element) => element.closest('[data-react-aria-top-layer]') === null,
  )

/** Ctrl K, or ⌘ K on macOS. Not over a dialog: what a person is in the middle of is not covered. */
function useSearchKey(search: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.shiftKey || event.altKey || !(isMac ? event.metaKey : event.ctrlKey))
        return
      event.preventDefault()
      if (!isDialogOpen()) search()
    }
    // Before lists and tables hear of it, which keep to themselves what they hear.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [search])
}

function Begun({ intent, onClose }: { intent: Intent; onClose: () => void }) {
  switch (intent.kind) {
    case 'create-space':
      return <CreateSpaceDialog folder={intent.folder} onClose={onClose} />
    case 'add-contact':
      return <AddContactDialog file={intent.file} text={intent.text} onClose={onClose} />
    case 'give':
      return <GiveDialog contact={intent.contact} items={intent.items} onClose={onClose} />
  }
}
