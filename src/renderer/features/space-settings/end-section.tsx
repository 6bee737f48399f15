// Giving a space to somebody else, leaving it, closing it for everybody. Renderer. PROTOCOL §10.
import { Button } from '@react-spectrum/s2'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { orToast } from '../../ui/toast-refusal.ts'
import { HandOverDialog } from '../spaces/hand-over-dialog.tsx'
import { Fact, Part } from './part.tsx'

type Asking = 'handOver' | 'leave' | 'close'

export function EndSection({ space }: { space: Space }) {
  const { t } = useTranslation()
  const router = useRouter()
  const [asking, setAsking] = useState<Asking | null>(null)
  const leave = useAction('spaces.leave')
  const close = useAction('spaces.close')
  const end = () => setAsking(null)
  // Whoever is elsewhere by then stays there: what `onSuccess` says is lost with this section.
  const act = (kind: 'leave' | 'close') => {
    const onSuccess = () => void router.navigate({ to: '/spaces' })
    orToast(t, (kind === 'leave' ? leave : close).mutateAsync({ space: space.id }, { onSuccess }))
  }
  const offered: readonly Asking[] = space.owner.me ? ['handOver', 'leave', 'close'] : ['leave']
  return (
    <Part title={t('spaceSettings.end')}>
      {offered.map((kind) => (
        <Fact key={kind} title={t(`spaceSettings.${kind}Title`)} text={t(`spaceSettings.${kind}Text`)}>
          <Button
            variant={kind === 'handOver' ? 'secondary' : 'negative'}
            fillStyle="outline"
            onPress={() => setAsking(kind)}
          >
            {t(`spaceSettings.${kind}`)}
          </Button>
        </Fact>
      ))}
      <DialogSlot open={asking} onClose={end}>
        {(kind) =>
          kind === 'handOver' || (kind === 'leave' && space.owner.me) ? (
            <HandOverDialog space={space} isLeaving={kind === 'leave'} onClose={end} />
          ) : (
            <AskDialog
              variant="destructive"
              title={t(`space.${kind}.title`, { name: space.name })}
              primaryActionLabel={t(`space.${kind}.do`)}
              cancelLabel={t('common.cancel')}
              onPrimaryAction={() => act(kind)}
            >
              {t(`space.${kind}.text`)}
            </AskDialog>
          )
        }
      </DialogSlot>
    </Part>
  )
}
