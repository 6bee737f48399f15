// A key is due here, and somebody who would get it is in conflict: compare, or take them out. Renderer. PROTOCOL §10, T02.
import { Button, ButtonGroup, LinkButton } from '@react-spectrum/s2'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo } from '../../../shared/domain/rights.ts'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { Notice } from '../../ui/notice.tsx'
import { PersonName } from '../../ui/person.tsx'
import { RevokeDialog } from '../people/revoke-dialog.tsx'

export function KeysInDoubt({ space }: { space: Space }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [leaving, setLeaving] = useState<Pick<Member, 'person'> | null>(null)
  if (space.sync.kind !== 'contact-conflict') return null
  const { people } = space.sync
  const removable = mayDo(space.myRights, 'manage') ? people.filter(({ id }) => id !== space.owner.id) : []
  return (
    <Notice
      title={t('doubt.title', { names: format.list(people.map((person) => nameOf(person, t))) })}
      text={t('doubt.text')}
      person={people.map((person) => (
        <PersonName key={person.id} person={person} initials />
      ))}
    >
      <ButtonGroup>
        {removable.map((person) => (
          <Button key={person.id} variant="secondary" onPress={() => setLeaving({ person })}>
            {t('doubt.remove', { name: nameOf(person, t) })}
          </Button>
        ))}
        <LinkButton variant="accent" href="/contacts">
          {t('doubt.compare')}
        </LinkButton>
      </ButtonGroup>
      <DialogSlot open={leaving} onClose={() => setLeaving(null)}>
        {(member) => <RevokeDialog space={space} member={member} onClose={() => setLeaving(null)} />}
      </DialogSlot>
    </Notice>
  )
}
