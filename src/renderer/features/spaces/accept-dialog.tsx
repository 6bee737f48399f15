// Accepting an invitation: into which folder the files shall come; a sensible one is proposed. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '../../../shared/ipc/invitations.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PersonName } from '../../ui/person.tsx'
import { FolderChoice, useInspected } from './folder-choice.tsx'

const note = style({ font: 'ui', margin: 0 })

export function AcceptDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t } = useTranslation()
  const router = useRouter()
  const [chosen, setChosen] = useState<LocalItem | null>(null)
  const suggested = useAnswer('invitations.suggestFolder', { invitation: invitation.id })
  const folder = chosen ?? suggested.data ?? null
  const inspected = useInspected(folder, 'receive')
  const accept = useAction('invitations.accept')
  const submit = () => {
    if (!folder) return
    accept.mutate(
      { invitation: invitation.id, folder: folder.token },
      {
        onSuccess: ({ space }) => {
          onClose()
          void router.navigate({ to: '/spaces/$space/$tab', params: { space, tab: 'files' } })
        },
      },
    )
  }
  return (
    <FormDialog
      title={invitation.space?.name ?? t('invitations.unverified')}
      submit={{
        label: t('invitations.accept'),
        isReady: folder !== null && inspected?.refusal === null,
        isPending: accept.isPending,
        run: submit,
      }}
      error={accept.error}
      onClose={onClose}
    >
      <PersonName person={invitation.from} initials />
      <p className={note}>{t('invitations.where')}</p>
      <FolderChoice use="receive" folder={folder} inspected={inspected} onChange={setChosen} />
    </FormDialog>
  )
}
