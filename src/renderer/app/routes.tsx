// The pages of the open app. The history lives in memory: the window has one address. Renderer.
import { createMemoryHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import { ActivityPage, activityTabs, type ActivityTab } from '../features/activity/activity-page.tsx'
import { ContactsPage } from '../features/contacts/contacts-page.tsx'
import { guides, type Guide } from '../features/help/guides.ts'
import { HelpPage } from '../features/help/help-page.tsx'
import { NeedsPage } from '../features/needs-you/needs-page.tsx'
import { SettingsPage, settingsSections, type SettingsSection } from '../features/settings/settings-page.tsx'
import { SpacePage, type SpaceTab, spaceTabs } from '../features/spaces/space-page.tsx'
import { SpacesPage } from '../features/spaces/spaces-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell })
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way
    throw redirect({ to: '/spaces' })
  },
})
const spaces = createRoute({ getParentRoute: () => root, path: '/spaces', component: SpacesPage })
const space = createRoute({
  getParentRoute: () => root,
  path: '/spaces/$space/$tab',
  params: {
    parse: ({ space: id, tab }): { space: SpaceId; tab: SpaceTab } => ({
      space: id as SpaceId,
      tab: spaceTabs.find((known) => known === tab) ?? 'files',
    }),
  },
  /** A folder in it to begin with, and a file in that which was looked for, with its place there. */
  validateSearch: ({ folder, file, at }: Record<string, unknown>): { folder?: NodeId; file?: NodeId; at?: number } => ({
    ...(typeof folder === 'string' && { folder: folder as NodeId }),
    ...(typeof file === 'string' && typeof at === 'number' && { file: file as NodeId, at }),
  }),
  component: function SpaceRoute() {
    const { space: id, tab } = space.useParams()
    const { folder = null, file, at = 0 } = space.useSearch()
    const found = file === undefined ? null : { file, at }
    return <SpacePage key={`${id} ${folder ?? ''} ${file ?? ''}`} id={id} tab={tab} folder={folder} found={found} />
  },
})
const contacts = createRoute({ getParentRoute: () => root, path: '/contacts', component: ContactsPage })
const needsYou = createRoute({ getParentRoute: () => root, path: '/needs-you', component: NeedsPage })
const activity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  component: () => <ActivityPage tab="history" />,
})
const activityTab = createRoute({
  getParentRoute: () => root,
  path: '/activity/$tab',
  params: {
    parse: ({ tab }): { tab: ActivityTab } => ({ tab: activityTabs.find((known) => known === tab) ?? 'history' }),
  },
  component: function ActivityRoute() {
    return <ActivityPage tab={activityTab.useParams().tab} />
  },
})
const settingsStart = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: () => <SettingsPage section="general" />,
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  params: {
    parse: ({ section }): { section: SettingsSection } => ({
      section: settingsSections.find((known) => known === section) ?? 'general',
    }),
  },
  component: function SettingsRoute() {
    return <SettingsPage section={settings.useParams().section} />
  },
})
const helpStart = createRoute({
  getParentRoute: () => root,
  path: '/help',
  component: () => <HelpPage guide="first-steps" />,
})
const help = createRoute({
  getParentRoute: () => root,
  path: '/help/$guide',
  params: {
    parse: ({ guide }): { guide: Guide } => ({ guide: guides.find((known) => known === guide) ?? 'first-steps' }),
  },
  component: function HelpRoute() {
    return <HelpPage guide={help.useParams().guide} />
  },
})

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([
      start,
      spaces,
      space,
      contacts,
      needsYou,
      activity,
      activityTab,
      settingsStart,
      settings,
      helpStart,
      help,
    ]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
