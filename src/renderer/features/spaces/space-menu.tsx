// What else can be done with a space: pause, find its folder again, hand over, leave, close. Renderer.
import { ActionMenu, AlertDialog, Button, MenuItem, Text } from '@react-spectrum/s2'
import Pause from '@react-spectrum/s2/icons/Pause'
import Play from '@react-spectrum/s2/icons/Play'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { LocateDialog } from './locate-dialog.tsx'
import { TellingDialog } from './telling-dialog.tsx'

type Asking = 'leave' | 'close' | 'locate' | 'hand-over' | 'telling'

export function SpaceMenu({ space }: { space: Space }) {
  const { t } = useTranslation()
  const router = useRouter()
  const [asking, setAsking] = useState<Asking | null>(null)
  const pause = useAction('sync.pause')
  const resume = useAction('sync.resume')
  const leave = useAction('spaces.leave')
  const close = useAction('spaces.close')
  const paused = space.sync.kind === 'paused'
  const isClosed = space.sync.kind === 'closed'
  const isOwner = space.owner.me && !isClosed
  const end = () => setAsking(null)
  const act = (kind: 'leave' | 'close') =>
    (kind === 'leave' ? leave : close).mutate(
      { space: space.id },
      { onSuccess: () => void router.navigate({ to: '/spaces' }), onError: (error) => toastRefusal(t, error) },
    )
  return (
    <>
      {isClosed ? null : (
        <Button
          variant="secondary"
          onPress={() =>
            (paused ? resume : pause).mutate({ space: space.id }, { onError: (error) => toastRefusal(t, error) })
          }
        >
          {paused ? <Play /> : <Pause />}
          <Text>{paused ? t('space.resume') : t('space.pause')}</Text>
        </Button>
      )}
      <ActionMenu aria-label={t('space.more')} onAction={(key) => setAsking(key as Asking)}>
        <MenuItem id="locate">{t('space.locate')}</MenuItem>
        {isOwner ? <MenuItem id="hand-over">{t('space.handOver.menu')}</MenuItem> : null}
        {isClosed ? null : (
          <MenuItem id="telling">{t(space.tellsSeen ? 'space.telling.off' : 'space.telling.on')}</MenuItem>
        )}
        {isClosed ? null : <MenuItem id="leave">{t('space.leave.menu')}</MenuItem>}
        {isOwner ? <MenuItem id="close">{t('space.close.menu')}</MenuItem> : null}
      </ActionMenu>
      <DialogSlot open={asking} onClose={end}>
        {(kind) =>
          kind === 'locate' ? (
            <LocateDialog space={space} onClose={end} />
          ) : kind === 'telling' ? (
            <TellingDialog space={space} />
          ) : kind === 'hand-over' || (kind === 'leave' && space.owner.me) ? (
            <HandOverDialog space={space} isLeaving={kind === 'leave'} onClose={end} />
          ) : (
            <AlertDialog
              variant="destructive"
              title={t(`space.${kind}.title`, { name: space.name })}
              primaryActionLabel={t(`space.${kind}.do`)}
              cancelLabel={t('common.cancel')}
              onPrimaryAction={() => act(kind)}
            >
              {t(`space.${kind}.text`)}
            </AlertDialog>
          )
        }
      </DialogSlot>
    </>
  )
}
