// Settings: where the own relay runs and who can reach it. Renderer.
import { Button, Content, Heading, InlineAlert, LabeledValue } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { ReachChoice as Choice } from '../../../shared/ipc/relay.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { isWholeReach, ReachChoice } from '../../ui/reach-choice.tsx'
import { note, row, Section } from './section.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16, alignItems: 'start' })

export function RelaySection() {
  const { t } = useTranslation()
  const { data: relay } = useAnswer('relay.get', {}, { keep: true })
  if (!relay) return null
  return (
    <Section title={t('relay.title')}>
      <div className={row}>
        <LabeledValue label={t('relay.where')} value={relay.kind === 'embedded' ? t('relay.here') : placeOf(relay)} />
        {relay.kind === 'embedded' ? (
          <LabeledValue label={t('relay.address')} value={relay.address ?? t('relay.nobody')} />
        ) : null}
      </div>
      {relay.kind === 'embedded' && relay.embedded ? (
        <Reach key={relay.embedded.reach} embedded={relay.embedded} />
      ) : null}
      {relay.kind === 'embedded' ? (
        <InlineAlert variant="notice">
          <Heading>{t('relay.alone')}</Heading>
          <Content>{t('relay.aloneText')}</Content>
        </InlineAlert>
      ) : null}
    </Section>
  )
}

/** The relay in this app, once home has moved away from it: who can reach what is still there. */
export function FormerHere() {
  const { t } = useTranslation()
  const { data: relay } = useAnswer('relay.get', {}, { keep: true })
  if (!relay?.embedded || relay.kind === 'embedded') return null
  const { embedded } = relay
  return (
    <Section title={t('relays.hereTitle')}>
      <p className={note}>{t('relays.hereText')}</p>
      <LabeledValue label={t('relay.address')} value={embedded.address ?? t('relay.nobody')} />
      <Reach key={embedded.reach} embedded={embedded} />
    </Section>
  )
}

type Relay = Output<'relay.get'>
const placeOf = ({ address }: Relay): string => address ?? ''

function Reach({ embedded }: { embedded: NonNullable<Relay['embedded']> }) {
  const { t } = useTranslation()
  const stands: Choice =
    embedded.reach === 'address'
      ? { kind: 'address', address: embedded.address ?? '', untried: false }
      : { kind: embedded.reach }
  const [wanted, setWanted] = useState<Choice>(stands)
  const set = useAction('relay.setReach')
  const choose = (choice: Choice) => {
    set.reset()
    setWanted(choice)
  }
  const isSame = JSON.stringify(wanted) === JSON.stringify(stands)
  const isUnreached = set.error?.code === 'E_TRANSPORT' && wanted.kind === 'address'
  return (
    <>
      <ReachChoice value={wanted} onChange={choose} isDisabled={set.isPending} />
      {embedded.reach === 'this-network' && embedded.address === null ? (
        <p className={note}>{t('relay.noNetwork')}</p>
      ) : null}
      {wanted.kind === 'address' && embedded.inNetwork !== null ? (
        <p className={note}>{t('relay.forward', { place: new URL(embedded.inNetwork).host })}</p>
      ) : null}
      {isSame ? null : (
        <div className={row}>
          <Button
            variant="accent"
            isDisabled={!isWholeReach(wanted)}
            isPending={set.isPending}
            onPress={() => set.mutate(wanted)}
          >
            {t('relay.save')}
          </Button>
        </div>
      )}
      {isUnreached ? (
        <InlineAlert variant="notice" autoFocus>
          <Heading>{t('relay.unreached')}</Heading>
          <Content>
            <div className={column}>
              <span>{t('relay.untried')}</span>
              <Button
                variant="secondary"
                isPending={set.isPending}
                onPress={() => set.mutate({ ...wanted, untried: true })}
              >
                {t('relay.useUntried')}
              </Button>
            </div>
          </Content>
        </InlineAlert>
      ) : (
        <Refusal error={set.error} texts={{ E_ID: 'relay.otherRelay', E_CANON: 'relay.noAddress' }} />
      )}
    </>
  )
}
