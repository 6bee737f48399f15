// Whom I have asked to become a contact, and who has not answered yet. Renderer.
import { Button, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Initials, LevelMark } from '../../ui/person.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { ContactMenu, type ContactAct } from './contact-menu.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 8, flexShrink: 0 })
const heading = style({ font: 'title-sm', margin: 0 })
const list = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  maxHeight: 184,
  overflowY: 'auto',
})
const item = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12, flexShrink: 0, minWidth: 0 })
const who = style({ display: 'flex', alignItems: 'center', gap: 12, flexGrow: 1, flexBasis: 280, minWidth: 0 })
const buttons = style({ display: 'flex', alignItems: 'center', gap: 12, flexShrink: 0 })

export function RequestsOut({ contacts, onAct }: { contacts: readonly Contact[]; onAct: ContactAct }) {
  const { t } = useTranslation()
  if (contacts.length === 0) return null
  return (
    <section className={column}>
      <Heading level={2} styles={heading} id="requests-out">
        {t('contacts.sent')}
      </Heading>
      <ul className={list} aria-labelledby="requests-out">
        {contacts.map((contact) => (
          <Sent key={contact.id} contact={contact} onAct={onAct} />
        ))}
      </ul>
    </section>
  )
}

function Sent({ contact, onAct }: { contact: Contact; onAct: ContactAct }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const withdraw = useToastedAction('contacts.withdraw')
  const name = contact.name || t('book.unnamed')
  const waits = contact.newDevice ? t('contacts.newDevice') : t('contacts.state.requested')
  return (
    <li className={item}>
      <div className={who}>
        <Initials person={contact} size="L" />
        <TwoLines
          first={
            <>
              {name} <LevelMark level={contact.level} />
            </>
          }
          second={[contact.email, waits, format.brief(contact.since, now)].filter(Boolean).join(' · ')}
        />
      </div>
      <div className={buttons}>
        <Button
          variant="secondary"
          aria-label={t('contacts.withdrawFor', { name })}
          isPending={withdraw.isPending}
          onPress={() => withdraw.run({ contact: contact.id })}
        >
          {t('contacts.withdraw')}
        </Button>
        <ContactMenu contact={contact} isBlocked={false} onAct={onAct} />
      </div>
    </li>
  )
}
