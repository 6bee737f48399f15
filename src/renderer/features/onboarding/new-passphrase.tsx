// Choosing a passphrase: typed twice, judged while typing, or six words proposed. Renderer. PROTOCOL §6.
import { Button, Meter, Switch, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PassphraseQuality } from '../../../shared/ipc/onboarding.ts'
import { useAction, useJudgement } from '../../bridge/queries.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16 })
const row = style({ display: 'flex', alignItems: 'center', gap: 16, flexWrap: 'wrap' })
const wide = style({ width: 'full' })
const advice = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })

export type NewPassphraseState = {
  readonly first: string
  readonly second: string
  readonly quality: PassphraseQuality | null
  /** Good enough and typed twice alike. */
  readonly usable: boolean
  readonly set: (typed: { readonly first: string; readonly second: string }) => void
}

/** `personal` are words it must not be made of. */
export function useNewPassphrase(personal: readonly string[]): NewPassphraseState {
  const [{ first, second }, set] = useState({ first: '', second: '' })
  const quality = useJudgement(
    'onboarding.assess',
    first === '' ? null : { passphrase: first, personal: personal.filter((word) => word !== '') },
  )
  return { first, second, quality, usable: quality?.enough === true && first === second, set }
}

const scores = ['s0', 's1', 's2', 's3', 's4'] as const
const variants = ['negative', 'negative', 'notice', 'positive', 'positive'] as const

export function NewPassphrase({ state, autoFocus = true }: { state: NewPassphraseState; autoFocus?: boolean }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const propose = useAction('onboarding.propose')
  const { first, second, quality, set } = state
  const type = shown ? 'text' : 'password'
  const differs = second !== '' && !first.startsWith(second)
  return (
    <div className={column}>
      <TextField
        type={type}
        label={t('passphrase.first')}
        value={first}
        onChange={(value) => set({ first: value, second })}
        autoComplete="new-password"
        autoFocus={autoFocus}
        styles={wide}
      />
      <Meter
        label={t('passphrase.strength')}
        value={first === '' ? 0 : ((quality?.score ?? 0) + 1) * 20}
        variant={variants[quality?.score ?? 0] ?? 'negative'}
        valueLabel={
          first === '' || !quality ? t('passphrase.none') : t(`passphrase.score.${scores[quality.score] ?? 's0'}`)
        }
        styles={wide}
      />
      {first !== '' && quality && !quality.enough ? (
        <p className={advice}>{t(`passphrase.advice.${quality.advice}`)}</p>
      ) : null}
      <TextField
        type={type}
        label={t('passphrase.second')}
        value={second}
        onChange={(value) => set({ first, second: value })}
        autoComplete="new-password"
        isInvalid={differs}
        errorMessage={t('passphrase.differs')}
        styles={wide}
      />
      <div className={row}>
        <Button
          variant="secondary"
          isPending={propose.isPending}
          onPress={() =>
            propose.mutate(
              {},
              {
                onSuccess: ({ passphrase }) => {
                  set({ first: passphrase, second: passphrase })
                  setShown(true)
                },
              },
            )
          }
        >
          {t('passphrase.propose')}
        </Button>
        <Switch isSelected={shown} onChange={setShown}>
          {t('passphrase.show')}
        </Switch>
      </div>
    </div>
  )
}
