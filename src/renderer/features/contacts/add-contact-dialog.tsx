// Adding a contact from a card: pasted text, a chosen file, or a file dropped on the window. Renderer. PROTOCOL §7.
import { ActionButton, Text, TextArea } from '@react-spectrum/s2'
import FileUser from '@react-spectrum/s2/icons/FileUser'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import type { RefusalTexts } from '../../ui/refusal-text.ts'
import { ScanQr } from '../../ui/scan-qr.tsx'
import { toast } from '../../ui/toast.ts'

const row = style({ display: 'flex', alignItems: 'center', gap: 12, flexWrap: 'wrap', font: 'ui' })
const wide = style({ width: 'full' })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

/** Codes that mean: this is no card, or a damaged one. */
const unreadable = ['E_CANON', 'E_SIG', 'E_ID', 'E_LIMIT', 'E_OPEN', 'E_UNKNOWN_VERSION'] as const
const ofCard: RefusalTexts = Object.fromEntries(unreadable.map((code) => [code, 'contacts.add.unreadable'] as const))
const ofLink: RefusalTexts = Object.fromEntries(
  [...unreadable, 'E_FORK'].map((code) => [code, 'contacts.add.linkOver'] as const),
)

type AddContactProps = {
  readonly file: LocalItem | null
  /** A card or an invitation link that came from outside the window. */
  readonly text?: string | null | undefined
  readonly onClose: () => void
}

export function AddContactDialog({ file: dropped, text: given = null, onClose }: AddContactProps) {
  const { t } = useTranslation()
  const [file, setFile] = useState(dropped)
  const [text, setText] = useState(given ?? '')
  const add = useAction('contacts.add')
  const submit = () =>
    add.mutate(file ? { file: file.token } : { text: text.trim() }, {
      onSuccess: ({ person, outcome }) => {
        const say = outcome === 'conflict' ? toast.negative : outcome === 'self' ? toast.info : toast.positive
        say(t(`contacts.add.outcome.${outcome}`, { name: person.name }), { timeout: 6000 })
        onClose()
      },
    })
  const isLink = !file && text.includes('/invite#')
  return (
    <FormDialog
      title={t('contacts.add.title')}
      submit={{
        label: t('contacts.add.do'),
        isReady: file !== null || text.trim() !== '',
        isPending: add.isPending,
        run: submit,
      }}
      error={add.error}
      refusals={isLink ? ofLink : ofCard}
      onClose={onClose}
    >
      <p className={note}>{t('contacts.add.text')}</p>
      {file ? null : (
        <TextArea
          label={t('contacts.add.card')}
          value={text}
          onChange={(value) => {
            setText(value)
            add.reset()
          }}
          spellCheck="false"
          autoFocus
          styles={wide}
        />
      )}
      {file ? (
        <div className={row}>
          <FileChoice onChoose={setFile} />
          <span>{file.name}</span>
        </div>
      ) : (
        <ScanQr onFound={setText}>
          <FileChoice onChoose={setFile} />
        </ScanQr>
      )}
    </FormDialog>
  )
}

function FileChoice({ onChoose }: { onChoose: (file: LocalItem) => void }) {
  const { t } = useTranslation()
  const pick = useAction('host.pickCard')
  const choose = () => pick.mutate({}, { onSuccess: (item) => item && onChoose(item) })
  return (
    <ActionButton onPress={choose} isPending={pick.isPending}>
      <FileUser />
      <Text>{t('contacts.add.file')}</Text>
    </ActionButton>
  )
}
