// Inviting a contact into a space. Renderer.
import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  Heading,
  InlineAlert,
  Link,
  Picker,
  PickerItem,
  Text,
  ToastQueue,
} from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import type { Preset } from '../../../shared/domain/rights.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { PresetChoice } from './preset-choice.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const wide = style({ width: 'full' })

/** Contacts accepted by both sides that are not in the space. */
const invitable = (contacts: readonly Contact[], members: readonly Member[]) =>
  contacts.filter(
    ({ id, state }) =>
      state === 'accepted' && !members.some(({ person, state: at }) => person.id === id && at !== 'leaving'),
  )

export function InviteDialog({
  space,
  members,
  onClose,
}: {
  space: Space
  members: readonly Member[]
  onClose: () => void
}) {
  const { t } = useTranslation()
  const begin = useIntent()
  const contacts = useAnswer('contacts.list', {})
  const [chosen, setChosen] = useState<Contact['id'] | null>(null)
  const [preset, setPreset] = useState<Preset>('contributor')
  const invite = useAction('spaces.invite')
  const candidates = invitable(contacts.data ?? [], members)
  const contact = candidates.find(({ id }) => id === chosen)
  const submit = () => {
    if (!contact) return
    const invited = () => {
      ToastQueue.positive(t('people.invited', { name: contact.name }), { timeout: 5000 })
      onClose()
    }
    invite.mutate({ space: space.id, identity: contact.id, preset, expiresAt: null }, { onSuccess: invited })
  }
  return (
    <Dialog>
      <Heading slot="title">{t('people.inviteTitle', { name: space.name })}</Heading>
      <Content>
        <div className={column}>
          {contacts.data && candidates.length === 0 ? (
            <InlineAlert variant="informative">
              <Heading>{t('people.nobody')}</Heading>
              <Content>
                {t('people.nobodyText')}{' '}
                <Link
                  onPress={() => {
                    onClose()
                    begin({ kind: 'add-contact', file: null })
                  }}
                >
                  {t('contacts.add.title')}
                </Link>
              </Content>
            </InlineAlert>
          ) : (
            <Picker
              label={t('people.contact')}
              placeholder={t('people.choose')}
              value={chosen}
              onChange={(key) => setChosen(key as Contact['id'] | null)}
              items={candidates}
              styles={wide}
            >
              {(item) => (
                <PickerItem id={item.id} textValue={item.name}>
                  <Text slot="label">{item.name}</Text>
                  <Text slot="description">{t(`level.${item.level}`)}</Text>
                </PickerItem>
              )}
            </Picker>
          )}
          {contact?.level === 'first' ? (
            <InlineAlert variant="notice">
              <Heading>{t('people.unverified', { name: contact.name })}</Heading>
              <Content>{t('people.unverifiedText')}</Content>
            </InlineAlert>
          ) : null}
          <PresetChoice preset={preset} onChange={setPreset} />
          <Refusal error={invite.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="accent"
          isDisabled={!contact || contact.level === 'conflict'}
          isPending={invite.isPending}
          onPress={submit}
        >
          {t('people.inviteDo')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
