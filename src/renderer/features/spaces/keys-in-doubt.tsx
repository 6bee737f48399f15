// A key is due here, and somebody who would get it is in conflict: compare, or take them out. Renderer. PROTOCOL §10, T02.
import { Button, ButtonGroup } from '@react-spectrum/s2'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import type { Person } from '../../../shared/ipc/values.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { Notice } from '../../ui/notice.tsx'
import { PersonName } from '../../ui/person.tsx'
import { pairOf, ReplaceDialog, type Pair } from '../contacts/replace-dialog.tsx'
import { RevokeDialog } from '../people/revoke-dialog.tsx'

type Open = { readonly kind: 'remove'; readonly person: Person } | { readonly kind: 'compare'; readonly pair: Pair }

/** The dialogs outlast the notice: it goes as soon as core has done what they ask for. */
export function KeysInDoubt({ space }: { space: Space }) {
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      {space.sync.kind === 'contact-conflict' ? (
        <Doubt space={space} people={space.sync.people} onOpen={setOpen} />
      ) : null}
      <DialogSlot open={open} onClose={close}>
        {(asked) =>
          asked.kind === 'compare' ? (
            <ReplaceDialog pair={asked.pair} onClose={close} />
          ) : (
            <RevokeDialog space={space} member={asked} onClose={close} />
          )
        }
      </DialogSlot>
    </>
  )
}

type DoubtProps = {
  readonly space: Space
  readonly people: readonly Person[]
  readonly onOpen: (open: Open) => void
}

function Doubt({ space, people, onOpen }: DoubtProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const contacts = useAnswer('contacts.list', {}).data ?? []
  const pairs = new Map<string, Pair>()
  for (const { id } of people) {
    const contact = contacts.find((one) => one.id === id)
    const pair = contact ? pairOf(contact, contacts) : null
    if (pair) pairs.set(pair.old.id, pair)
  }
  const removable = mayDo(space.myRights, 'manage') ? people.filter(({ id }) => id !== space.owner.id) : []
  return (
    <Notice
      title={t('doubt.title', { names: format.list(people.map((person) => nameOf(person, t))) })}
      text={t('doubt.text')}
      person={people.map((person) => (
        <PersonName key={person.id} person={person} initials />
      ))}
    >
      <ButtonGroup>
        {removable.map((person) => (
          <Button key={person.id} variant="secondary" onPress={() => onOpen({ kind: 'remove', person })}>
            {t('doubt.remove', { name: nameOf(person, t) })}
          </Button>
        ))}
        {[...pairs.values()].map((pair) => (
          <Button key={pair.old.id} variant="accent" onPress={() => onOpen({ kind: 'compare', pair })}>
            {t('doubt.compare', { name: nameOf(pair.old, t) })}
          </Button>
        ))}
      </ButtonGroup>
    </Notice>
  )
}
