// One space: how it stands, and its four faces: files, people and rights, activity, settings. Renderer.
import { Button, Link, Tab, TabList, Tabs, Text } from '@react-spectrum/s2'
import FolderOpen from '@react-spectrum/s2/icons/FolderOpen'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { NodeId, SpaceId } from '../../../shared/domain/ids.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageTab } from '../../ui/page-tab.tsx'
import { Page, tabs } from '../../ui/page.tsx'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { ActivityList } from '../activity/activity-list.tsx'
import { FilesTab } from '../files/files-tab.tsx'
import type { FoundFile } from '../files/use-found.ts'
import { PeopleTab } from '../people/people-tab.tsx'
import { SampleNotice } from '../sample/sample-notice.tsx'
import { SpaceSettingsTab } from '../space-settings/settings-tab.tsx'
import { KeysInDoubt } from './keys-in-doubt.tsx'
import { MissingFiles } from './missing-files.tsx'
import { OwnershipOffer } from './ownership-offer.tsx'
import { PauseButton } from './pause-button.tsx'
import { SpaceState } from './space-state.tsx'

export const spaceTabs = ['files', 'people', 'activity', 'settings'] as const
export type SpaceTab = (typeof spaceTabs)[number]

/** `folder`: the one in it that is shown first; null: the top. `found`: the file in that which was looked for. */
type Begin = { readonly tab: SpaceTab; readonly folder: NodeId | null; readonly found: FoundFile | null }

export function SpacePage({ id, ...begin }: Begin & { readonly id: SpaceId }) {
  const space = useAnswer('spaces.get', { space: id })
  return <Answered asked={space}>{(value) => <OpenSpace space={value} {...begin} />}</Answered>
}

function OpenSpace({ space, tab, folder, found }: Begin & { readonly space: Space }) {
  const { t } = useTranslation()
  const router = useRouter()
  const reveal = useToastedAction('files.reveal')
  return (
    <Page
      title={space.name}
      above={
        <Link href="/spaces" variant="secondary" isStandalone>
          {t('spaces.title')}
        </Link>
      }
      below={<SpaceState space={space} />}
      actions={
        <>
          <Button
            variant="secondary"
            isDisabled={space.folder === null}
            onPress={() => reveal.run({ space: space.id, node: null })}
          >
            <FolderOpen />
            <Text>{t('space.open')}</Text>
          </Button>
          <PauseButton space={space} />
        </>
      }
    >
      <SampleNotice space={space.id} />
      <OwnershipOffer space={space} />
      <MissingFiles space={space} />
      <KeysInDoubt space={space} />
      <Tabs
        aria-label={space.name}
        selectedKey={tab}
        onSelectionChange={(key) =>
          void router.navigate({
            to: '/spaces/$space/$tab',
            params: { space: space.id, tab: key as SpaceTab },
            replace: true,
          })
        }
        styles={tabs}
      >
        <TabList>
          {spaceTabs.map((name) => (
            <Tab key={name} id={name}>
              {t(`space.tab.${name}`)}
            </Tab>
          ))}
        </TabList>
        <PageTab id="files">
          <FilesTab space={space} folder={folder} found={found} />
        </PageTab>
        <PageTab id="people">
          <PeopleTab space={space} />
        </PageTab>
        <PageTab id="activity">
          <ActivityList space={space.id} />
        </PageTab>
        <PageTab id="settings">
          <SpaceSettingsTab space={space} />
        </PageTab>
      </Tabs>
    </Page>
  )
}
