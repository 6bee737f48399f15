// The public reducer equals a slow and obvious second one over random histories, right and wrong. PROTOCOL §10, §19.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Cbor } from '../../base/canonical.ts'
import { fromHex } from '../../base/encoding.ts'
import { kemKeyHash } from '../../crypto/lockbox.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { EntryHash, Head, PackId } from '../../domain/ids.ts'
import { buildEntry, type Draft } from '../entry.ts'
import { rotateIdentityKey, setHome, type Identities, type IdentityState } from '../identity/index.ts'
import { homeOf, identitiesOf, onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { isPending, recipientsHash } from './recipients.ts'
import { reduceSpace } from './reduce.ts'
import { rightsOf } from './rights.ts'
import type { SpaceState } from './state.ts'
import { History, names, type Event, type Name, type Versions } from './testing/reference-reducer.ts'
import { present } from './testing/story.ts'

const quarterDay = 21_600_000
const began = quarterDay

let suite: Suite
let people: Record<Name, Person>
let identities: Identities
/** State of each person's identity log at each version. */
let states: Record<Name, readonly IdentityState[]>
let versions: Versions
let genesis: SpaceState

beforeAll(async () => {
  suite = await openSuite()
  const unnamed = names.map((name) => growing(onboard(suite, name)))
  const inOrder = unnamed.sort((a, b) => (a.person.log.id < b.person.log.id ? -1 : 1))
  const each = <T>(of: (one: (typeof unnamed)[number]) => T) =>
    Object.fromEntries(names.map((name, i) => [name, of(present(inOrder[i]))])) as Record<Name, T>
  people = each(({ person }) => person)
  states = each(({ at }) => at)
  versions = each(({ at }) => at.map(({ generation }) => generation))
  identities = identitiesOf(...names.map((name) => people[name].log))
  const { log, device } = people.alice
  const first = { get: () => log.upTo(present(states.alice[0]).head.seq) }
  genesis = build.buildGenesis(suite, { identities: first, author: device, time: began, home: homeOf('a') }).state
})

/** Five versions of a log: generations 1, 1, 2, 2, 3. */
function growing(person: Person): { person: Person; at: IdentityState[] } {
  const at = [person.log.state]
  let { log, identitySeed } = person
  for (const step of ['home', 'rotate', 'home', 'rotate']) {
    const place = { log, author: person.device, time: 2000 }
    if (step === 'home') log = setHome(suite, place, homeOf('b')).log
    else ({ log, identitySeed } = rotateIdentityKey(suite, place, identitySeed))
    at.push(log.state)
  }
  return { person: { ...person, log, identitySeed }, at }
}

/** How often each is wished. */
const types = {
  ...{
    'grant.set': 16,
    'grant.remove': 6,
    'epoch.rotate': 16,
    'epoch.relink': 4,
    complaint: 8,
    commit: 12,
    snapshot: 4,
  },
  ...{ 'packs.add': 12, 'packs.release': 8, 'packs.keep': 8, heads: 6, accept: 4, leave: 6, 'owner.offer': 10 },
  ...{ 'owner.accept': 10, 'home.set': 2, close: 1 },
} satisfies Record<Event['type'], number>

const person = fc.constantFrom(...names)
const wishes = fc.record({
  type: fc.oneof(
    ...Object.entries(types).map(([type, weight]) => ({ weight, arbitrary: fc.constant(type as Event['type']) })),
  ),
  by: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: person }),
  to: person,
  wait: fc.nat(2),
  newer: fc.oneof(
    { weight: 3, arbitrary: fc.constant([] as Name[]) },
    { weight: 1, arbitrary: fc.subarray([...names]) },
  ),
  allow: fc.constantFrom(0, 1, 3, 7, 15, 5, 2, 11),
  deny: fc.constantFrom(0, 0, 0, 0, 4, 15, 1),
  until: fc.option(fc.nat(12), { freq: 2 }),
  packs: fc.uniqueArray(fc.nat(9), { maxLength: 2 }),
  about: fc.constantFrom('lockbox' as const, 'lockbox' as const, 'link' as const),
  /** One wish in three has something wrong. */
  spoil: fc.nat(45),
})
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never

const plain = { by: null, wait: 0, newer: [], deny: 0, until: null, packs: [], about: 'link', spoil: 99 } as const
/** Every history begins with a key, a manager and a writer. */
const beginning: readonly Wish[] = [
  { ...plain, type: 'epoch.rotate', to: 'bob', allow: 0 },
  { ...plain, type: 'grant.set', to: 'bob', allow: 15 },
  { ...plain, type: 'grant.set', to: 'carol', allow: 3 },
] as never

