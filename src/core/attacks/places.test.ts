// Where relays are: whoever took over the place that a relay has left, and a member who knows somebody else's relay by another
// place, lead nobody away from it. docs/PROTOCOL.md "Relay address".
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { createCard, parseCard, verifyCard } from '../../shared/contact/index.ts'
import type { LogId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { encodeEntry, parseEntry } from '../../shared/logs/entry.ts'
import { signReceipt } from '../../shared/logs/receipt.ts'
import { buildHomeSet, buildLeave, reduceSpace } from '../../shared/logs/space/index.ts'
import { signRelayAddress } from '../../shared/logs/relay-address.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { EvilRelay, type Mutation } from '../testing/evil-relay/evil-relay.ts'
import { addToInbox, answerWith } from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

const world = await World.create(startTestRelay)
const mallory = await world.onboard('mallory')
/** Where the relay once was: mallory's now. She passes on what is sent there. */
const formerPlace = await EvilRelay.before(world.evil.honest)
const closings: (() => Promise<void>)[] = [() => world.close(), () => formerPlace.close()]
afterAll(async () => {
  for (const close of closings) await close()
})

const { relayId, key } = world.evil.honest

/** What the relay signed when it went to `address`. */
const stating = (address: string, counter: number) =>
  answerWith(
    ({ path, status }) => path === `/v1/statements/relay/${relayId}` && status < 300,
    () => ({ answer: signRelayAddress(world.suite, key, { address, counter, time: counter, tlsPin: null }) }),
  )

/** Mallory's card names the relay at the place that is hers. */
async function cardWithFormerPlace(): Promise<Uint8Array> {
  const { me, known, contacts } = mallory.core
  const card = verifyCard(world.suite, parseCard(await contacts.ownCard(soon())), known)
  return createCard(world.suite, me.device, { ...card, home: { relayId, address: formerPlace.address } })
}

test('a relay has moved, and what it signed before is shown at its former place: nobody follows it back there', async () => {
  world.evil.mutate(stating(world.evil.address, 2))
  let victim: Person = mallory
  await mustWithstand({
    world,
    get victim() {
      return victim
    },
    space: null,
    prepare: async (run) => {
      victim = await world.onboard(`alice-${run}`)
      await victim.core.contacts.add(await cardWithFormerPlace(), soon())
    },
    attempt: async () => {
      const outcome = await victim.sync()
      return `${outcome}, ${victim.core.home.home.address === world.evil.address ? 'at home' : 'led away'}`
    },
    honest: 'settled, at home',
    lies: [{ lie: () => formerPlace.mutate(stating(formerPlace.address, 1)), code: 'settled, at home' }],
    sees: () => expect(victim.core.contacts.get(mallory.id)?.state).toBe('requested'),
  })
})

test('whoever only asks to be a contact sends this computer to no address; a contact whose relay has moved does', async () => {
  const alice = await world.onboard('alice')
  const bob = await world.onboard('bob')
  await world.befriend(alice, bob)
  await mallory.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
  await alice.sync()
  const home = { relayId: 'ab'.repeat(32) as RelayId, address: formerPlace.address }
  const content = { kind: 'relay.address', home, tlsPin: null } as const
  const asked = () => formerPlace.kept.splice(0).length
  asked()
  await mustWithstand({
    world,
    victim: alice,
    space: null,
    prepare: async (run) => {
      const known = bob.core.contacts.get(alice.id)
      if (run === 'control' && known !== null) await bob.core.contacts.send(known, content, soon())
    },
    lies: [{ lie: () => addToInbox(mallory.sealed(alice, content)), code: 'settled' }],
    shows: () => expect(asked()).toBeGreaterThan(0),
    sees: () => {
      expect(asked()).toBe(0)
      expect(alice.core.contacts.get(mallory.id)?.relay.home).toEqual({ relayId, address: world.evil.address })
    },
  })
})

/** A relay that is mallory's own and shows the logs of the other one as if they were at home there. */
async function relayOfMallory(): Promise<EvilRelay> {
  const relay = await startTestRelay()
  const ownKey = world.suite.backend.signSeedKeypair(
    new Uint8Array(await readFile(path.join(relay.directory, 'relay.key'))),
  )
  const evil = await EvilRelay.before({ address: relay.address, relayId: relay.relayId, key: ownKey })
  closings.push(
    () => evil.close(),
    () => relay.close(),
    () => rm(relay.directory, { recursive: true }),
  )
  return evil
}

/** `instead`: what it shows as the space's log, if not that. */
const showingLogsOf =
  (relay: EvilRelay, space: SpaceId, instead?: readonly Uint8Array[]): Mutation =>
  ({ method, path: asked, query }) => {
    const logId = asked.replace('/v1/logs/', '') as LogId
    const kept = logId === space ? (instead ?? world.evil.keptLog(logId)) : world.evil.keptLog(logId)
    const log = method === 'GET' ? kept : []
    const last = log.at(-1)
    if (last === undefined) return null
    const { seq, hash } = parseEntry(world.suite, logId === space ? 'space' : 'identity', last)
    const receipt = signReceipt(world.suite, relay.honest.key, { logId, head: { seq, hash }, time: world.now() })
    const answer = Buffer.concat([receipt, ...log.slice(Number(query.get('from') ?? 0))])
    return { status: 200, type: 'application/cbor-seq', answer }
  }

type Invited = { readonly space: SpaceId; readonly owner: Person; readonly guest: Person }

/** Mallory, who is in the space, invites to it at a relay of her own. */
async function inviteTo(own: EvilRelay, { core }: Person, { space, owner, guest }: Invited): Promise<void> {
  const known = core.contacts.mustReceiveKeys(guest.id)
  const { replica } = core.spaces.open(space)
  const [genesis] = replica.entries()
  if (genesis === undefined) throw new RangeError('nothing to invite with')
  const there = { home: { relayId: own.honest.relayId, address: own.address }, tlsPin: null }
  const what = { genesisEntry: encodeEntry(genesis), head: replica.state.head, name: 'Files' }
  const whose = { identityId: owner.id, ...owner.core.me.head }
  await core.contacts.send(known, { kind: 'space.invite', ...there, ...what, owner: whose }, soon())
}

test('a member who invites to a relay of her own, where the space is not at home, takes nobody there', async () => {
  const [carol, own] = [await world.onboard('carol'), await relayOfMallory()]
  const space = await world.share(carol, [[mallory, 'manager']])
  let guest = carol
  await mustWithstand({
    world,
    get victim() {
      return guest
    },
    space,
    prepare: async (run) => {
      guest = await world.onboard(`guest-${run}`)
      await world.befriend(mallory, guest)
      await mallory.core.spaces.grant(space, { to: guest.id, rights: presets.editor, notAfter: null }, soon())
      // Of two invitations of hers the newer one counts.
      if (run === 'attack') await inviteTo(own, mallory, { space, owner: carol, guest })
      await guest.core.catchUp(soon())
      // The log as it is now has been read by somebody.
      await world.mustSettle(carol)
    },
    attempt: () => verdictOf(guest.core.spaces.accept(space, guest.folder, soon())),
    honest: 'done',
    lies: [{ lie: () => own.mutate(showingLogsOf(own, space)), code: 'E_ID' }],
    sees: () => expect(guest.core.spaces.mustKnow(space)).toMatchObject({ state: 'invited', folder: null }),
    afterwards: 'fork',
  })
})

test.each([
  ['with an entry of hers in the place of the next one', 0],
  ['with an entry of hers that is of next year', 365 * 24 * 60 * 60_000],
])('what mallory shows at a relay of her own, %s, keeps nobody from the space itself', async (_what, later) => {
  const own = await relayOfMallory()
  const person = (name: string) => world.onboard(name, { email: `${name}.${later}@example.org` })
  const [erin, frank, member] = [await person('erin'), await person('frank'), await person('mallory')]
  const space = await world.share(erin, [[member, 'viewer']])
  await world.befriend(member, frank)
  await world.befriend(erin, frank)
  const { position } = member.core.spaces.open(space).writer
  const { entry } = buildLeave(world.suite, { ...position, time: position.time + later })
  own.mutate(showingLogsOf(own, space, [...world.evil.keptLog(space), encodeEntry(entry)]))
  await inviteTo(own, member, { space, owner: erin, guest: frank })
  await frank.core.catchUp(soon())
  expect(await verdictOf(frank.core.spaces.preview(space, soon()))).toBe('E_ID')
  await erin.core.spaces.grant(space, { to: frank.id, rights: presets.editor, notAfter: null }, soon())
  await frank.core.catchUp(soon())
  expect(frank.core.spaces.mustKnow(space).invitedBy).toBe(erin.id)
  expect(await verdictOf(frank.core.spaces.accept(space, frank.folder, soon()))).toBe('done')
  await world.mustSettle(frank)
})

test('what frank saw of a space before he accepts stays pinned: another history is refused, and leaves nothing behind', async () => {
  const person = (name: string) => world.onboard(name, { email: `${name}@example.net` })
  const [erin, frank, member] = [await person('erin'), await person('frank'), await person('mallory')]
  const space = await world.share(erin, [[member, 'viewer']])
  await world.befriend(erin, frank)
  await erin.core.spaces.grant(space, { to: frank.id, rights: presets.editor, notAfter: null }, soon())
  await world.mustSettle(member, erin)
  const until = world.evil.keptLog(space)
  const { position } = member.core.spaces.open(space).writer
  const { entry } = buildLeave(world.suite, position)
  const state = reduceSpace(world.suite, position.state, entry, position.identities)
  const { entry: next } = buildHomeSet(
    world.suite,
    { ...erin.core.spaces.open(space).writer.position, state },
    { relayId, address: world.evil.address },
  )
  await erin.write('more.txt', 'more')
  await world.mustSettle(erin)
  await frank.core.catchUp(soon())
  const preview = () => verdictOf(frank.core.spaces.preview(space, soon()))
  expect(await preview()).toBe('done')
  const lie = world.evil.mutate(showingLogsOf(world.evil, space, [...until, encodeEntry(entry), encodeEntry(next)]))
  expect(await preview()).toBe('E_FORK')
  lie.end()
  await frank.restart()
  expect(await preview()).toBe('done')
})
