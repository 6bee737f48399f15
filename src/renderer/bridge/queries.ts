// The only place where the window asks and acts: TanStack Query over the bridge. What core calls changed is asked again. Renderer.
import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { CallName, Changed, Input, Output, Topic } from '../../shared/ipc/contract.ts'
import { ask, type BridgeError } from './ask.ts'

/** Under which topic an answer grows stale. */
const topicOf = {
  'app.state': 'app',
  'devices.list': 'app',
  'card.get': 'app',
  'relay.get': 'app',
  'relay.proxy': 'app',
  'relays.list': 'spaces',
  'relays.describe': 'host',
  'profile.measure': 'app',
  'profile.diagnose': 'app',
  'takeout.progress': 'gifts',
  'about.versions': 'host',
  'updates.state': 'host',
  'about.licences': 'host',
  'contacts.list': 'contacts',
  'contacts.blocked': 'contacts',
  'contacts.invitedBy': 'contacts',
  'contacts.access': 'spaces',
  'contacts.safetyNumber': 'contacts',
  'links.list': 'contacts',
  'gifts.plan': 'spaces',
  'gifts.progress': 'gifts',
  'spaces.list': 'spaces',
  'spaces.get': 'spaces',
  'sample.get': 'spaces',
  'spaces.members': 'spaces',
  'spaces.keyDue': 'spaces',
  'ignoring.get': 'spaces',
  'ignoring.preview': 'files',
  'place.get': 'spaces',
  'place.relay': 'host',
  'server.items': 'files',
  'server.view': 'files',
  'invitations.list': 'invitations',
  'invitations.suggestFolder': 'invitations',
  'files.list': 'files',
  'files.adding': 'gifts',
  'trash.list': 'files',
  'versions.list': 'files',
  'activity.people': 'activity',
  'search.find': 'search',
  'needs.list': 'needs',
  'conflicts.list': 'conflicts',
  'transfers.list': 'transfers',
  'folders.inspect': 'host',
  'host.state': 'host',
  'vault.keyStore': 'host',
} as const satisfies Partial<Record<CallName, Topic | 'host' | 'search' | 'needs' | 'conflicts' | 'transfers'>>
type QueryName = keyof typeof topicOf

/** Progress shows in the list of spaces and at each file; what waits for a person is made of everything. */
const grownStale: Readonly<Record<Topic, readonly string[]>> = {
  app: ['app', 'needs'],
  contacts: ['contacts', 'spaces', 'invitations', 'needs', 'search'],
  spaces: ['spaces', 'needs', 'search', 'conflicts'],
  sync: ['spaces', 'needs', 'transfers'],
  files: ['files', 'search', 'conflicts'],
  invitations: ['invitations', 'needs'],
  activity: ['activity', 'conflicts'],
  gifts: ['gifts'],
}

export function createQueries(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  window.siegel.onChanged((event) => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => concerns(event, queryKey) })
  })
  window.siegel.onHostChanged(() => {
    void client.invalidateQueries()
  })
  return client
}

function concerns({ topic, id }: Changed, [group, , input]: readonly unknown[]): boolean {
  if (!grownStale[topic].includes(group as string)) return false
  const space = typeof input === 'object' && input !== null && 'space' in input ? input.space : null
  return id === null || space === null || space === id
}

export type Asked<K extends CallName> = UseQueryResult<Output<K>, BridgeError>

/** What core or main answers now, and again whenever it changes. With `keep`, the last answer stays while a new question is asked; with `anew` it is asked whenever it comes into view. */
export function useAnswer<K extends QueryName>(
  name: K,
  input: Input<K>,
  options: { enabled?: boolean; keep?: boolean; anew?: boolean } = {},
): Asked<K> {
  return useQuery<Output<K>, BridgeError>({
    queryKey: [topicOf[name], name, input],
    queryFn: () => ask(name, input),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.anew ? { refetchOnMount: 'always' as const } : {}),
  })
}

export type Action<K extends CallName> = UseMutationResult<Output<K>, BridgeError, Input<K>>

/** Something a person does. Its effect comes back as news from core. */
export function useAction<K extends CallName>(name: K): Action<K> {
  return useMutation<Output<K>, BridgeError, Input<K>>({ mutationFn: (input) => ask(name, input) })
}

/**
 * Judges what is being typed, shortly after the last key; null until the newest input is judged. Keeps nothing but the last answer: secrets
 * must not lie in the query cache.
 */
export function useJudgement<K extends CallName>(name: K, input: Input<K> | null): Output<K> | null {
  const [judged, setJudged] = useState<{ key: string; output: Output<K> } | null>(null)
  const key = JSON.stringify(input)
  useEffect(() => {
    const asked = JSON.parse(key) as Input<K> | null
    if (asked === null) return
    let wanted = true
    const timer = setTimeout(() => {
      ask(name, asked).then(
        (output) => {
          if (wanted) setJudged({ key, output })
        },
        () => undefined,
      )
    }, 150)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [name, key])
  return judged?.key === key ? judged.output : null
}
