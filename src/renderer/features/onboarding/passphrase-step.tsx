// Onboarding: the passphrase that opens Siegel on this computer. Renderer.
import { useTranslation } from 'react-i18next'
import { NewPassphrase, useNewPassphrase } from './new-passphrase.tsx'
import { Step } from './step.tsx'
import type { StepInput } from './wizard.ts'

export function PassphraseStep({ known, next, back }: StepInput) {
  const { t } = useTranslation()
  const state = useNewPassphrase([known.name, known.email])
  return (
    <Step
      title={t('onboarding.passphrase.title')}
      why={t(known.mode === 'both' ? 'onboarding.passphrase.whyBoth' : 'onboarding.passphrase.why')}
      next={t('common.next')}
      ready={state.usable}
      onNext={() => next({ passphrase: state.first, kit: null })}
      onBack={back}
    >
      <NewPassphrase state={state} />
    </Step>
  )
}