/** What somebody honest would append who wishes this, or nearly: `spoil` makes one thing wrong. */
function eventOf(history: History, wish: Wish): Event {
  const { spoil, type, to } = wish
  const by = wish.by ?? honest(history, type)
  const known = (who: Name) => history.known(who)
  const latest = 4
  const version = Math.min(latest, Math.max(0, known(by) + (wish.newer.includes(by) ? 1 : 0) - (spoil === 1 ? 1 : 0)))
  const heads = wish.newer.filter((who) => who !== by && (known(who) >= 0 || spoil === 2) && known(who) < latest)
  if (type === 'grant.set' && to !== by && known(to) < 0 && spoil !== 3) heads.push(to)
  const seen = [...new Set(heads)]
    .sort((a, b) => names.indexOf(a) - names.indexOf(b))
    .map((who) => ({ who, version: known(who) + (spoil === 4 ? 0 : 1) }))
    .filter(({ version: named }) => named >= 0)
  const time = history.time + wish.wait * quarterDay - (spoil === 5 ? 1 : 0)
  const base = { by, time, version, seen, body: false }
  const before = history.and({ ...base, type: 'heads' })
  const epoch = history.epoch + (spoil === 6 ? 1 : 0)
  const packs = spoil === 7 ? wish.packs : packsFor(history, wish)
  const until = wish.until === null ? null : time + wish.until * quarterDay
  const isOdd = spoil === 8
  switch (type) {
    case 'grant.set': {
      const granted: Event = { ...base, type, to, allow: wish.allow, deny: wish.deny, until }
      const gains = before.rights(to) === 0 && before.and(granted).rights(to) !== 0
      return { ...granted, body: gains !== isOdd }
    }
    case 'grant.remove':
      return { ...base, type, to, body: isOdd }
    case 'epoch.rotate': {
      const seats = before.seats() ?? []
      const chosen =
        spoil === 9 ? seats.slice(1) : spoil === 10 ? seats.map((seat) => ({ ...seat, generation: 1 })) : seats
      return { ...base, type, epoch: epoch + 1, linked: epoch > 0 !== (spoil === 11), seats: chosen, body: !isOdd }
    }
    case 'epoch.relink':
      return { ...base, type, epoch }
    case 'complaint':
      return { ...base, type, epoch, about: wish.about }
    case 'commit':
    case 'snapshot':
      return { ...base, type, epoch, packs, body: !isOdd }
    case 'packs.add':
    case 'packs.release':
    case 'packs.keep':
      return { ...base, type, packs, body: isOdd }
    case 'owner.offer': {
      const others = names.filter((who) => who !== by && before.rights(who) !== 0)
      return { ...base, type, to: spoil === 12 ? null : spoil === 16 ? to : (others[0] ?? to) }
    }
    case 'owner.accept':
      return { ...base, type, offer: (history.offer?.seq ?? 1) + (spoil === 13 ? 1 : 0) }
    case 'heads':
    case 'accept':
    case 'leave':
    case 'close':
    case 'home.set':
      return { ...base, type, body: isOdd }
  }
}

/** Who usually appends it. */
function honest({ owner, offer }: History, type: Event['type']): Name {
  if (type === 'owner.accept') return offer?.to ?? 'carol'
  return type === 'leave' ? 'carol' : owner
}

/** New ones to add, there ones to release, given up ones to keep. */
function packsFor(history: History, { type, packs, spoil }: Wish): number[] {
  const from = type === 'packs.release' ? history.packs() : type === 'packs.keep' ? history.released() : null
  const chosen = from === null || spoil === 14 ? packs : from.filter((_, i) => i % 2 === packs.length % 2)
  const there = from === null && spoil !== 15 ? history.packs() : []
  return [...chosen].filter((pack) => !there.includes(pack)).sort((a, b) => a - b)
}

const idOf = (who: Name) => fromHex(people[who].log.id)
const headOf = (who: Name, version: number): Head => present(states[who][version]).head
const packBytes = (pack: number) => new Uint8Array(16).fill(pack)

function payloadOf(event: Event): Cbor {
  switch (event.type) {
    case 'grant.set':
      return ['identity', idOf(event.to), null, event.allow, event.deny, event.until]
    case 'grant.remove':
      return ['identity', idOf(event.to), null]
    case 'epoch.rotate': {
      const refs = event.seats.map(({ who, generation }) => {
        const at = present(states[who].find((state) => state.generation === generation))
        const keyHash = kemKeyHash(suite, present(at.kemPublicKey))
        return { kind: 'identity' as const, id: people[who].log.id, generation, keyHash }
      })
      const link = event.linked ? new Uint8Array(104) : null
      return [event.epoch, new Uint8Array(32).fill(event.epoch), null, link, recipientsHash(suite, refs)]
    }
    case 'epoch.relink':
      return [event.epoch, new Uint8Array(104)]
    case 'complaint':
      return [event.epoch, event.about === 'lockbox' ? 0 : 1]
    case 'commit':
    case 'snapshot':
      return [event.epoch, event.packs.map((pack) => [packBytes(pack), 4096])]
    case 'packs.add':
      return [event.packs.map((pack) => [packBytes(pack), 4096])]
    case 'packs.release':
    case 'packs.keep':
      return [event.packs.map(packBytes)]
    case 'owner.offer':
      return [event.to && ['identity', idOf(event.to)]]
    case 'owner.accept':
      return [event.offer]
    case 'home.set':
      return [new Uint8Array(32), 'https://relay.example']
    case 'heads':
    case 'accept':
    case 'leave':
    case 'close':
      return []
  }
}

