// The relay adds people, keys and entries to a space, and hides why a key must change. PROTOCOL §8, §10, §13.
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { concat } from '../../shared/base/bytes.ts'
import { sealMessage, type MessageContent } from '../../shared/contact/index.ts'
import { rootNodeId, type EntryHash, type NodeId, type SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { buildEntry, encodeEntry, parseEntry, type Author, type Entry } from '../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../shared/logs/identity/index.ts'
import {
  buildClose,
  buildCommit,
  buildGrantRemove,
  buildGrantSet,
  buildRotation,
} from '../../shared/logs/space/index.ts'
import { encodeRefusal } from '../../shared/protocol/index.ts'
import { readActivity } from '../store/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { itemsOf, type Exchanged, type Lie } from '../testing/evil-relay/evil-relay.ts'
import { addToInbox, appendToLog, cutLog } from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

const world = await World.create(startTestRelay)
const alice = await world.onboard('alice')
const bob = await world.onboard('bob')
const frank = await world.onboard('frank')
const mallory = await world.onboard('mallory')
const space = await world.share(alice, [
  [bob, 'editor'],
  [frank, 'viewer'],
])
afterAll(() => world.close())

const stopped = { phase: 'stopped', obstacle: 'refused' } as const
const joined = (person: Person) => person.core.spaces.open(space)

const aliceEdits = (): Promise<void> => world.edit(alice, bob)

/** `entry` again, behind the newest one, as `author` signs it. */
function resign(author: Author, { header, body }: Entry): Uint8Array {
  if (header === null) throw new RangeError('genesis')
  const { id, head } = joined(alice).replica.state
  const authorHead = bob.core.known.get(author.identityId)?.head ?? null
  const seen = header.seen.filter(({ logId }) => logId !== author.identityId)
  const draft = { ...header, previous: { logId: id, ...head }, authorHead, seen, body }
  return encodeEntry(buildEntry(world.suite, 'space', draft, author))
}

const randomId = (): NodeId => randomBytes(16).toString('hex') as NodeId
const unsigned = (entry: Entry): Uint8Array => encodeEntry({ ...entry, signatures: [new Uint8Array(64)] })
const inNameOf = (person: Person, { core: { me } }: Person): Author => ({ ...me.device, identityId: person.id })
const device = ({ core: { me } }: Person): Author => me.device

/** What alice herself could append now. */
const position = () => joined(alice).writer.position
const epochKey = () => joined(alice).replica.epochKey
const grantTo = (to: Person, rights: number) =>
  buildGrantSet(world.suite, position(), { id: to.id, allow: rights, epochKey: epochKey() })
function commit(name = 'forged'): Entry {
  const { tree } = joined(alice).replica
  const operations = [{ kind: 'mkdir', id: randomId(), parent: rootNodeId, name }] as const
  return buildCommit(world.suite, position(), { tree, epochKey: epochKey(), operations }).entry
}

/** Bob is shown each of these entries behind the genuine ones, and takes none. */
const refused = (lies: readonly { readonly entry: () => Uint8Array; readonly code: string }[]): Promise<void> =>
  mustWithstand({
    world,
    victim: bob,
    space,
    prepare: aliceEdits,
    lies: lies.map(({ entry, code }) => ({ code, lie: () => appendToLog(world.spaceLog(space, bob), entry()) })),
    sees: stopped,
  })

const typesOf = (person: Person, from: number): readonly string[] =>
  joined(person)
    .replica.entries(from)
    .map(({ header }) => `${header?.type ?? ''} by ${header?.authorId ?? ''}`)

describe('T26: a reader whom nobody added', () => {
  const ghost = () => grantTo(mallory, presets.viewer).entry
  const rotationWithGhost = () => {
    const { state } = grantTo(mallory, presets.viewer)
    return buildRotation(world.suite, { ...position(), state: { ...state, head: position().state.head } }, epochKey())
      .entry
  }
  const recipients = () =>
    joined(bob)
      .replica.state.epochRecipients.map(({ id }) => id)
      .sort()

  test('T26: a ghost’s grant, unsigned or signed by anybody who may not; a rotation that seals to it as well', async () => {
    for (const reader of [alice, bob]) await reader.core.known.refresh(mallory.id, reader.core.homeRelay, soon())
    await refused([
      { entry: () => unsigned(ghost()), code: 'E_SIG' },
      { entry: () => resign(inNameOf(alice, mallory), ghost()), code: 'E_ROLE' },
      { entry: () => resign(device(mallory), ghost()), code: 'E_ROLE' },
      { entry: () => resign(device(bob), ghost()), code: 'E_ROLE' },
      { entry: () => resign(device(bob), rotationWithGhost()), code: 'E_ROLE' },
      { entry: () => resign(device(alice), rotationWithGhost()), code: 'E_POLICY' },
    ])
    expect(recipients()).toEqual([alice.id, bob.id, frank.id].sort())
  })
})

test('T27: a sealed part that belongs to another entry is not taken with this one', async () => {
  await alice.core.known.refresh(mallory.id, alice.core.homeRelay, soon())
  const [grant, other] = [() => grantTo(mallory, presets.viewer).entry, () => grantTo(mallory, presets.editor).entry]
  await refused([
    { entry: () => encodeEntry({ ...commit('one'), body: commit('another').body }), code: 'E_INTEGRITY' },
    { entry: () => encodeEntry({ ...grant(), body: other().body }), code: 'E_INTEGRITY' },
    { entry: () => encodeEntry({ ...grant(), headerBytes: other().headerBytes }), code: 'E_INTEGRITY' },
    { entry: () => encodeEntry({ ...grant(), signatures: other().signatures }), code: 'E_SIG' },
  ])
})

test('T33: a viewer’s commit, an editor’s grant, removal, close: refused by the client, whatever the relay thinks', async () => {
  await refused([
    { entry: () => resign(device(frank), commit()), code: 'E_ROLE' },
    { entry: () => resign(device(bob), grantTo(frank, presets.manager).entry), code: 'E_ROLE' },
    { entry: () => resign(device(bob), buildGrantRemove(world.suite, position(), frank.id).entry), code: 'E_ROLE' },
    { entry: () => resign(device(bob), buildClose(world.suite, position()).entry), code: 'E_ROLE' },
  ])
  expect(joined(bob).replica.state.closed).toBe(false)
})

test('T32, T33: the signed commit of a removed writer, and of one whose grant has expired', async () => {
  const [carol, erin] = [await world.onboard('carol'), await world.onboard('erin')]
  const soonOver = world.now() + 3_600_000
  for (const [person, notAfter] of [
    [carol, null],
    [erin, soonOver],
  ] as const) {
    await world.befriend(alice, person)
    await alice.core.spaces.grant(space, { to: person.id, rights: presets.editor, notAfter }, soon())
    await person.core.catchUp(soon())
    await person.core.spaces.accept(space, person.folder, soon())
    await person.write(`by-${person.name}.txt`, `written by ${person.name} while she may`)
    await world.mustSettle(person)
  }
  await world.mustSettle(alice, bob)
  await alice.core.spaces.revoke(space, carol.id, soon())
  world.pass(2 * 3_600_000)
  await refused([
    { entry: () => resign(device(carol), commit()), code: 'E_ROLE' },
    { entry: () => resign(device(erin), commit()), code: 'E_ROLE' },
  ])
  expect(await bob.read('by-carol.txt')).not.toBeNull()
  expect(joined(bob).replica.state.epochRecipients.map(({ id }) => id)).not.toContain(carol.id)
})

test('T29: the relay hides that a key must change: bob’s own audit rotates first, and only then writes', async () => {
  const dave = await world.onboard('dave')
  let writes = 0
  let before = 0
  const attempt = async () => {
    await bob.write(`after-${++writes}.txt`, `bob’s write ${writes}`)
    before = joined(alice).replica.state.head.seq + 1
    return bob.sync()
  }
  const sees = () => {
    const types = typesOf(bob, before)
    expect(types.slice(0, 2)).toEqual([`epoch.rotate by ${bob.id}`, `commit by ${bob.id}`])
    const sealedTo = new Map(joined(bob).replica.state.epochRecipients.map(({ id, generation }) => [id, generation]))
    expect(sealedTo.has(dave.id)).toBe(false)
    expect(sealedTo.get(frank.id)).toBe(frank.core.me.log.state.generation)
  }
  await mustWithstand({
    world,
    victim: bob,
    space,
    prepare: async () => {
      // Dave comes and goes, and whoever removed him crashes before the key changes; frank replaces his key.
      if (!joined(alice).isMember(dave.id)) {
        if (alice.core.contacts.get(dave.id) === null) await world.befriend(alice, dave)
        await alice.core.spaces.grant(space, { to: dave.id, rights: presets.viewer, notAfter: null }, soon())
      }
      await world.mustSettle(alice, bob)
      await joined(alice).writer.append((at) => buildGrantRemove(world.suite, at, dave.id), soon())
      const { me, homeRelay, known } = frank.core
      const step = { log: me.log, author: me.device, time: world.now() }
      const { entries } = rotateIdentityKey(world.suite, step, me.seed())
      for (const entry of entries) await homeRelay.append(frank.id, encodeEntry(entry), { signal: soon() })
      known.accept(frank.id, entries)
      await bob.core.known.refresh(frank.id, bob.core.homeRelay, soon())
    },
    attempt,
    lies: [{ lie: () => cutLog(world.identityLog(frank.id, bob), 4), code: 'settled' }],
    sees,
  })
})

describe('T31: a key of the relay’s choice', () => {
  test('T31: the owner of a new, empty folder does not take a first key from anybody else', async () => {
    let folders = 0
    let made: SpaceId | null = null
    const attempt = async () => {
      const folder = path.join(alice.directory, `more-${++folders}`)
      await mkdir(folder)
      const known = new Set(alice.core.spaces.list().map(({ id }) => id))
      const outcome = await verdictOf(alice.core.spaces.create(folder, 'New', soon()))
      made = alice.core.spaces.list().find(({ id }) => !known.has(id))?.id ?? null
      return outcome
    }
    const isRotation = ({ method, path: to, received }: Exchanged): boolean =>
      method === 'POST' && to.startsWith('/v1/logs/') && received.includes('epoch.rotate')
    const planted = (exchanged: Exchanged): Lie | null => {
      const [, id = ''] = /^\/v1\/logs\/([0-9a-f]{64})$/.exec(exchanged.path) ?? []
      if (id === '' || id === space || world.people.some((person) => person.id === id)) return null
      if (isRotation(exchanged)) {
        const seq = 1
        const place = { logId: id as SpaceId, seq, hash: '0'.repeat(64) as EntryHash }
        return { status: 409, answer: encodeRefusal({ code: 'E_CONFLICT', place }) }
      }
      if (exchanged.method !== 'GET' || exchanged.status >= 300) return null
      const [receipt, ...entries] = itemsOf(exchanged.answer)
      const own = entries.at(-1)
      if (receipt === undefined || own === undefined) return null
      const { header, body, logId } = parseEntry(world.suite, 'space', own)
      if (header?.type !== 'epoch.rotate') return null
      const previous = { logId, seq: 0, hash: header.prev }
      const authorHead = mallory.core.me.head
      const forged = buildEntry(world.suite, 'space', { ...header, previous, authorHead, body }, mallory.core.me.device)
      return { answer: concat(receipt, ...entries.slice(0, -1), encodeEntry(forged)) }
    }
    await mustWithstand({
      world,
      victim: alice,
      space: null,
      prepare: () => Promise.resolve(),
      attempt,
      honest: 'done',
      lies: [{ lie: () => planted, code: 'E_ROLE' }],
      sees: () => {
        if (made === null) throw new RangeError('no space')
        expect(alice.core.spaces.open(made).replica.state.epoch).toBe(0)
        expect(alice.core.spaces.open(made).replica.hasKey()).toBe(false)
      },
    })
    // The space that was interfered with is finished as soon as the relay is honest.
    await world.mustSettle(alice)
    for (const { id, state } of alice.core.spaces.list()) {
      if (state === 'joined') expect(alice.core.spaces.open(id).replica.tree.name).not.toBe('')
    }
  })

  test('T31: an invitation or an acceptance of a stranger, put into bob’s inbox, changes nothing', async () => {
    const genesis = joined(alice).replica.entries()[0]
    if (genesis === undefined) throw new RangeError('no genesis')
    const { me } = mallory.core
    const home = bob.core.home
    const head = { seq: 0, hash: genesis.hash }
    const contents: readonly MessageContent[] = [
      {
        kind: 'space.invite',
        ...home,
        genesisEntry: encodeEntry(genesis),
        head,
        owner: { identityId: me.id, ...me.head },
        name: 'Bait',
      },
      { kind: 'contact.accept', cardBytes: await mallory.core.contacts.ownCard(soon()), token: randomBytes(16) },
      { kind: 'space.decline', spaceId: space },
    ]
    const told = () =>
      readActivity(bob.core.store, { spaceId: null, limit: 1000 }).filter(({ identityId }) => identityId === me.id)
    const inject = (content: MessageContent) => () => {
      const sealed = sealMessage(
        world.suite,
        { device: me.device, head: me.head },
        {
          recipient: bob.core.me.log.state,
          content,
          notAfter: world.now() + 3_600_000,
        },
      )
      return addToInbox(sealed.messageBytes)
    }
    const spaces = bob.core.spaces.list().length
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: contents.map((content) => ({ lie: inject(content), code: 'settled' })),
      sees: () => {
        expect(bob.core.spaces.list()).toHaveLength(spaces)
        expect(bob.core.contacts.get(mallory.id)).toBeNull()
        expect(told()).toEqual([])
      },
    })
  })
})
