// Earlier versions of a file: who, when, how large; any can be looked at, two side by side, or made the current one again. Renderer.
import { Button } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { Version } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { TallDialog } from '../../ui/tall-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { worthSaying } from './entry.ts'
import { VersionsTable } from './versions-table.tsx'

const bar = style({ display: 'flex', alignItems: 'center', gap: 16, flexShrink: 0, marginBottom: 8 })
const whole = style({ flexShrink: 0 })
const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, flexGrow: 1 })

export type VersionsDialogProps = {
  readonly space: Space
  readonly node: NodeId
  readonly name: string
  readonly onClose: () => void
}

export function VersionsDialog({ space, node, name, onClose }: VersionsDialogProps) {
  const { t } = useTranslation()
  const versions = useAnswer('versions.list', { space: space.id, node })
  const [chosen, choose] = useState<readonly Version[]>([])
  const { view, isPending } = useViewing(space, node, name)
  const restore = useRestoring(space, node, name)
  return (
    <TallDialog title={t('versions.of', { name })} onClose={onClose}>
      <Answered asked={versions}>
        {(list) => (
          <>
            <div className={bar}>
              <p className={note}>
                {list.length > 1 ? `${t('versionDo.compareHint')} ${t('versionDo.copyNote')}` : t('versionDo.copyNote')}
              </p>
              <Button
                size="S"
                variant="secondary"
                styles={whole}
                isDisabled={chosen.length !== 2}
                isPending={isPending}
                onPress={() => chosen.forEach(view)}
              >
                {t('versionDo.compare')}
              </Button>
            </div>
            <VersionsTable space={space} list={list} onChoose={choose} onView={view} onRestore={restore(list[0])} />
          </>
        )}
      </Answered>
    </TallDialog>
  )
}

function useViewing(space: Space, node: NodeId, name: string) {
  const { t } = useTranslation()
  const open = useToastedAction('versions.open')
  const view = ({ revision, size }: Version) => {
    if (size > worthSaying) toast.info(t('versionDo.opening'), { isKept: false })
    open.run({ space: space.id, node, revision }, ({ how }) => {
      if (how === 'shown') toast.info(t('fileDo.program', { name }))
    })
  }
  return { view, isPending: open.isPending }
}

/** `before`: the version that was current, to which the way back leads. */
function useRestoring(space: Space, node: NodeId, name: string) {
  const { t } = useTranslation()
  const format = useFormat()
  const restore = useToastedAction('versions.restore')
  const put = (version: Version, then: () => void) =>
    restore.run({ space: space.id, node, revision: version.revision }, then)
  return (before: Version | undefined) => (version: Version) =>
    put(version, () =>
      toast.positive(
        t('versions.restored', { name, when: format.instant(version.at) }),
        before
          ? {
              action: {
                label: t('fileDo.undo'),
                run: () => put(before, () => toast.positive(t('versionDo.undone', { name }))),
              },
            }
          : {},
      ),
    )
}
