// Removing somebody from a space, and what that cannot undo. Renderer. PROTOCOL §13.
import { AlertDialog } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { nameOf } from '../../ui/name-of.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'

export function RevokeDialog({
  space,
  member,
  onClose,
}: {
  space: Space
  member: Pick<Member, 'person'>
  onClose: () => void
}) {
  const { t } = useTranslation()
  const revoke = useAction('spaces.revoke')
  const { id } = member.person
  const name = nameOf(member.person, t)
  return (
    <AlertDialog
      variant="destructive"
      title={t('people.revokeTitle', { name, space: space.name })}
      primaryActionLabel={t('people.revokeDo')}
      cancelLabel={t('common.cancel')}
      onCancel={onClose}
      onPrimaryAction={() => {
        revoke.mutate({ space: space.id, identity: id }, { onError: (error) => toastRefusal(t, error) })
        onClose()
      }}
    >
      {t('people.revokeText', { name })}
    </AlertDialog>
  )
}