function entryOf(state: SpaceState, event: Event) {
  const draft: Draft = {
    ...{ type: event.type, time: event.time, payload: payloadOf(event), extensions: null },
    authorHead: headOf(event.by, event.version),
    seen: event.seen.map(({ who, version }) => ({ logId: people[who].log.id, ...headOf(who, version) })),
    previous: { logId: state.id, ...state.head },
    body: event.body ? new Uint8Array(40) : null,
  }
  return buildEntry(suite, 'space', draft, people[event.by].device)
}

/** What both say about the space, in the same words. */
const said = (state: SpaceState) => ({
  owner: names.find((who) => people[who].log.id === state.owner),
  rights: names.map((who) => rightsOf(state, people[who].log.id)),
  later: names.map((who) => rightsOf(state, people[who].log.id, state.time + 3 * quarterDay)),
  pending: isPending(suite, state, identities),
  pendingLater: isPending(suite, state, identities, state.time + 3 * quarterDay),
  epoch: state.epoch,
  holders: names.flatMap((who) =>
    state.epochRecipients.filter(({ id }) => id === people[who].log.id).map(({ generation }) => ({ who, generation })),
  ),
  packs: [...state.packs.keys()].map(packNumber),
  released: [...state.released.keys()].map(packNumber).sort(),
  accepted: names.filter((who) => state.accepted.has(people[who].log.id)),
  ended: names.map((who) => state.formerPrincipals.get(people[who].log.id) ?? null),
  known: names.map((who) => states[who].findIndex(({ head }) => head.hash === knownHash(state, who))),
  offer: state.offer && { to: names.find((who) => people[who].log.id === state.offer?.to), seq: state.offer.seq },
  closed: state.closed,
  time: state.time,
})
const packNumber = (id: PackId) => Number.parseInt(id.slice(0, 2), 16)
const knownHash = (state: SpaceState, who: Name): EntryHash | undefined =>
  state.knownHeads.get(people[who].log.id)?.hash

const saidByModel = (history: History): ReturnType<typeof said> => ({
  owner: history.owner,
  rights: names.map((who) => history.rights(who)),
  later: names.map((who) => history.rights(who, history.time + 3 * quarterDay)),
  pending: history.pending(),
  pendingLater: history.pending(history.time + 3 * quarterDay),
  epoch: history.epoch,
  holders: [...history.holders()],
  packs: [...history.packs()],
  released: [...history.released()].sort(),
  accepted: names.filter((who) => history.accepted(who)),
  ended: names.map((who) => history.ended(who)),
  known: names.map((who) => history.known(who)),
  offer: history.offer,
  closed: history.closed,
  time: history.time,
})

test('over random histories both accept the same entries and say the same about the space', () => {
  const verdicts = new Map<string, number>()
  fc.assert(
    fc.property(fc.array(wishes, { minLength: 20, maxLength: 40, size: 'max' }), (others) => {
      let state = genesis
      let history = new History(versions, began)
      for (const wish of [...beginning, ...others]) {
        const event = eventOf(history, wish)
        const entry = entryOf(state, event)
        let next = state
        const verdict = verdictOf(() => (next = reduceSpace(suite, state, entry, identities)))
        const expected = history.accepts(event)
        expect({ event, verdict, accepted: verdict === 'accepted' }).toEqual({ event, verdict, accepted: expected })
        verdicts.set(`${event.type} ${verdict}`, (verdicts.get(`${event.type} ${verdict}`) ?? 0) + 1)
        if (!expected) continue
        state = next
        history = history.and(event)
        expect(said(state)).toEqual(saidByModel(history))
      }
    }),
    { numRuns: 150 },
  )
  for (const type of Object.keys(types)) expect([type, verdicts.get(`${type} accepted`) ?? 0]).not.toEqual([type, 0])
  const codes = new Set([...verdicts.keys()].map((key) => key.split(' ')[1]))
  for (const code of ['E_ROLE', 'E_PENDING', 'E_STALE', 'E_SEQ', 'E_POLICY', 'E_ID', 'E_CANON'])
    expect([...codes]).toContain(code)
})
