// Onboarding: name and e-mail, as contacts will see them. Renderer.
import { TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Step } from './step.tsx'
import type { StepInput } from './wizard.ts'

const wide = style({ width: 'full' })
const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text)

export function PersonStep({ known, next, back }: StepInput) {
  const { t } = useTranslation()
  const [name, setName] = useState(known.name)
  const [email, setEmail] = useState(known.email)
  const emailUsable = email.trim() === '' || looksLikeEmail(email.trim())
  return (
    <Step
      title={t('onboarding.person.title')}
      why={t('onboarding.person.why')}
      next={t('common.next')}
      ready={name.trim() !== '' && emailUsable}
      onNext={() => next({ name: name.trim(), email: email.trim(), kit: null })}
      onBack={back}
    >
      <TextField
        label={t('onboarding.person.name')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={200}
        isRequired
        autoFocus
        styles={wide}
      />
      <TextField
        type="email"
        label={t('onboarding.person.email')}
        description={t('onboarding.person.emailWhy')}
        value={email}
        onChange={setEmail}
        autoComplete="email"
        maxLength={254}
        isInvalid={!emailUsable && email.includes('@') && email.includes('.')}
        errorMessage={t('onboarding.person.emailWrong')}
        styles={wide}
      />
    </Step>
  )
}
