// People who ask to become contacts. Renderer.
import { Button, ButtonGroup } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { Notice } from '../../ui/notice.tsx'
import { Refusal } from '../../ui/message.tsx'
import { PersonName } from '../../ui/person.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 8, flexShrink: 0 })

export function Requests({ contacts }: { contacts: readonly Contact[] }) {
  if (contacts.length === 0) return null
  return (
    <div className={column}>
      {contacts.map((contact) => (
        <Request key={contact.id} contact={contact} />
      ))}
    </div>
  )
}

function Request({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const accept = useAction('contacts.accept')
  const decline = useAction('contacts.decline')
  return (
    <Notice
      title={t('requests.title', { name: contact.name })}
      text={t('requests.text')}
      person={<PersonName person={{ ...contact, me: false }} initials />}
    >
      <ButtonGroup>
        <Button
          variant="secondary"
          isPending={decline.isPending}
          onPress={() => decline.mutate({ contact: contact.id })}
        >
          {t('requests.decline')}
        </Button>
        <Button variant="accent" isPending={accept.isPending} onPress={() => accept.mutate({ contact: contact.id })}>
          {t('requests.accept')}
        </Button>
      </ButtonGroup>
      <Refusal error={accept.error ?? decline.error} />
    </Notice>
  )
}
