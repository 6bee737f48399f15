// The places of the app, and at the foot: who, on which device, connected or not; in a narrow window their signs only. Renderer.
import { ActionButton, SideNav, SideNavItem, SideNavItemContent, SideNavItemLink, Text } from '@react-spectrum/s2'
import Bell from '@react-spectrum/s2/icons/Bell'
import Clock from '@react-spectrum/s2/icons/Clock'
import Folder from '@react-spectrum/s2/icons/Folder'
import HelpCircle from '@react-spectrum/s2/icons/HelpCircle'
import Search from '@react-spectrum/s2/icons/Search'
import Settings from '@react-spectrum/s2/icons/Settings'
import UserGroup from '@react-spectrum/s2/icons/UserGroup'
import { lightDark, style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../bridge/queries.ts'
import { Hidden } from '../ui/hidden.tsx'
import { isMac } from '../ui/is-mac.ts'
import { Seal } from '../ui/seal.tsx'
import { useIsNarrow } from '../ui/use-is-narrow.ts'
import { NarrowFoot, SidebarFoot } from './sidebar-foot.tsx'

const bar = style({
  width: { default: 208, isNarrow: 64 },
  flexShrink: 0,
  display: 'flex',
  flexDirection: 'column',
  backgroundColor: 'layer-1',
  paddingX: { default: 12, isNarrow: 8 },
  paddingTop: { default: 20, isNarrow: 12 },
  paddingBottom: 12,
  gap: { default: 20, isNarrow: 8 },
  boxSizing: 'border-box',
  userSelect: 'none',
  overflowY: 'auto',
})
const brand = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: { isNarrow: 'center' },
  gap: 8,
  paddingX: 8,
  font: 'title-lg',
  margin: 0,
})
/** The text of an entry is as wide as the bar allows, so that all counts stand below one another. */
const entry = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 4,
  // That of `places` without what stands before the text: less where the bar scrolls.
  width: '[calc(100cqi - 40px)]',
  whiteSpace: 'nowrap',
})
const place = style({ truncate: true, minWidth: 0 })
const pill = style({
  flexShrink: 0,
  font: 'ui-sm',
  fontWeight: 'bold',
  color: 'white',
  backgroundColor: lightDark('accent-900', 'accent-600'),
  borderRadius: 'full',
  paddingX: 4,
  minWidth: 16,
  textAlign: 'center',
  forcedColorAdjust: 'none',
  position: { isNarrow: 'absolute' },
  top: { isNarrow: 0 },
  insetEnd: { isNarrow: 0 },
})
const seek = style({ width: 'full', flexShrink: 0 })
const seekText = style({
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'baseline',
  width: 120,
})
const keys = style({ font: 'ui-sm' })
const places = style({ flexGrow: 1, flexShrink: 0, containerType: 'inline-size' })
const tree = style({ minWidth: 0 })

const items = [
  { to: '/spaces', icon: <Folder /> },
  { to: '/contacts', icon: <UserGroup /> },
  { to: '/needs-you', icon: <Bell /> },
  { to: '/activity', icon: <Clock /> },
  { to: '/settings', icon: <Settings /> },
  { to: '/help', icon: <HelpCircle /> },
] as const

export function Sidebar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { data: app } = useAnswer('app.state', {})
  const open = app?.phase === 'open' ? app : null
  const needs = useAnswer('needs.list', {}, { enabled: open !== null })
  const waiting = {
    '/spaces': open?.invitations ?? 0,
    '/contacts': open?.requests ?? 0,
    '/needs-you': needs.data?.length ?? 0,
    '/activity': 0,
    '/settings': 0,
    '/help': 0,
  }
  const current = items.find(({ to }) => path.startsWith(to))?.to ?? '/spaces'
  return (
    <aside className={bar({ isNarrow })} aria-label={t('common.product')}>
      <div className={brand({ isNarrow })}>
        <Seal />
        {isNarrow ? null : t('common.product')}
      </div>
      <ActionButton onPress={onSearch} styles={seek} {...(isNarrow ? { 'aria-label': t('search.title') } : {})}>
        <Search />
        {isNarrow ? null : (
          <Text>
            <span className={seekText}>
              {t('search.title')}
              <span className={keys}>{t(isMac ? 'search.shortcutMac' : 'search.shortcut')}</span>
            </span>
          </Text>
        )}
      </ActionButton>
      <nav className={places} aria-label={t('shell.places')}>
        <SideNav aria-label={t('shell.places')} selectedRoute={current} styles={tree}>
          {items.map(({ to, icon }) => (
            <SideNavItem key={to} id={to} href={to} textValue={t(`shell.${to}`)}>
              <SideNavItemContent>
                <SideNavItemLink>
                  {icon}
                  <Text>
                    <span className={isNarrow ? undefined : entry}>
                      {isNarrow ? (
                        <Hidden>{t(`shell.${to}`)}</Hidden>
                      ) : (
                        <span className={place}>{t(`shell.${to}`)}</span>
                      )}
                      {waiting[to] > 0 ? (
                        <span className={pill({ isNarrow })}>{waiting[to] > 99 ? t('shell.many') : waiting[to]}</span>
                      ) : null}
                    </span>
                  </Text>
                </SideNavItemLink>
              </SideNavItemContent>
            </SideNavItem>
          ))}
        </SideNav>
      </nav>
      {open === null ? null : isNarrow ? <NarrowFoot open={open} /> : <SidebarFoot open={open} />}
    </aside>
  )
}
