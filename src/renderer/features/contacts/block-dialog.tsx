// Blocking a contact: what it means, which access it leaves, and whether that ends too. Renderer. PROTOCOL §7, §13.
import { Checkbox } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { AccessList } from './access-list.tsx'
import { toast } from '../../ui/toast.ts'

const note = style({ font: 'ui', margin: 0 })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })

export function BlockDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation()
  const [endAccess, setEndAccess] = useState(false)
  const access = useAnswer('contacts.access', { contact: contact.id })
  const block = useAction('contacts.block')
  const { name } = contact
  const submit = () =>
    block.mutate(
      { contact: contact.id, endAccess },
      {
        onSuccess: () => {
          toast.positive(t('block.done', { name }), { timeout: 5000 })
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title={t('block.title', { name })}
      submit={{ label: t('block.do'), variant: 'negative', isPending: block.isPending, run: submit }}
      error={block.error}
      onClose={onClose}
    >
      <p className={note}>{t('block.text', { name })}</p>
      <Answered asked={access}>
        {(grants) => (
          <>
            <AccessList grants={grants} title={t('block.access', { name })} />
            {grants.some(({ mayEnd }) => mayEnd) ? (
              <>
                <Checkbox isSelected={endAccess} onChange={setEndAccess}>
                  {t('block.end')}
                </Checkbox>
                <p className={quiet}>{t('block.endText')}</p>
              </>
            ) : null}
          </>
        )}
      </Answered>
    </FormDialog>
  )
}
