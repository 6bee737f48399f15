// Onboarding: the recovery words, once, to write down, to print or to save. Renderer. PROTOCOL §5.
import { Checkbox } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Refusal, Waiting } from '../../ui/message.tsx'
import { KitButtons } from './kit-buttons.tsx'
import { Step } from './step.tsx'
import { protectionOf, type Known, type StepInput } from './wizard.ts'

const grid = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
  rowGap: 4,
  columnGap: 16,
  margin: 0,
  padding: 16,
  listStyleType: 'none',
  backgroundColor: 'layer-1',
  borderRadius: 'lg',
  userSelect: 'text',
})
const cell = style({ display: 'flex', gap: 8, font: 'code' })
const position = style({ color: 'neutral-subdued', width: 24, textAlign: 'end' })

export function KitStep({ known, next, back }: StepInput) {
  const { t } = useTranslation()
  const format = useFormat()
  const [kept, setKept] = useState(known.kit !== null)
  const begin = useAction('onboarding.begin')
  const { mutate } = begin
  const { name, email, mode, passphrase } = known
  const kit = known.kit ?? begin.data
  // Coming back shows the same words: they may be written down already.
  const making = known.kit === null
  useEffect(() => {
    if (making) mutate({ name, email: email === '' ? null : email, protection: protectionOf({ mode, passphrase }) })
  }, [making, mutate, name, email, mode, passphrase])

  const sheet = kit ? { name, identity: kit.identity, relay: addressOf(known), words: kit.words } : null
  return (
    <Step
      title={t('kit.title')}
      why={t('kit.why')}
      next={t('common.next')}
      ready={kit !== undefined && kept}
      onNext={() => next({ kit: kit ?? null })}
      onBack={back}
    >
      {kit ? (
        <ol className={grid} aria-label={t('kit.title')} translate="no">
          {kit.words.map((word, i) => (
            <li key={i} className={cell}>
              <span className={position}>{format.number(i + 1)}</span>
              <span>{word}</span>
            </li>
          ))}
        </ol>
      ) : begin.error ? null : (
        <Waiting text={t('kit.making')} />
      )}
      <Refusal error={begin.error} />
      <KitButtons sheet={sheet} />
      <Checkbox isSelected={kept} onChange={setKept}>
        {t('kit.kept')}
      </Checkbox>
    </Step>
  )
}

/** Where the identity will live, as it stands on the kit; null: on this computer. */
function addressOf({ relay, invitation }: Known): string | null {
  if (relay.kind === 'invited') return invitation?.address ?? null
  return relay.kind === 'address' ? relay.address : null
}
