// Who may do what in a space: the matrix of people and rights, invitations, changes, removal. Renderer.
import { Button, Text } from '@react-spectrum/s2'
import UserAdd from '@react-spectrum/s2/icons/UserAdd'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ChangeRightsDialog } from './change-rights-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberTable } from './member-table.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

const column = style({
  display: 'flex',
  flexDirection: 'column',
  height: 'full',
  minHeight: 0,
  gap: 12,
  paddingTop: 12,
  boxSizing: 'border-box',
})
const bar = style({ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 16, flexShrink: 0 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const foot = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, flexShrink: 0 })

type Open = { readonly kind: 'invite' } | { readonly kind: 'change' | 'revoke'; readonly member: Member }

export function PeopleTab({ space }: { space: Space }) {
  const { t } = useTranslation()
  const members = useAnswer('spaces.members', { space: space.id })
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const mayManage = mayDo(space.myRights, 'manage') && space.sync.kind !== 'closed'
  return (
    <div className={column}>
      <div className={bar}>
        <p className={note}>
          {space.memberCount < 2 ? t('people.alone') : t(mayManage ? 'people.manage' : 'people.look')}
        </p>
        {mayManage ? (
          <Button variant="accent" onPress={() => setOpen({ kind: 'invite' })}>
            <UserAdd />
            <Text>{t('people.invite')}</Text>
          </Button>
        ) : null}
      </div>
      <KeyDue space={space} />
      <Answered asked={members}>
        {(list) => (
          <MemberTable members={list} mayManage={mayManage} onAct={(kind, member) => setOpen({ kind, member })} />
        )}
      </Answered>
      {space.memberCount > 1 && members.data ? <p className={foot}>{t('seen.note')}</p> : null}
      <DialogSlot open={open} onClose={close}>
        {(asked) =>
          asked.kind === 'invite' ? (
            <InviteDialog space={space} members={members.data ?? []} onClose={close} />
          ) : asked.kind === 'change' ? (
            <ChangeRightsDialog space={space} member={asked.member} onClose={close} />
          ) : (
            <RevokeDialog space={space} member={asked.member} onClose={close} />
          )
        }
      </DialogSlot>
    </div>
  )
}

/** The key is to be changed before anything new is sent. */
function KeyDue({ space }: { space: Space }) {
  const { t } = useTranslation()
  const { data } = useAnswer('spaces.keyDue', { space: space.id })
  if (data?.due !== true) return null
  return (
    <Notice title={t('keyDue.title')} text={t('keyDue.text')} person={null}>
      {null}
    </Notice>
  )
}
