// All spaces: invitations on top, then the list; a folder can be dropped anywhere. Renderer.
import { Button, Text } from '@react-spectrum/s2'
import Add from '@react-spectrum/s2/icons/Add'
import FolderShared from '@react-spectrum/s2/illustrations/linear/FolderShared'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { Empty } from '../../ui/message.tsx'
import { Page } from '../../ui/page.tsx'
import { SampleOffer } from '../sample/sample-offer.tsx'
import { Invitations } from './invitations.tsx'
import { OwnershipOffer } from './ownership-offer.tsx'
import { SpacesTable } from './spaces-table.tsx'

export function SpacesPage() {
  const { t } = useTranslation()
  const begin = useIntent()
  const spaces = useAnswer('spaces.list', {})
  const create = () => begin({ kind: 'create-space', folder: null })
  return (
    <Page
      title={t('spaces.title')}
      actions={
        <Button variant="accent" onPress={create}>
          <Add />
          <Text>{t('spaces.new')}</Text>
        </Button>
      }
    >
      <Invitations />
      {spaces.data?.map((space) => (
        <OwnershipOffer key={space.id} space={space} />
      ))}
      <Answered asked={spaces}>
        {(list) =>
          list.length > 0 ? (
            <SpacesTable spaces={list} />
          ) : (
            <Empty picture={<FolderShared />} title={t('spaces.empty.title')} text={t('spaces.empty.text')}>
              <Button variant="primary" onPress={create}>
                {t('spaces.empty.do')}
              </Button>
              <SampleOffer />
            </Empty>
          )
        }
      </Answered>
    </Page>
  )
}
