// Moving the own home to another relay: what goes along and what stays, said before; and what is under way. Renderer. PROTOCOL §19.17.
import { ActionButton, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { OwnRelay } from '../../../shared/ipc/relays.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { relayName } from '../../ui/relay-name.ts'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { note } from './section.tsx'

const list = style({ display: 'flex', flexDirection: 'column', gap: 12, margin: 0 })
const term = style({ font: 'ui', fontWeight: 'bold', margin: 0 })
const text = style({ font: 'ui', margin: 0 })
const waiting = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginTop: 4 })

const parts = [
  ['relays.move.goes', 'relays.move.goesText'],
  ['relays.move.stays', 'relays.move.staysText'],
  ['relays.move.kit', 'relays.move.kitText'],
] as const

const refusals = {
  E_TRANSPORT: 'relays.move.silent',
  E_CONFLICT: 'relays.move.underWay',
  E_FORK: 'relays.move.torn',
  E_POLICY: 'relays.add.refused',
} as const

export function MoveHomeDialog({ relay, onClose }: { relay: OwnRelay; onClose: () => void }) {
  const { t } = useTranslation()
  const move = useAction('relays.moveHome')
  const name = relayName(t, relay)
  const submit = () =>
    move.mutate(
      { relay: relay.relay },
      {
        onSuccess: ({ done }) => {
          // Else the row says so.
          if (done) toast.positive(t('relays.move.done', { name }), { timeout: 10_000 })
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title={t('relays.move.title', { name })}
      submit={{ label: t('relays.move.do'), isPending: move.isPending, run: submit }}
      error={move.error}
      refusals={refusals}
      onClose={onClose}
    >
      <dl className={list}>
        {parts.map(([title, what]) => (
          <div key={title}>
            <dt className={term}>{t(title)}</dt>
            <dd className={text}>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </FormDialog>
  )
}

/** In the row of the relay to which home is moving, as long as it is not there. */
export function MoveUnderWay({ relay: { move } }: { relay: OwnRelay }) {
  const { t } = useTranslation()
  const cancel = useToastedAction('relays.cancelMove')
  if (move === null) return null
  return (
    <div className={waiting} role="status">
      <p className={note}>{t(`relays.move.${move}`)}</p>
      {move === 'offered' ? null : (
        <ActionButton size="S" onPress={() => cancel.run({})}>
          <Text>{t(move === 'torn' ? 'relays.move.understood' : 'relays.move.cancel')}</Text>
        </ActionButton>
      )}
    </div>
  )
}
