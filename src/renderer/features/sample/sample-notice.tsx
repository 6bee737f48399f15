// Says that a space is the sample, and deletes it in one step. Renderer.
import { Button } from '@react-spectrum/s2'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import { BridgeError } from '../../bridge/ask.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Notice } from '../../ui/notice.tsx'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { toast } from '../../ui/toast.ts'

export function SampleNotice({ space }: { space: SpaceId }) {
  const { t } = useTranslation()
  const router = useRouter()
  const sample = useAnswer('sample.get', {})
  const remove = useAction('sample.delete')
  if (sample.data?.space !== space) return null
  // The notice goes with the sample: what follows must not be lost with it.
  const end = () =>
    remove.mutateAsync({}).then(
      ({ folder }) => {
        if (folder === 'left') toast.info(t('sample.left'))
        else toast.positive(t('sample.deleted'), { timeout: 8000 })
        return router.navigate({ to: '/spaces' })
      },
      (error: unknown) => error instanceof BridgeError && toastRefusal(t, error),
    )
  return (
    <Notice title={t('sample.title')} text={t('sample.text')} person={null}>
      <Button variant="secondary" isPending={remove.isPending} onPress={() => void end()}>
        {t('sample.delete')}
      </Button>
    </Notice>
  )
}
