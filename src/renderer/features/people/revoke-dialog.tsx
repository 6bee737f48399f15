// Removing somebody from a space, and what that cannot undo. Renderer. PROTOCOL §13.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { useNow } from '../../ui/use-now.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

const text = style({ margin: 0, marginBottom: 12 })
const list = style({ margin: 0, marginBottom: 12, paddingStart: 20 })

export function RevokeDialog({
  space,
  member,
  onClose,
}: {
  space: Space
  member: Pick<Member, 'person'> & { readonly seen?: Member['seen'] }
  onClose: () => void
}) {
  const { t } = useTranslation()
  const revoke = useToastedAction('spaces.revoke')
  const { id } = member.person
  const name = nameOf(member.person, t)
  const hasSeen = useSeen(name, member.seen)
  return (
    <AskDialog
      variant="destructive"
      title={t('people.revokeTitle', { name, space: space.name })}
      primaryActionLabel={t('people.revokeDo')}
      cancelLabel={t('common.cancel')}
      onCancel={onClose}
      onPrimaryAction={() => {
        revoke.run({ space: space.id, identity: id })
        onClose()
      }}
    >
      <p className={text}>{t('revoking.now', { name })}</p>
      <p className={text}>{t('revoking.cannot')}</p>
      <ul className={list}>
        <li>{t('revoking.received', { name })}</li>
        <li>{t('revoking.passed', { name })}</li>
      </ul>
      {hasSeen === null ? null : <p className={text}>{hasSeen}</p>}
    </AskDialog>
  )
}

/** Undefined: whoever asks does not know. */
function useSeen(name: string, seen: Member['seen'] | undefined): string | null {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (seen === undefined) return null
  if (seen === null) return t('revoking.seenNothing', { name })
  if (seen.newest || seen.upTo === null) return t('revoking.seenAll', { name, when: format.brief(seen.at, now) })
  return t('revoking.seenSome', { name, when: format.brief(seen.upTo, now) })
}
