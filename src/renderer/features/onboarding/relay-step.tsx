// Onboarding: which relay keeps the sealed copies: this computer, or an address. On the way of recovery this step finishes. Renderer.
import { Radio, RadioGroup, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReachChoice, RelayChoice } from '../../../shared/ipc/relay.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { isWholeReach, ReachChoice as ReachPicker } from '../../ui/reach-choice.tsx'
import { Step } from './step.tsx'
import { protectionOf, type StepInput } from './wizard.ts'

const wide = style({ width: 'full' })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

export function RelayStep({ known, last, next, back }: StepInput) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<'embedded' | 'address'>(
    last || known.relay.kind === 'address' ? 'address' : 'embedded',
  )
  const [reach, setReach] = useState<ReachChoice>(
    known.relay.kind === 'embedded' ? known.relay.reach : { kind: 'only-me' },
  )
  const [address, setAddress] = useState(known.relay.kind === 'address' ? known.relay.address : '')
  const [token, setToken] = useState(known.relay.kind === 'address' ? (known.relay.token ?? '') : '')
  const recover = useAction('onboarding.recover')
  const relay = kind === 'embedded' ? { kind, reach } : reachedBy(address.trim(), token.trim(), last)
  const finish = () => {
    if (last) recover.mutate({ phrase: known.phrase, protection: protectionOf(known), relay })
    else next({ relay })
  }
  return (
    <Step
      title={t('onboarding.relay.title')}
      why={t(last ? 'onboarding.relay.whyRecover' : 'onboarding.relay.why')}
      next={last ? t('recover.do') : t('common.next')}
      ready={kind === 'embedded' ? isWholeReach(reach) : address.trim() !== ''}
      pending={recover.isPending}
      onNext={finish}
      onBack={back}
    >
      <RadioGroup
        label={t('onboarding.relay.where')}
        value={kind}
        onChange={(value) => setKind(value === 'address' ? 'address' : 'embedded')}
      >
        {last ? null : <Radio value="embedded">{t('onboarding.relay.embedded')}</Radio>}
        <Radio value="address">{t('onboarding.relay.address')}</Radio>
        {last ? <Radio value="embedded">{t('onboarding.relay.embeddedHere')}</Radio> : null}
      </RadioGroup>
      {kind === 'embedded' ? (
        <>
          <p className={note}>{t(last ? 'onboarding.relay.embeddedRecoverNote' : 'onboarding.relay.embeddedNote')}</p>
          {last ? null : <ReachPicker value={reach} onChange={setReach} />}
        </>
      ) : (
        <>
          <TextField
            label={t('onboarding.relay.url')}
            {...(last && { description: t('recover.place') })}
            placeholder={t('onboarding.relay.example')}
            value={address}
            onChange={setAddress}
            maxLength={last ? 65_536 : 2048}
            autoFocus
            styles={wide}
          />
          {last ? null : (
            <TextField
              label={t('onboarding.relay.token')}
              description={t('onboarding.relay.tokenWhy')}
              value={token}
              onChange={setToken}
              maxLength={512}
              styles={wide}
            />
          )}
        </>
      )}
      <Refusal error={recover.error} texts={{ E_ID: 'recover.unknown' }} />
    </Step>
  )
}

/** What was typed: an address, or when recovering a contact card, which says where the relay was, too. */
function reachedBy(typed: string, token: string, isRecovering: boolean): RelayChoice {
  if (isRecovering && /^siegel:/i.test(typed)) return { kind: 'invited', invitation: typed }
  return { kind: 'address', address: typed, token: token === '' ? null : token }
}
