// Whom to invite: contacts accepted by both sides that are not in the space; a word of caution about those not yet verified. Renderer.
import { Content, Heading, InlineAlert, Link, Picker, PickerItem, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'

const wide = style({ width: 'full' })

export type ContactPickerProps = {
  readonly candidates: readonly Contact[]
  readonly chosen: Contact | undefined
  readonly onChoose: (id: Contact['id'] | null) => void
  readonly onAdd: () => void
}

export function ContactPicker({ candidates, chosen, onChoose, onAdd }: ContactPickerProps) {
  const { t } = useTranslation()
  if (candidates.length === 0) {
    return (
      <InlineAlert variant="informative">
        <Heading>{t('people.nobody')}</Heading>
        <Content>
          {t('people.nobodyText')} <Link onPress={onAdd}>{t('contacts.add.title')}</Link>
        </Content>
      </InlineAlert>
    )
  }
  return (
    <>
      <Picker
        label={t('people.contact')}
        placeholder={t('people.choose')}
        value={chosen?.id ?? null}
        onChange={(key) => onChoose(key as Contact['id'] | null)}
        items={candidates}
        styles={wide}
      >
        {({ id, name, level }) => (
          <PickerItem id={id} textValue={name}>
            <Text slot="label">{name}</Text>
            <Text slot="description">{t(`level.${level}`)}</Text>
          </PickerItem>
        )}
      </Picker>
      {chosen?.level === 'first' ? (
        <InlineAlert variant="notice">
          <Heading>{t('people.unverified', { name: chosen.name })}</Heading>
          <Content>{t('people.unverifiedText')}</Content>
        </InlineAlert>
      ) : null}
      {chosen?.level === 'conflict' ? (
        <InlineAlert variant="negative">
          <Heading>{t('level.conflict')}</Heading>
          <Content>{t('safety.conflict')}</Content>
        </InlineAlert>
      ) : null}
    </>
  )
}
