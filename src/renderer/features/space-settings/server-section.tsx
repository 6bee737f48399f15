// The way to see for oneself what the relay stores. Renderer.
import { Button } from '@react-spectrum/s2'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Part } from './part.tsx'
import { ServerDialog } from './server-dialog.tsx'

export function ServerSection({ space }: { space: Space }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState<true | null>(null)
  const close = () => setOpen(null)
  return (
    <Part title={t('server.title')} text={t('server.text')}>
      <div>
        <Button variant="secondary" onPress={() => setOpen(true)}>
          {t('server.do')}
        </Button>
      </div>
      <DialogSlot open={isOpen} onClose={close}>
        {() => <ServerDialog space={space} node={null} onClose={close} />}
      </DialogSlot>
    </Part>
  )
}
