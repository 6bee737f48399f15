// Which names a space leaves out on this computer. Renderer. SYNC.md "What is a file here".
import { Button } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { IgnoreDialog } from './ignore-dialog.tsx'
import { Fact, Part } from './part.tsx'

const code = style({ font: 'code-sm', margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' })

export function IgnoreSection({ space }: { space: Space }) {
  const { t } = useTranslation()
  const rules = useAnswer('ignoring.get', { space: space.id })
  const [isOpen, setOpen] = useState<true | null>(null)
  const close = () => setOpen(null)
  return (
    <Part title={t('spaceSettings.ignore')}>
      <Answered asked={rules}>
        {(value) => (
          <>
            <Fact
              title={t(value.isDefault ? 'spaceSettings.ignoreDefault' : 'spaceSettings.ignoreOwn')}
              text={t('spaceSettings.ignoreText')}
            >
              <Button variant="secondary" onPress={() => setOpen(true)}>
                {t('spaceSettings.ignoreEdit')}
              </Button>
            </Fact>
            <p className={code}>{shown(value.rules).join('   ')}</p>
            <DialogSlot open={isOpen} onClose={close}>
              {() => <IgnoreDialog space={space} before={value.rules} onClose={close} />}
            </DialogSlot>
          </>
        )}
      </Answered>
    </Part>
  )
}

/** Rules without comments and empty lines. */
const shown = (rules: readonly string[]) => rules.filter((rule) => rule.trim() !== '' && !rule.startsWith('#'))
