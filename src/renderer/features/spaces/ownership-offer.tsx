// A space that its owner offers to me: take it over, or not. Renderer. PROTOCOL §10.
import { Button, ButtonGroup } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PersonName } from '../../ui/person.tsx'

export function OwnershipOffer({ space }: { space: Space }) {
  const { t } = useTranslation()
  const take = useAction('spaces.takeOver')
  const decline = useAction('spaces.declineOffer')
  if (!space.offeredToMe) return null
  return (
    <Notice
      title={t('space.offer.title', { space: space.name })}
      text={t('space.offer.text')}
      person={<PersonName person={space.owner} initials />}
    >
      <ButtonGroup>
        <Button variant="secondary" isPending={decline.isPending} onPress={() => decline.mutate({ space: space.id })}>
          {t('space.offer.decline')}
        </Button>
        <Button variant="accent" isPending={take.isPending} onPress={() => take.mutate({ space: space.id })}>
          {t('space.offer.accept')}
        </Button>
      </ButtonGroup>
      <Refusal error={take.error ?? decline.error} />
    </Notice>
  )
}
