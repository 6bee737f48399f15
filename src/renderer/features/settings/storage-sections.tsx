// Settings: what Siegel keeps on this computer, and clearing the trash of a folder. Renderer. SYNC-72.
import { ActionButton, LabeledValue, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { note, Section } from './section.tsx'

type Trash = Output<'profile.measure'>['trash'][number]

const list = style({ display: 'flex', flexDirection: 'column', gap: 12, margin: 0, padding: 0, listStyleType: 'none' })
const line = style({ display: 'flex', alignItems: 'center', gap: 12, minHeight: 32 })
const lines = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 })
const name = style({ font: 'ui', overflowWrap: 'anywhere' })
const whole = style({ flexShrink: 0 })
const small = style({ font: 'ui-sm', color: 'neutral-subdued' })

export function StorageSections() {
  const storage = useAnswer('profile.measure', {}, { keep: true })
  return <Answered asked={storage}>{(measured) => <Measured storage={measured} />}</Answered>
}

function Measured({ storage }: { storage: Output<'profile.measure'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [clearing, setClearing] = useState<Trash | null>(null)
  const clear = useToastedAction('profile.clearTrash')
  const filled = storage.trash.filter(({ files }) => files > 0)
  const holds = ({ files, bytes }: Trash) => ({ files: t('common.files', { count: files }), size: format.size(bytes) })
  const end = () => setClearing(null)
  return (
    <>
      <Section title={t('storage.title')}>
        <LabeledValue label={t('storage.profile')} value={format.size(storage.profileBytes)} />
        <p className={note}>{t('storage.profileWhy')}</p>
      </Section>
      <Section title={t('storage.trash')}>
        <p className={note}>{t('storage.trashWhy')}</p>
        {filled.length === 0 ? <p className={note}>{t('storage.trashEmpty')}</p> : null}
        <ul className={list}>
          {filled.map((trash) => (
            <li key={trash.space} className={line}>
              <span className={lines}>
                <span className={name}>{trash.name}</span>
                <span className={small}>{t('storage.trashHolds', holds(trash))}</span>
              </span>
              <ActionButton
                styles={whole}
                aria-label={t('storage.clearFor', { name: trash.name })}
                onPress={() => setClearing(trash)}
              >
                <Text>{t('storage.clear')}</Text>
              </ActionButton>
            </li>
          ))}
        </ul>
      </Section>
      <DialogSlot open={clearing} onClose={end}>
        {(trash) => (
          <AskDialog
            variant="destructive"
            title={t('storage.clearTitle', { name: trash.name })}
            primaryActionLabel={t('storage.clear')}
            cancelLabel={t('common.cancel')}
            onCancel={end}
            onPrimaryAction={() => {
              clear.run({ space: trash.space })
              end()
            }}
          >
            {t('storage.clearText', holds(trash))}
          </AskDialog>
        )}
      </DialogSlot>
    </>
  )
}
