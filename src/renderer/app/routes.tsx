// The pages of the open app. The history lives in memory: the window has one address. Renderer.
import { createMemoryHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { ActivityPage } from '../features/activity/activity-page.tsx'
import { ContactsPage } from '../features/contacts/contacts-page.tsx'
import { SettingsPage } from '../features/settings/settings-page.tsx'
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
  component: function SpaceRoute() {
    const { space: id, tab } = space.useParams()
    return <SpacePage key={id} id={id} tab={tab} />
  },
})
const contacts = createRoute({ getParentRoute: () => root, path: '/contacts', component: ContactsPage })
const activity = createRoute({ getParentRoute: () => root, path: '/activity', component: ActivityPage })
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage })

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([start, spaces, space, contacts, activity, settings]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
