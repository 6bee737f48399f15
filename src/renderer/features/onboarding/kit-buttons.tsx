// Keeps the recovery kit on paper, or as a file that only this person can read. Renderer.
import { ActionButton, Text } from '@react-spectrum/s2'
import Print from '@react-spectrum/s2/icons/Print'
import SaveFloppy from '@react-spectrum/s2/icons/SaveFloppy'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { RecoverySheet } from '../../../shared/ipc/host.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'

const row = style({ display: 'flex', columnGap: 8, rowGap: 4, flexWrap: 'wrap' })
const note = style({ font: 'ui', margin: 0, flexBasis: 'full' })

/** `sheet` null: there is nothing to keep yet. */
export function KitButtons({ sheet }: { sheet: RecoverySheet | null }) {
  const { t } = useTranslation()
  const save = useAction('host.saveKit')
  const print = useAction('host.printKit')
  return (
    <>
      <div className={row}>
        <ActionButton isDisabled={!sheet} isPending={print.isPending} onPress={() => sheet && print.mutate(sheet)}>
          <Print />
          <Text>{t('kit.print')}</Text>
        </ActionButton>
        <ActionButton isDisabled={!sheet} isPending={save.isPending} onPress={() => sheet && save.mutate(sheet)}>
          <SaveFloppy />
          <Text>{t('kit.save')}</Text>
        </ActionButton>
        <p className={note} role="status">
          {save.data?.name == null ? null : t('kit.saved', { name: save.data.name })}
        </p>
      </div>
      <Refusal error={save.error ?? print.error} />
    </>
  )
}
