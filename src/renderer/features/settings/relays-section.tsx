// Settings: every relay at which this person has an account, what each says of itself now, one more, one less. Renderer. PROTOCOL §8.
import { ActionButton, AlertDialog, Badge, Button, StatusLight, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnRelay } from '../../../shared/ipc/relays.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { relayName } from '../../ui/relay-name.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { AddRelayDialog } from './add-relay-dialog.tsx'
import { RelaySection } from './relay-section.tsx'
import { note, row, Section } from './section.tsx'

const list = style({ display: 'flex', flexDirection: 'column', gap: 16, margin: 0, padding: 0, listStyleType: 'none' })
const item = style({ display: 'flex', alignItems: 'start', gap: 12 })
const lines = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, gap: 4 })
const name = style({
  font: 'ui',
  fontWeight: 'bold',
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  alignItems: 'center',
  overflowWrap: 'anywhere',
})
/** Beside a long name. */
const whole = style({ flexShrink: 0 })
const small = style({ font: 'ui-sm', color: 'neutral-subdued', overflowWrap: 'anywhere' })

type Open = { readonly kind: 'add' } | { readonly kind: 'remove'; readonly relay: OwnRelay }

export function RelaySections() {
  return (
    <>
      <RelaySection />
      <AllRelays />
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
              <RelayRow key={relay.relay} relay={relay} onRemove={() => setOpen({ kind: 'remove', relay })} />
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
        {(dialog) =>
          dialog.kind === 'add' ? (
            <AddRelayDialog onClose={close} />
          ) : (
            <RemoveDialog relay={dialog.relay} onClose={close} />
          )
        }
      </DialogSlot>
    </Section>
  )
}

function RelayRow({ relay, onRemove }: { relay: OwnRelay; onRemove: () => void }) {
  const { t } = useTranslation()
  const said = useAnswer('relays.describe', { relay: relay.relay }, { anew: true })
  const called = relayName(t, relay)
  const { names, more } = relay.spaces
  const spaces = { names: names.join(', '), more }
  return (
    <li className={item}>
      <span className={lines}>
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
      </span>
      {relay.isHome ? null : (
        <ActionButton aria-label={t('relays.remove.openFor', { name: called })} onPress={onRemove} styles={whole}>
          <Text>{t('relays.remove.open')}</Text>
        </ActionButton>
      )}
    </li>
  )

  function operatorOf({ operator, place }: { operator: string; place: string }): string {
    if (operator === '') return t('relays.unsaid')
    return place === '' ? t('relays.says', { operator }) : t('relays.saysPlace', { operator, place })
  }
}

/** While spaces of one's own live there it says so, and nothing can be removed. */
function RemoveDialog({ relay, onClose }: { relay: OwnRelay; onClose: () => void }) {
  const { t } = useTranslation()
  const remove = useAction('relays.remove')
  const called = relayName(t, relay)
  const { names, more } = relay.spaces
  if (names.length > 0)
    return (
      <AlertDialog
        variant="information"
        title={t('relays.remove.keptTitle')}
        primaryActionLabel={t('common.close')}
        onPrimaryAction={onClose}
      >
        {t(more > 0 ? 'relays.remove.keptMore' : 'relays.remove.kept', { name: called, names: names.join(', '), more })}
      </AlertDialog>
    )
  return (
    <AlertDialog
      variant="destructive"
      title={t('relays.remove.title', { name: called })}
      primaryActionLabel={t('relays.remove.do')}
      cancelLabel={t('common.cancel')}
      onCancel={onClose}
      onPrimaryAction={() => {
        remove.mutate({ relay: relay.relay }, { onError: (error) => toastRefusal(t, error) })
        onClose()
      }}
    >
      {t('relays.remove.text')}
    </AlertDialog>
  )
}
