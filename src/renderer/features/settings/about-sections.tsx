// Settings: which Siegel this is, what it is made of, and a diagnosis for whoever helps. Renderer.
import { Button, LabeledValue } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../bridge/queries.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { DiagnosisDialog } from './diagnosis-dialog.tsx'
import { LicencesDialog } from './licences-dialog.tsx'
import { UpdatesSection } from './updates-section.tsx'
import { note, row, Section } from './section.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 12 })

export function AboutSections() {
  const { t } = useTranslation()
  const { data: versions } = useAnswer('about.versions', {})
  const [open, setOpen] = useState<'licences' | 'diagnosis' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Section title={t('settings.section.about')}>
        {versions ? (
          <div className={column}>
            <LabeledValue label={t('about.version')} value={versions.app} />
            <LabeledValue label={t('about.system')} value={versions.system} />
            <LabeledValue label={t('about.runtime')} value={t('about.runtimeNow', versions)} />
          </div>
        ) : null}
        <p className={note}>{t('about.licence')}</p>
        <div className={row}>
          <Button variant="secondary" onPress={() => setOpen('licences')}>
            {t('about.licences')}
          </Button>
        </div>
      </Section>
      <UpdatesSection />
      <Section title={t('about.help')}>
        <p className={note}>{t('about.diagnoseWhy')}</p>
        <div className={row}>
          <Button variant="secondary" onPress={() => setOpen('diagnosis')}>
            {t('about.diagnose')}
          </Button>
        </div>
      </Section>
      <DialogSlot open={open} onClose={close}>
        {(dialog) => (dialog === 'licences' ? <LicencesDialog onClose={close} /> : <DiagnosisDialog onClose={close} />)}
      </DialogSlot>
    </>
  )
}
