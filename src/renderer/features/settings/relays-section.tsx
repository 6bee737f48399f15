// Settings: every relay at which this person has an account, what each says of itself now, one more, one less. Renderer. PROTOCOL §8.
import { ActionButton, Badge, Button, StatusLight, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnRelay } from '../../../shared/ipc/relays.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { relayName } from '../../ui/relay-name.ts'
import { AddRelayDialog } from './add-relay-dialog.tsx'
import { MoveHomeDialog, MoveUnderWay } from './move-home.tsx'
import { FormerHere, RelaySection } from './relay-section.tsx'
import { RemoveRelayDialog } from './remove-relay-dialog.tsx'
import { note, row, Section } from './section.tsx'

const list = style({ display: 'flex', flexDirection: 'column', gap: 16, margin: 0, padding: 0, listStyleType: 'none' })
const lines = style({ display: 'flex', flexDirection: 'column', alignItems: 'start', minWidth: 0, gap: 4 })
const actions = style({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 4 })
const name = style({
  font: 'ui',
  fontWeight: 'bold',
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  alignItems: 'center',
  overflowWrap: 'anywhere',
})
const small = style({ font: 'ui-sm', color: 'neutral-subdued', overflowWrap: 'anywhere' })

type Open = { readonly kind: 'add' } | { readonly kind: 'move' | 'remove'; readonly relay: OwnRelay }

export function RelaySections() {
  return (
    <>
      <RelaySection />
      <AllRelays />
      <FormerHere />
    </>
  )
}

function AllRelays() {
  const { t } = useTranslation()
  const relays = useAnswer('relays.list', {})
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <Section title={t('relays.title')}>
      <p className={note}>{t('relays.text')}</p>
      <Answered asked={relays}>
        {(found) => (
          <ul className={list}>
            {found.map((relay) => (
              <RelayRow key={relay.relay} relay={relay} onOpen={(kind) => setOpen({ kind, relay })} />
            ))}
          </ul>
        )}
      </Answered>
      <div className={row}>
        <Button variant="secondary" onPress={() => setOpen({ kind: 'add' })}>
          {t('relays.add.open')}
        </Button>
      </div>
      <DialogSlot open={open} onClose={close}>
        {(dialog) => {
          if (dialog.kind === 'add') return <AddRelayDialog onClose={close} />
          const Dialog = dialog.kind === 'move' ? MoveHomeDialog : RemoveRelayDialog
          return <Dialog relay={dialog.relay} onClose={close} />
        }}
      </DialogSlot>
    </Section>
  )
}

function RelayRow({ relay, onOpen }: { relay: OwnRelay; onOpen: (kind: 'move' | 'remove') => void }) {
  const { t } = useTranslation()
  const said = useAnswer('relays.describe', { relay: relay.relay }, { anew: true })
  const called = relayName(t, relay)
  const { names, more } = relay.spaces
  const spaces = { names: names.join(', '), count: more }
  return (
    <li className={lines}>
      <span className={name}>
        {called}
        {relay.isHome ? (
          <Badge variant="informative" size="S">
            {t('relays.inbox')}
          </Badge>
        ) : null}
      </span>
      <StatusLight size="S" variant={said.error ? 'notice' : said.data ? 'positive' : 'neutral'}>
        {t(said.error ? 'relays.silent' : said.data ? 'relays.answers' : 'relays.asking')}
      </StatusLight>
      {said.data && !relay.isHere ? <span className={small}>{operatorOf(said.data)}</span> : null}
      <span className={small}>
        {t(names.length === 0 ? 'relays.noSpaces' : more > 0 ? 'relays.spacesMore' : 'relays.spaces', spaces)}
      </span>
      {relay.wasHome ? <span className={small}>{t('relays.wasHome')}</span> : null}
      <MoveUnderWay relay={relay} />
      {relay.isHome || relay.move ? null : (
        <div className={actions}>
          <ActionButton size="S" aria-label={t('relays.move.openFor', { name: called })} onPress={() => onOpen('move')}>
            <Text>{t('relays.move.open')}</Text>
          </ActionButton>
          <ActionButton
            size="S"
            aria-label={t('relays.remove.openFor', { name: called })}
            onPress={() => onOpen('remove')}
          >
            <Text>{t('relays.remove.open')}</Text>
          </ActionButton>
        </div>
      )}
    </li>
  )

  function operatorOf({ operator, place }: { operator: string; place: string }): string {
    if (operator === '') return t('relays.unsaid')
    return place === '' ? t('relays.says', { operator }) : t('relays.saysPlace', { operator, place })
  }
}
