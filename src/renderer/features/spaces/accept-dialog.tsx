// Accepting an invitation: into which folder the files shall come; a sensible one is proposed. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '../../../shared/ipc/invitations.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { PersonName } from '../../ui/person.tsx'
import { FolderChoice, useInspected } from './folder-choice.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
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
    <Dialog>
      <Heading slot="title">{invitation.space?.name ?? t('invitations.unverified')}</Heading>
      <Content>
        <div className={column}>
          <PersonName person={invitation.from} initials />
          <p className={note}>{t('invitations.where')}</p>
          <FolderChoice use="receive" folder={folder} inspected={inspected} onChange={setChosen} />
          <Refusal error={accept.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="accent"
          isDisabled={folder === null || inspected?.refusal !== null}
          isPending={accept.isPending}
          onPress={submit}
        >
          {t('invitations.accept')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
