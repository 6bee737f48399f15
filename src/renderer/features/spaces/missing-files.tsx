// The folder lacks files and only a person knows why: they come back, or go to everybody's trash. Renderer. SYNC-03, SYNC-07.
import { Button, ButtonGroup } from '@react-spectrum/s2'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Refusal } from '../../ui/message.tsx'
import { Notice } from '../../ui/notice.tsx'

export function MissingFiles({ space }: { space: Space }) {
  const { t } = useTranslation()
  const format = useFormat()
  const answer = useAction('sync.answerMissing')
  const [isAsking, setIsAsking] = useState<true | null>(null)
  const { sync } = space
  if (sync.kind !== 'files-missing') return null
  const { reason, files, more } = sync
  const names = more === 0 ? format.list(sync.names) : t('missing.more', { names: sync.names.join(', '), count: more })
  return (
    <Notice
      title={reason === 'emptied' ? t('missing.emptied') : t('missing.returned', { count: files })}
      text={t(`missing.${reason}Text`, { names })}
      person={null}
    >
      <ButtonGroup>
        <Button variant="secondary" onPress={() => setIsAsking(true)}>
          {t('missing.remove')}
        </Button>
        <Button
          variant="accent"
          isPending={answer.isPending}
          onPress={() => answer.mutate({ space: space.id, answer: 'fetch' })}
        >
          {t('missing.fetch')}
        </Button>
      </ButtonGroup>
      <Refusal error={answer.error} />
      <DialogSlot open={isAsking} onClose={() => setIsAsking(null)}>
        {() => (
          <AskDialog
            variant="destructive"
            title={t('missing.removeTitle')}
            primaryActionLabel={t('missing.remove')}
            cancelLabel={t('common.cancel')}
            onPrimaryAction={() => answer.mutate({ space: space.id, answer: 'remove' })}
          >
            {t('missing.removeText', { count: files })}
          </AskDialog>
        )}
      </DialogSlot>
    </Notice>
  )
}
