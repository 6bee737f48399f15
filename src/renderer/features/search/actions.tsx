// What a person can do from the search: the actions of the whole app, by name. Renderer.
import Add from '@react-spectrum/s2/icons/Add'
import AlertTriangle from '@react-spectrum/s2/icons/AlertTriangle'
import Bell from '@react-spectrum/s2/icons/Bell'
import Clock from '@react-spectrum/s2/icons/Clock'
import Folder from '@react-spectrum/s2/icons/Folder'
import Lock from '@react-spectrum/s2/icons/Lock'
import Pause from '@react-spectrum/s2/icons/Pause'
import Play from '@react-spectrum/s2/icons/Play'
import Settings from '@react-spectrum/s2/icons/Settings'
import Upload from '@react-spectrum/s2/icons/UploadToCloud'
import UserAdd from '@react-spectrum/s2/icons/UserAdd'
import UserGroup from '@react-spectrum/s2/icons/UserGroup'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

export type SearchAction = {
  readonly id: string
  readonly name: string
  readonly icon: ReactNode
  readonly run: () => void
}

export function useSearchActions(): readonly SearchAction[] {
  const { t } = useTranslation()
  const router = useRouter()
  const begin = useIntent()
  const pause = useToastedAction('overview.pause')
  const resume = useToastedAction('overview.resume')
  const lock = useToastedAction('vault.lock')
  const go = (to: '/needs-you' | '/spaces' | '/contacts' | '/settings') => () => void router.navigate({ to })
  const activity = (tab: 'history' | 'transfers' | 'conflicts') => () =>
    void router.navigate({ to: '/activity/$tab', params: { tab } })
  const action = (id: Parameters<typeof nameOf>[0], icon: ReactNode, run: () => void): SearchAction => ({
    ...{ id, icon, run },
    name: nameOf(id),
  })
  const nameOf = (id: 'newSpace' | 'addContact' | 'pause' | 'resume' | 'lock' | 'needs' | 'settings' | Place): string =>
    t(`search.do.${id}`)
  return [
    action('newSpace', <Add />, () => begin({ kind: 'create-space', folder: null })),
    action('addContact', <UserAdd />, () => begin({ kind: 'add-contact', file: null })),
    action('pause', <Pause />, () => pause.run({ until: null })),
    action('resume', <Play />, () => resume.run({})),
    action('lock', <Lock />, () => lock.run({})),
    action('needs', <Bell />, go('/needs-you')),
    action('spaces', <Folder />, go('/spaces')),
    action('contacts', <UserGroup />, go('/contacts')),
    action('activity', <Clock />, activity('history')),
    action('transfers', <Upload />, activity('transfers')),
    action('conflicts', <AlertTriangle />, activity('conflicts')),
    action('settings', <Settings />, go('/settings')),
  ]
}

type Place = 'spaces' | 'contacts' | 'activity' | 'transfers' | 'conflicts'
