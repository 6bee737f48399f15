// What a person does about a conflict: decide, or open both versions first. Renderer.
import { useTranslation } from 'react-i18next'
import type { Conflict, ConflictSide } from '../../../shared/ipc/conflicts.ts'
import { useAction } from '../../bridge/queries.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { toast } from '../../ui/toast.ts'

export type Choice = 'kept' | 'beside' | 'both'

const seen = ({ node, revision }: ConflictSide) => ({ node, revision })

export function useSettling({ space, kept, beside }: Conflict) {
  const { t } = useTranslation()
  const act = useAction('conflicts.settle')
  const openFile = useAction('files.open')
  const name = kept?.name ?? beside.name
  return {
    isPending: act.isPending,
    settle: (choice: Choice) =>
      act.mutate(
        { space: space.id, kept: kept && seen(kept), beside: seen(beside), choice },
        {
          onSuccess: () => toast.positive(t('conflicts.settled', { name })),
          onError: (error) =>
            error.code === 'E_STALE' ? toast.negative(t('conflicts.stale')) : toastRefusal(t, error),
        },
      ),
    open: () => {
      for (const { node } of [kept, beside].filter((one) => one !== null))
        openFile.mutate({ space: space.id, node }, { onError: (error) => toastRefusal(t, error) })
    },
  }
}
