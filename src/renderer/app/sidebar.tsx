// The places of the app, and at the foot: who, on which device, connected or not. Renderer.
import { Badge, SideNav, SideNavItem, SideNavItemContent, SideNavItemLink, Text } from '@react-spectrum/s2'
import Clock from '@react-spectrum/s2/icons/Clock'
import Folder from '@react-spectrum/s2/icons/Folder'
import Settings from '@react-spectrum/s2/icons/Settings'
import UserGroup from '@react-spectrum/s2/icons/UserGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../bridge/queries.ts'
import { Seal } from '../ui/seal.tsx'
import { SidebarFoot } from './sidebar-foot.tsx'

const bar = style({
  width: 232,
  flexShrink: 0,
  display: 'flex',
  flexDirection: 'column',
  backgroundColor: 'layer-1',
  paddingX: 12,
  paddingTop: 20,
  paddingBottom: 12,
  gap: 20,
  boxSizing: 'border-box',
})
const brand = style({ display: 'flex', alignItems: 'center', gap: 8, paddingX: 8, font: 'title-lg', margin: 0 })
const places = style({ flexGrow: 1, minHeight: 0 })

const items = [
  { to: '/spaces', icon: <Folder /> },
  { to: '/contacts', icon: <UserGroup /> },
  { to: '/activity', icon: <Clock /> },
  { to: '/settings', icon: <Settings /> },
] as const

export function Sidebar() {
  const { t } = useTranslation()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { data: app } = useAnswer('app.state', {})
  const open = app?.phase === 'open' ? app : null
  const waiting = {
    '/spaces': open?.invitations ?? 0,
    '/contacts': open?.requests ?? 0,
    '/activity': 0,
    '/settings': 0,
  }
  const current = items.find(({ to }) => path.startsWith(to))?.to ?? '/spaces'
  return (
    <div className={bar}>
      <div className={brand}>
        <Seal />
        {t('common.product')}
      </div>
      <nav className={places} aria-label={t('shell.places')}>
        <SideNav aria-label={t('shell.places')} selectedRoute={current}>
          {items.map(({ to, icon }) => (
            <SideNavItem key={to} id={to} href={to} textValue={t(`shell.${to}`)}>
              <SideNavItemContent>
                <SideNavItemLink>
                  {icon}
                  <Text>{t(`shell.${to}`)}</Text>
                </SideNavItemLink>
                {waiting[to] > 0 ? (
                  <Badge variant="accent" size="S">
                    {waiting[to]}
                  </Badge>
                ) : null}
              </SideNavItemContent>
            </SideNavItem>
          ))}
        </SideNav>
      </nav>
      {open ? <SidebarFoot open={open} /> : null}
    </div>
  )
}
