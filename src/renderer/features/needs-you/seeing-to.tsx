// Where a person sees to what waits for them: a check of a contact opens here, everything else is a page. Renderer.
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import type { Need } from '../../../shared/ipc/needs.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { pairOf, ReplaceDialog, type Pair } from '../contacts/replace-dialog.tsx'
import { SafetyNumberDialog } from '../contacts/safety-number-dialog.tsx'

type Check = { readonly kind: 'replace'; readonly pair: Pair } | { readonly kind: 'compare'; readonly contact: Contact }

/** `dialog` outlasts the need: that goes as soon as core has done what it asks for. */
export function useSeeingTo() {
  const router = useRouter()
  const contacts = useAnswer('contacts.list', {}).data ?? []
  const [check, setCheck] = useState<Check | null>(null)
  const close = () => setCheck(null)
  const seeTo = (need: Need): void => {
    const found = checkOf(need, contacts)
    if (found !== null) setCheck(found)
    else if (need.seeTo === 'space' && 'space' in need && need.space !== null)
      void router.navigate({ to: '/spaces/$space/$tab', params: { space: need.space.id, tab: 'files' } })
    else if (need.seeTo === 'conflicts') void router.navigate({ to: '/activity/$tab', params: { tab: 'conflicts' } })
    else if (need.seeTo === 'settings')
      void router.navigate({ to: '/settings/$section', params: { section: sectionOf(need) } })
    else void router.navigate({ to: need.seeTo === 'contacts' ? '/contacts' : '/spaces' })
  }
  const dialog = (
    <DialogSlot open={check} onClose={close}>
      {(open) =>
        open.kind === 'replace' ? (
          <ReplaceDialog pair={open.pair} onClose={close} />
        ) : (
          <SafetyNumberDialog contact={open.contact} onClose={close} />
        )
      }
    </DialogSlot>
  )
  return { seeTo, dialog }
}

function checkOf(need: Need, contacts: readonly Contact[]): Check | null {
  if (need.kind !== 'identity-conflict' && need.kind !== 'new-device') return null
  const contact = contacts.find(({ id }) => id === need.person.id)
  if (contact === undefined) return null
  if (need.kind === 'new-device') return { kind: 'compare', contact }
  const pair = pairOf(contact, contacts)
  return pair === null ? null : { kind: 'replace', pair }
}

/** The clock is told with the profile; a proxy or a certificate is a matter of the network. */
function sectionOf(need: Need): 'profile' | 'network' | 'relay' | 'devices' {
  if (need.kind === 'own-fork') return 'devices'
  if (need.kind === 'clock') return 'profile'
  return need.kind === 'unreachable' && /^(proxy|certificate)/.test(need.why) ? 'network' : 'relay'
}
