// Settings: what others call this person. Renderer.
import { Button, LabeledValue, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/ipc/app.ts'
import { email as emailForm } from '../../../shared/ipc/values.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { ClockNotice } from '../../ui/clock-notice.tsx'
import { Refusal } from '../../ui/message.tsx'
import { toast } from '../../ui/toast.ts'
import { note, row, Section } from './section.tsx'

const field = style({ width: 288 })

export function ProfileSection() {
  const { data: app } = useAnswer('app.state', {})
  return app?.phase === 'open' ? <Person key={`${app.person.name} ${app.person.email ?? ''}`} open={app} /> : null
}

function Person({ open }: { open: Extract<AppState, { phase: 'open' }> }) {
  const { t } = useTranslation()
  const { person, device, clockOffBy } = open
  const [name, setName] = useState(person.name)
  const [email, setEmail] = useState(person.email ?? '')
  const set = useAction('profile.set')
  const isSame = name.trim() === person.name && email.trim() === (person.email ?? '')
  const isEmail = email.trim() === '' || emailForm.safeParse(email.trim()).success
  const save = () =>
    set.mutate(
      { name: name.trim(), email: email.trim() === '' ? null : email.trim() },
      { onSuccess: () => toast.positive(t('settings.saved')) },
    )
  return (
    <Section title={t('settings.me')}>
      <div className={row}>
        <TextField label={t('settings.name')} value={name} onChange={setName} maxLength={200} styles={field} />
        <TextField
          label={t('settings.email')}
          type="email"
          value={email}
          onChange={setEmail}
          maxLength={254}
          isInvalid={!isEmail}
          styles={field}
        />
      </div>
      <p className={note}>{t('settings.profileWhy')}</p>
      {isSame ? null : (
        <div className={row}>
          <Button variant="accent" isPending={set.isPending} isDisabled={name.trim() === '' || !isEmail} onPress={save}>
            {t('common.save')}
          </Button>
        </div>
      )}
      <Refusal error={set.error} />
      <LabeledValue label={t('settings.device')} value={device.name} />
      {clockOffBy === null ? null : <ClockNotice offBy={clockOffBy} />}
    </Section>
  )
}
