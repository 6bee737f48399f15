// Whoever invited me to Siegel still has to be asked: why that waits, and what can be done. Renderer.
import { Button } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Notice } from '../../ui/notice.tsx'
import { ReachOffer } from '../../ui/reach-offer.tsx'

export function InvitedNotice() {
  const { t } = useTranslation()
  const state = useAnswer('contacts.invitedBy', {}).data?.state
  const forget = useAction('contacts.forgetInvitation')
  if (state === undefined) return null
  if (state === 'alone') return <ReachOffer />
  return (
    <Notice title={t(`invited.${state}`)} text={t(`invited.${state}Text`)} person={null}>
      <Button variant="secondary" isPending={forget.isPending} onPress={() => forget.mutate({})}>
        {t('invited.forget')}
      </Button>
    </Notice>
  )
}
