// What waits for the person: one list over everything that is known, the gravest first, each with the one place where they see to it.
// Pure; runs in core. PRODUCT.md "Manners": nothing scary without reason, so what goes on by itself is not in it.
import type { Connection } from '../../shared/ipc/app.ts'
import type { Contact } from '../../shared/ipc/contacts.ts'
import type { Invitation } from '../../shared/ipc/invitations.ts'
import type { Need } from '../../shared/ipc/needs.ts'
import type { Space, SyncState } from '../../shared/ipc/spaces.ts'
import type { Person } from '../../shared/ipc/values.ts'

export type Known = {
  readonly spaces: readonly Pick<Space, 'id' | 'name' | 'sync' | 'conflicts' | 'offeredToMe' | 'owner'>[]
  readonly contacts: readonly Pick<Contact, 'id' | 'name' | 'level' | 'state' | 'newDevice' | 'conflictsWith'>[]
  readonly invitations: readonly Pick<Invitation, 'from'>[]
  readonly connection: Connection
  /** Milliseconds this computer's clock is ahead, negative: behind; null: right enough. */
  readonly clockOffBy: number | null
  /** Addresses of relays with another history of the own identity. */
  readonly contradicting: readonly string[]
}

/** From the gravest to what is only to be answered. */
const order: readonly Need['kind'][] = [
  'identity-conflict',
  'keys-in-doubt',
  'own-fork',
  'stopped',
  'damaged',
  'held-back',
  'clock',
  'unreachable',
  'refused',
  'disk-full',
  'relay-full',
  'folder-missing',
  'files-missing',
  'entry-ahead',
  'invitation',
  'offer',
  'request',
  'new-device',
  'conflicts',
]

/** Why a relay is not reached where only a person can mend it. The rest is waited for. */
const forAPerson: readonly string[] = [
  'another-server',
  'certificate',
  'certificate-name',
  'certificate-time',
  'wrong-key',
  'proxy',
  'proxy-password',
  'proxy-login',
]

export function needsOf(known: Known): readonly Need[] {
  const needs = [...ofThisComputer(known), ...known.contacts.flatMap(ofContact), ...known.spaces.flatMap(ofSpace)]
  needs.push(...known.invitations.map(({ from: person }): Need => ({ kind: 'invitation', seeTo: 'spaces', person })))
  const withoutRepeats = needs.filter((need) => !isOwnRelayAgain(need, needs))
  return withoutRepeats.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** Most spaces are at the own relay: that it is not reached is said once. */
const isOwnRelayAgain = (need: Need, all: readonly Need[]): boolean =>
  need.kind === 'unreachable' &&
  need.space !== null &&
  all.some((other) => other.kind === 'unreachable' && other.space === null && other.why === need.why)

function ofThisComputer({ connection, clockOffBy, contradicting }: Known): readonly Need[] {
  const needs: Need[] = contradicting.map((address) => ({
    kind: 'own-fork',
    seeTo: 'settings',
    relay: hostOf(address),
  }))
  if (clockOffBy !== null) needs.push({ kind: 'clock', seeTo: 'settings', offBy: clockOffBy })
  if (connection.state === 'refused') needs.push({ kind: 'refused', seeTo: 'settings' })
  if (connection.state === 'offline' && forAPerson.includes(connection.why))
    needs.push({ kind: 'unreachable', seeTo: 'settings', space: null, why: connection.why })
  return needs
}

const hostOf = (address: string): string => new URL(address).host

function ofContact(contact: Known['contacts'][number]): readonly Need[] {
  const { id, name, level, state, newDevice, conflictsWith } = contact
  const person: Person = { id, name, level, me: false }
  // Two identities claim one address: that is one thing to see to, said of the one that was here first.
  if (conflictsWith !== null) return state === 'asks' ? [] : [{ kind: 'identity-conflict', seeTo: 'contacts', person }]
  if (state === 'asks') return [{ kind: 'request', seeTo: 'contacts', person }]
  return newDevice ? [{ kind: 'new-device', seeTo: 'contacts', person }] : []
}

function ofSpace({ id, name, sync, conflicts, offeredToMe, owner }: Known['spaces'][number]): readonly Need[] {
  const space = { id, name }
  const needs = ofSync(space, sync)
  return [
    ...(needs === null ? [] : [needs]),
    ...(offeredToMe ? [{ kind: 'offer', seeTo: 'space', space, person: owner } as const] : []),
    ...(conflicts > 0 ? [{ kind: 'conflicts', seeTo: 'conflicts', space, files: conflicts } as const] : []),
  ]
}

function ofSync(space: { readonly id: Space['id']; readonly name: string }, sync: SyncState): Need | null {
  const here = { seeTo: 'space', space } as const
  switch (sync.kind) {
    case 'contact-conflict':
      return { kind: 'keys-in-doubt', ...here, people: sync.people }
    case 'stopped':
      return { kind: 'stopped', ...here, reason: sync.reason }
    case 'damaged':
      return { kind: 'damaged', ...here, files: sync.files }
    case 'held-back':
      return { kind: 'held-back', ...here, name: sync.name, at: sync.at }
    case 'offline':
      return forAPerson.includes(sync.why) ? { kind: 'unreachable', seeTo: 'settings', space, why: sync.why } : null
    case 'disk-full':
      return { kind: 'disk-full', ...here, neededBytes: sync.neededBytes }
    case 'relay-full':
      return { kind: 'relay-full', ...here }
    case 'folder-missing':
      return { kind: 'folder-missing', ...here }
    case 'files-missing':
      return { kind: 'files-missing', ...here, files: sync.files }
    case 'entry-ahead':
      return { kind: 'entry-ahead', ...here, name: sync.name, until: sync.until }
    // Said once, for this computer.
    case 'clock':
    // These go on by themselves, or as the person said.
    case 'up-to-date':
    case 'unconfirmed':
    case 'looking':
    case 'transferring':
    case 'withheld':
    case 'lost':
    case 'paused':
    case 'postponed':
    case 'closed':
      return null
  }
}
