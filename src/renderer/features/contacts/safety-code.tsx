// The safety number as a code: mine to be scanned, theirs to be read. Only an equal code verifies anybody, and core decides that.
// Renderer. PROTOCOL §7, ATTACKS T11.
import { Content, Heading, InlineAlert } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { ScanQr } from '../../ui/scan-qr.tsx'

const sides = style({ display: 'flex', gap: 24, flexWrap: 'wrap', alignItems: 'start' })
const side = style({ display: 'flex', flexDirection: 'column', gap: 12, flexGrow: 1, flexBasis: 220, minWidth: 0 })
const title = style({ font: 'ui', fontWeight: 'bold', margin: 0 })
const note = style({ font: 'ui', margin: 0 })

export type SafetyCodeProps = {
  readonly contact: Contact
  readonly code: string
  readonly onMatch: () => void
}

export function SafetyCode({ contact, code, onMatch }: SafetyCodeProps) {
  const { t } = useTranslation()
  const compare = useAction('contacts.compareCode')
  const { name } = contact
  const outcome = compare.data?.outcome
  const scanned = (text: string) =>
    compare.mutate(
      { contact: contact.id, scanned: text.slice(0, 4096) },
      {
        onSuccess: ({ outcome: found }) => {
          if (found === 'match') onMatch()
        },
      },
    )
  return (
    <>
      <div className={sides}>
        <div className={side}>
          <p className={title}>{t('safety.mine')}</p>
          <QrCode text={code} label={t('safety.mineLabel', { name })} />
        </div>
        <div className={side}>
          <p className={title}>{t('safety.theirs', { name })}</p>
          <p className={note}>{t('safety.scan', { name })}</p>
          <ScanQr onFound={scanned} />
        </div>
      </div>
      {outcome === undefined || outcome === 'match' ? null : (
        <InlineAlert variant={outcome === 'conflict' ? 'negative' : 'notice'} autoFocus>
          <Heading>{t(`safety.outcome.${outcome}`, { name })}</Heading>
          <Content>{t(`safety.outcomeText.${outcome}`, { name })}</Content>
        </InlineAlert>
      )}
      <Refusal error={compare.error} />
    </>
  )
}
