// What may open Siegel here, each with one sentence; where this computer has no key store, the reason why only the passphrase is left.
// Renderer. PROTOCOL §6, ATTACKS T70.
import { Content, Heading, InlineAlert, Radio, RadioGroup } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { ChosenProtection } from '../../../shared/ipc/vault.ts'
import { useAnswer } from '../../bridge/queries.ts'

const modes = ['passphrase', 'os', 'both'] as const
const choice = style({ display: 'flex', flexDirection: 'column' })
const what = style({ font: 'ui-sm', color: 'neutral-subdued' })

export type SecurityChoiceProps = {
  readonly mode: ChosenProtection['mode']
  readonly onChange: (mode: ChosenProtection['mode']) => void
}

export function SecurityChoice({ mode, onChange }: SecurityChoiceProps) {
  const { t } = useTranslation()
  const { data } = useAnswer('vault.keyStore', {})
  const obstacle = data?.obstacle ?? null
  return (
    <>
      <RadioGroup
        label={t('security.opens')}
        value={mode}
        onChange={(value) => onChange(modes.find((one) => one === value) ?? 'passphrase')}
      >
        {modes.map((one) => (
          <Radio key={one} value={one} isDisabled={one !== 'passphrase' && (data === undefined || obstacle !== null)}>
            <span className={choice}>
              {t(`security.mode.${one}`)}
              <span className={what}>{t(`security.what.${one}`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {obstacle ? (
        <InlineAlert variant="informative">
          <Heading level={2}>{t('security.noKeyStore')}</Heading>
          <Content>{t(`security.obstacle.${obstacle}`)}</Content>
        </InlineAlert>
      ) : null}
    </>
  )
}
