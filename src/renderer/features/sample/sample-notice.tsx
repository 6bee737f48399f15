// Says that a space is the sample, and deletes it in one step. Renderer.
import { Button } from '@react-spectrum/s2'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Notice } from '../../ui/notice.tsx'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

export function SampleNotice({ space }: { space: SpaceId }) {
  const { t } = useTranslation()
  const router = useRouter()
  const sample = useAnswer('sample.get', {})
  const remove = useToastedAction('sample.delete')
  if (sample.data?.space !== space) return null
  const end = () =>
    remove.run({}, ({ folder }) => {
      if (folder === 'left') toast.info(t('sample.left'))
      else toast.positive(t('sample.deleted'), { timeout: 8000 })
      void router.navigate({ to: '/spaces' })
    })
  return (
    <Notice title={t('sample.title')} text={t('sample.text')} person={null}>
      <Button variant="secondary" isPending={remove.isPending} onPress={end}>
        {t('sample.delete')}
      </Button>
    </Notice>
  )
}
