// What the list of needs says, and what it leaves unsaid.
import { expect, test } from 'vitest'
import type { SyncState } from '../../shared/ipc/index.ts'
import { needsOf, type Known } from './index.ts'

type Person = Known['invitations'][number]['from']
const person = (name: string): Person => ({ id: name as Person['id'], name, level: 'verified', me: false })
const [alice, bob, erin] = [person('alice'), person('bob'), person('erin')]
const space = (
  name: string,
  sync: SyncState,
  more: Partial<Known['spaces'][number]> = {},
): Known['spaces'][number] => ({
  ...{ id: name as Known['spaces'][number]['id'], name, sync, conflicts: 0, offeredToMe: false, owner: alice },
  ...more,
})
const contact = (who: Person, more: Partial<Known['contacts'][number]>): Known['contacts'][number] => ({
  ...{ id: who.id, name: who.name, level: 'verified', state: 'accepted', newDevice: false, conflictsWith: null },
  ...more,
})
const quiet: Known = {
  spaces: [],
  contacts: [],
  invitations: [],
  connection: { state: 'online', since: 0 },
  clockOffBy: null,
  contradicting: [],
}
const kinds = (known: Partial<Known>) => needsOf({ ...quiet, ...known }).map(({ kind }) => kind)
const offline = (why: 'silent' | 'busy' | 'certificate') =>
  ({ state: 'offline', since: 0, retryAt: null, why }) as const

test('nothing is in it where everything goes on by itself', () => {
  const going: SyncState[] = [
    { kind: 'up-to-date', at: 1, confirmedBy: null },
    { kind: 'looking' },
    { kind: 'offline', retryAt: null, why: 'silent' },
    { kind: 'withheld', files: 1 },
    { kind: 'lost', files: 1 },
    { kind: 'unconfirmed', since: 1 },
    { kind: 'paused' },
    { kind: 'postponed', files: 2 },
    { kind: 'closed' },
  ]
  expect(kinds({ spaces: going.map((sync, n) => space(String(n), sync)), contacts: [contact(bob, {})] })).toEqual([])
  for (const why of ['silent', 'busy'] as const) expect(kinds({ connection: offline(why) })).toEqual([])
})

test('another history of the own identity at one of the own relays is said, with where', () => {
  expect(needsOf({ ...quiet, contradicting: ['https://relay.example:8443'] })).toEqual([
    { kind: 'own-fork', seeTo: 'settings', relay: 'relay.example:8443' },
  ])
})

test('the gravest comes first, whatever order it is known in', () => {
  const known: Partial<Known> = {
    invitations: [{ from: erin }],
    clockOffBy: 3_600_000,
    spaces: [
      space('Akten', { kind: 'up-to-date', at: 1, confirmedBy: null }, { conflicts: 2, offeredToMe: true }),
      space('Belege', { kind: 'folder-missing' }),
      space('Verträge', { kind: 'contact-conflict', people: [bob] }),
      space('Bilanz', { kind: 'stopped', reason: 'fork' }),
    ],
    contacts: [
      contact(erin, { state: 'asks' }),
      contact(alice, { newDevice: true }),
      contact(bob, { conflictsWith: erin.id }),
    ],
  }
  expect(kinds(known)).toEqual([
    'identity-conflict',
    'keys-in-doubt',
    'stopped',
    'clock',
    'folder-missing',
    'invitation',
    'offer',
    'request',
    'new-device',
    'conflicts',
  ])
})

test('T02 two identities with one address are one thing to see to, and the newcomer is no request', () => {
  const both = [contact(bob, { conflictsWith: erin.id }), contact(erin, { conflictsWith: bob.id, state: 'asks' })]
  expect(needsOf({ ...quiet, contacts: both })).toMatchObject([{ kind: 'identity-conflict', person: { name: 'bob' } }])
})

test('a certificate that is refused is said once, not again for every space at that relay', () => {
  const spaces = [
    space('Akten', { kind: 'offline', retryAt: null, why: 'certificate' }),
    space('Fremd', { kind: 'offline', retryAt: null, why: 'wrong-key' }),
  ]
  expect(needsOf({ ...quiet, connection: offline('certificate'), spaces })).toMatchObject([
    { kind: 'unreachable', space: null, why: 'certificate' },
    { kind: 'unreachable', space: { name: 'Fremd' }, why: 'wrong-key' },
  ])
  expect(kinds({ spaces })).toHaveLength(2)
})

test('a wrong clock is said once: the spaces that wait for it say nothing of their own', () => {
  expect(kinds({ clockOffBy: 5, spaces: [space('Akten', { kind: 'clock', offBy: 5 })] })).toEqual(['clock'])
})
