// What a person does about a conflict: decide, or open both versions first. Renderer.
import { useTranslation } from 'react-i18next'
import type { Conflict, ConflictSide } from '../../../shared/ipc/conflicts.ts'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

export type Choice = 'kept' | 'beside' | 'both'

const seen = ({ node, revision }: ConflictSide) => ({ node, revision })

export function useSettling({ space, kept, beside }: Conflict) {
  const { t } = useTranslation()
  const act = useToastedAction('conflicts.settle', { E_STALE: 'conflicts.stale' })
  const openFile = useToastedAction('files.open')
  const name = kept?.name ?? beside.name
  return {
    isPending: act.isPending,
    settle: (choice: Choice) =>
      act.run({ space: space.id, kept: kept && seen(kept), beside: seen(beside), choice }, () =>
        toast.positive(t('conflicts.settled', { name })),
      ),
    open: () => {
      for (const { node } of [kept, beside].filter((one) => one !== null)) openFile.run({ space: space.id, node })
    },
  }
}
