// Contacts as vCards in a file that any address book reads. Renderer.
import { Checkbox } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'

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
    <FormDialog
      title={t('vcard.title', { count: contacts.length })}
      submit={{ label: t('vcard.do'), isPending: pick.isPending || write.isPending, run: submit }}
      error={pick.error ?? write.error}
      onClose={onClose}
    >
      <p className={note}>{t('vcard.text')}</p>
      <Checkbox isSelected={withPrivate} onChange={setPrivate}>
        {t('vcard.private')}
      </Checkbox>
    </FormDialog>
  )
}
