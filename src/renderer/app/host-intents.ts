// What menus, tray, notifications and links want of the open app, carried out: a dialog is opened or a page shown. Renderer.
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Intent } from './intent.ts'

export function useHostIntents(begin: (intent: Intent) => void, search: () => void): void {
  const router = useRouter()
  useEffect(
    () =>
      window.siegel.onHostIntent((intent) => {
        switch (intent.kind) {
          case 'search':
            search()
            break
          case 'new-space':
            begin({ kind: 'create-space', folder: null })
            break
          case 'add-contact':
            begin(intent)
            break
          case 'invitation':
            begin({ kind: 'add-contact', file: null, text: intent.link })
            break
          case 'open-space':
            void router.navigate({ to: '/spaces/$space/$tab', params: { space: intent.space, tab: intent.tab } })
            break
          case 'spaces':
          case 'contacts':
          case 'activity':
          case 'settings':
          case 'needs-you':
          case 'help':
            void router.navigate({ to: `/${intent.kind}` })
        }
      }),
    [begin, router, search],
  )
}
