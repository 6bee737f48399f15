// Contacts as vCards in a file that any address book reads. Renderer.
import { Button, ButtonGroup, Checkbox, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { toast } from '../../ui/toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16 })
const note = style({ font: 'ui', margin: 0 })

export function ExportDialog({ contacts, onClose }: { contacts: readonly Contact[]; onClose: () => void }) {
  const { t } = useTranslation()
  const [withPrivate, setPrivate] = useState(false)
  const pick = useAction('host.pickTarget')
  const write = useAction('contacts.export')
  const [only] = contacts
  const fileName = contacts.length === 1 && only ? only.name.replace(/[/\\:*?"<>|]/gu, ' ').slice(0, 80) : ''
  const submit = () =>
    pick.mutate(
      { use: 'vcard', fileName: `${fileName.trim() || t('vcard.fileName')}.vcf` },
      {
        onSuccess: (target) => {
          if (!target) return
          write.mutate(
            { contacts: contacts.map(({ id }) => id), file: target.token, withPrivate },
            {
              onSuccess: ({ count }) => {
                toast.positive(t('vcard.done', { count, name: target.name }))
                onClose()
              },
            },
          )
        },
      },
    )
  return (
    <Dialog>
      <Heading slot="title">{t('vcard.title', { count: contacts.length })}</Heading>
      <Content>
        <div className={column}>
          <p className={note}>{t('vcard.text')}</p>
          <Checkbox isSelected={withPrivate} onChange={setPrivate}>
            {t('vcard.private')}
          </Checkbox>
          <Refusal error={pick.error ?? write.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="accent" isPending={pick.isPending || write.isPending} onPress={submit}>
          {t('vcard.do')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
