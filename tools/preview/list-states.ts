// The states in which a list is met: nothing in it, one, five hundred with long names, none because core failed. Tools only.
// A story that begins with `one` has every list in that state; with `trash.list:many` it is that list alone.
import { BridgeRefused, type Handlers } from '../../src/shared/ipc/dispatch.ts'
import { longName } from './names.ts'

export const states = ['empty', 'one', 'many', 'error'] as const
type State = (typeof states)[number]

const hex = (n: number, bytes: number): never => (n + 4096).toString(16).padStart(2 * bytes, '0') as never
const called = (n: number) => `${String(n + 1)} ${longName}`
const longPerson = 'Dr. Maximiliane-Charlotte Freifrau von Hohenlohe-Waldenburg-Schillingsfürst'
const longSpace = 'Prüfungsunterlagen und Jahresabschlüsse für das Finanzamt München Abteilung III'

type List<T> = (answer: T, state: (items: readonly unknown[], like: (item: never, n: number) => object) => never) => T
type Output<K extends keyof Handlers> = Awaited<ReturnType<Handlers[K]>>

/** Where the list is in an answer, and what one of many is like. */
const lists: { readonly [K in keyof Handlers]?: List<Output<K>> } = {
  'spaces.list': (all, state) =>
    state(all, (space: Output<'spaces.list'>[number], n) => ({
      ...space,
      id: hex(n, 32),
      name: `${longSpace} ${String(n + 1)}`,
      folder: { name: longSpace, location: `~/Dokumente/Mandanten/${longSpace}` },
    })),
  'contacts.list': (all, state) => state(all, namedContact),
  'contacts.blocked': (all, state) => state(all, namedContact),
  'contacts.access': (all, state) =>
    state(all, (one: object, n) => ({ ...one, space: hex(n, 32), name: `${longSpace} ${String(n + 1)}` })),
  'links.list': (all, state) =>
    state(all, (link: object, n) => ({ ...link, id: hex(n, 16), note: `${longPerson}, Steuerbüro ${String(n + 1)}` })),
  'invitations.list': (all, state) =>
    state(all, (one: Output<'invitations.list'>[number], n) => ({
      ...one,
      id: hex(n, 32),
      from: { ...one.from, name: longPerson },
      space: one.space && { ...one.space, name: `${longSpace} ${String(n + 1)}` },
    })),
  'devices.list': (all, state) =>
    state(all, (one: object, n) => ({ ...one, id: hex(n, 32), name: `Büro-PC von ${longPerson} ${String(n + 1)}` })),
  'spaces.members': (all, state) =>
    state(all, (member: Output<'spaces.members'>[number], n) => ({
      ...member,
      person: { ...member.person, id: hex(n, 32), name: `${longPerson} ${String(n + 1)}`, me: false },
      owner: false,
    })),
  'files.list': (answer, state) => {
    const entries = state(answer.entries, (entry: object, n) => ({ ...entry, id: hex(n, 16), name: called(n) })) as []
    return { ...answer, entries, total: entries.length }
  },
  'trash.list': (all, state) =>
    state(all, (one: object, n) => ({
      ...one,
      id: hex(n, 16),
      name: called(n),
      folders: ['Korrespondenz mit dem Finanzamt', 'Abteilung III', longSpace],
    })),
  'versions.list': (all, state) =>
    state(all, (one: Output<'versions.list'>[number], n) => ({
      ...one,
      revision: hex(n, 32),
      by: { ...one.by, name: longPerson, me: false },
      current: n === 0,
    })),
  'profile.measure': (answer, state) => ({
    ...answer,
    trash: state(answer.trash, (one: object, n) => ({
      ...one,
      space: hex(n, 32),
      name: `${longSpace} ${String(n + 1)}`,
    })),
  }),
  'place.get': (answer, state) => ({
    ...answer,
    devices: state(answer.devices, (word: Output<'place.get'>['devices'][number], n) => ({
      ...word,
      person: { ...word.person, id: hex(n, 32), name: longPerson },
      name: `Notebook unterwegs ${String(n + 1)}`,
    })),
  }),
  'relays.list': (all, state) => state(all, (relay: object) => relay),
  'needs.list': (all, state) => state(all, (need: object) => need),
  'activity.list': (answer, state) => {
    const items = state(answer.items, (one: object, n) => ({ ...one, id: String(n), subject: called(n) })) as []
    return { ...answer, items, more: false }
  },
  'conflicts.list': (answer, state) => {
    const items = state(answer.items, (one: object) => one) as []
    return { ...answer, items, total: items.length }
  },
  'transfers.list': (answer, state) => {
    const items = state(answer.items, (one: object) => one) as []
    return { ...answer, items, total: items.length, files: items.length }
  },
  'search.find': (answer, state) => {
    const items = state(answer.items, (one: object) => one) as []
    return { ...answer, items, total: items.length }
  },
}

const namedContact = (one: Output<'contacts.list'>[number], n: number) => ({
  ...one,
  id: hex(n, 32),
  name: `${longPerson} ${String(n + 1)}`,
  email: `buchhaltung-und-jahresabschluss-${String(n + 1)}@steuerberatungsgesellschaft-beispiel.de`,
  conflictsWith: null,
})

function inState(items: readonly unknown[], state: State, like: (item: never, n: number) => object): unknown[] {
  if (state === 'empty') return []
  if (state !== 'many') return items.slice(0, 1)
  return items.length === 0 ? [] : Array.from({ length: 500 }, (_, n) => like(items[n % items.length] as never, n))
}

/** Which list, or all of them, and its state. */
function wantedBy(begin: string): readonly [only: string | null, state: State | undefined] {
  const [only, name = begin] = begin.includes(':') ? begin.split(':') : [null]
  return [only ?? null, states.find((state) => state === name && (only !== null || state === 'one'))]
}
/** What the rest of the story is like then. */
export const usualOf = (begin: string): string => (wantedBy(begin)[1] === undefined ? begin : 'open')

/** The handlers with their lists in the state that `begin` names; as they are where it names none. */
export function withListsAs(begin: string, handlers: Handlers): Handlers {
  const [only, state] = wantedBy(begin)
  if (state === undefined) return handlers
  const wanted = Object.entries(lists).filter(([name]) => only === null || name === only)
  const changed = wanted.map(([name, list]) => {
    const answer = handlers[name as keyof Handlers] as (input: object) => Promise<object>
    const change = list as unknown as List<object>
    const handler = async (input: { offset?: number; limit?: number }) => {
      if (state === 'error') throw new BridgeRefused('E_TRANSPORT', 'story')
      const whole = await answer({ ...input, ...('offset' in input && { offset: 0 }) })
      const said = change(whole, (items, like) => inState(items, state, like) as never)
      return pageOf(said, input)
    }
    return [name, handler]
  })
  return { ...handlers, ...Object.fromEntries(changed) } as Handlers
}

function pageOf(answer: object, { offset = 0, limit = 500 }: { offset?: number; limit?: number }): object {
  const part = (name: string, value: unknown): unknown =>
    ['items', 'entries'].includes(name) && value instanceof Array
      ? (value as readonly unknown[]).slice(offset, offset + limit)
      : value
  if (answer instanceof Array) return answer as readonly object[]
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, part(name, value)]))
}
