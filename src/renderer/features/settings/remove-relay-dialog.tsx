// Doing without a relay: refused with a sentence while spaces of one's own live there. Renderer.
import { useTranslation } from 'react-i18next'
import type { OwnRelay } from '../../../shared/ipc/relays.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { relayName } from '../../ui/relay-name.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

export function RemoveRelayDialog({ relay, onClose }: { relay: OwnRelay; onClose: () => void }) {
  const { t } = useTranslation()
  const remove = useToastedAction('relays.remove')
  const called = relayName(t, relay)
  const { names, more } = relay.spaces
  if (names.length > 0)
    return (
      <AskDialog
        variant="information"
        title={t('relays.remove.keptTitle')}
        primaryActionLabel={t('common.close')}
        onPrimaryAction={onClose}
      >
        {t(more > 0 ? 'relays.remove.keptMore' : 'relays.remove.kept', {
          name: called,
          names: names.join(', '),
          count: more,
        })}
      </AskDialog>
    )
  return (
    <AskDialog
      variant="destructive"
      title={t('relays.remove.title', { name: called })}
      primaryActionLabel={t('relays.remove.do')}
      cancelLabel={t('common.cancel')}
      onCancel={onClose}
      onPrimaryAction={() => {
        remove.run({ relay: relay.relay })
        onClose()
      }}
    >
      {t(relay.wasHome ? 'relays.remove.formerText' : 'relays.remove.text')}
    </AskDialog>
  )
}
