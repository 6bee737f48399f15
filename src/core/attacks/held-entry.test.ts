// A member dates an entry days ahead, and a relay that is in it shows it, or one that is not has to take it: nobody lets it decide
// anything before its time, nobody loses anything. PROTOCOL §8 "Time", [Note: Held entries].
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { identityCode } from '../../shared/domain/identity-code.ts'
import { rootNodeId, type NodeId, type SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { encodeEntry, type Entry } from '../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../shared/logs/identity/index.ts'
import { buildCommit, buildHeads } from '../../shared/logs/space/index.ts'
import { signStatement } from '../../shared/logs/statement.ts'
import { inWindowWords } from '../bridge/index.ts'
import { describeContact } from '../bridge/people.ts'
import { describeSync } from '../bridge/sync-state.ts'
import { readPin } from '../store/index.ts'
import type { ActiveMutation } from '../testing/evil-relay/evil-relay.ts'
import { appendToLog } from '../testing/evil-relay/mutations.ts'
import { outcomeOf, soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

const day = 24 * 60 * 60 * 1000

let world: World
let alice: Person
let bob: Person
let mallory: Person
let space: SpaceId
const lies: ActiveMutation[] = []
beforeAll(async () => {
  world = await World.create(startTestRelay)
})
afterAll(() => world.close())
beforeEach(async () => {
  for (const lie of lies.splice(0)) lie.end()
  alice = await world.onboard('alice')
  bob = await world.onboard('bob')
  mallory = await world.onboard('mallory')
  space = await world.share(alice, [
    [bob, 'editor'],
    [mallory, 'editor'],
  ])
})

const replicaOf = (person: Person) => person.core.spaces.open(space).replica

/** A directory that mallory makes, dated so much ahead. */
function dated(ahead: number): Entry {
  const { replica, writer } = mallory.core.spaces.open(space)
  const position = { ...writer.position, time: world.now() + ahead }
  const id = randomBytes(16).toString('hex') as NodeId
  const operations = [{ kind: 'mkdir', id, parent: rootNodeId, name: `by mallory ${id}` }] as const
  return buildCommit(world.suite, position, { tree: replica.tree, epochKey: replica.epochKey, operations }).entry
}

/** The relay shows bob these entries behind what it has. */
function show(...entries: readonly Entry[]): void {
  showTo(bob, ...entries)
}
function showTo(person: Person, ...entries: readonly Entry[]): void {
  lies.push(world.evil.mutate(appendToLog(world.spaceLog(space, person), ...entries.map(encodeEntry))))
}

/** What the window says to bob. */
const shown = () =>
  describeSync(bob.core.spaces.mustKnow(space), bob.core.spaces.open(space), {
    connection: null,
    why: null,
    nameOf: (id) => bob.core.nameOf(id),
    describe: () => {
      throw new Error('nobody is in doubt')
    },
  })

async function bobSyncs(): Promise<string> {
  const [status] = await bob.core.syncOnce(soon())
  return status === undefined ? 'nothing' : (status.obstacle?.kind ?? outcomeOf(status))
}

describe('an entry of a space', () => {
  test('one dated less than a day ahead is taken as it comes', async () => {
    const entry = dated(day - 60_000)
    show(entry)
    expect(await bobSyncs()).toBe('settled')
    expect(replicaOf(bob).has(entry.seq, entry.hash)).toBe(true)
  })

  test('one dated three days ahead waits: what came before is here, own changes wait, and all of it goes on by itself', async () => {
    await world.befriend(bob, mallory)
    await alice.write('before.txt', 'before')
    await world.mustSettle(alice, mallory)
    const entry = dated(3 * day)
    await bob.write('draft.txt', 'draft')
    show(entry)

    expect(await bobSyncs()).toBe('entry-ahead')
    expect(shown()).toEqual({ kind: 'entry-ahead', name: 'mallory', until: (entry.header?.time ?? 0) - day })
    expect(await bob.read('before.txt')).toBe('before')
    expect(await bob.read('draft.txt')).toBe('draft')
    await bob.core.spaces.open(space).attend(soon())
    expect(await verdictOf(bob.core.spaces.leave(space, soon()))).toBe('E_STALE')
    expect(replicaOf(bob).state.head.seq).toBe(entry.seq - 1)

    world.pass(2 * day + 60_000)
    expect(await verdictOf(replicaOf(bob).refresh(soon()))).toBe('done')
    expect(replicaOf(bob).has(entry.seq, entry.hash)).toBe(true)
    for (const lie of lies.splice(0)) lie.end()
    world.pass(day - 60_000)
    await mallory.core.homeRelay.append(space, encodeEntry(entry), { signal: soon() })
    await world.mustSettle(bob, alice)
    expect(await alice.read('draft.txt')).toBe('draft')
  })

  test('one that nobody signed is refused at once, and not blamed on whom it names', async () => {
    const entry = dated(3 * day)
    show({ ...entry, signatures: [world.suite.random(64)] })
    expect(await bob.sync()).toBe('E_SIG')
    expect(replicaOf(bob).ahead).toBeNull()
  })

  test('a grant is refused in words of its own while one waits', async () => {
    showTo(alice, dated(3 * day))
    const wish = { to: mallory.id, rights: presets.viewer, notAfter: null }
    const refused: unknown = await alice.core.spaces.grant(space, wish, soon()).catch((error: unknown) => error)
    expect(inWindowWords(refused)).toMatchObject({ code: 'E_HELD' })
  })

  test('whoever is overtaken by one hears so at once, and not after sixteen attempts', async () => {
    await alice.write('more.txt', 'more')
    await world.mustSettle(alice, mallory)
    show(dated(3 * day))
    const asked = world.evil.kept.length
    const { writer } = bob.core.spaces.open(space)
    const answer = writer.append((position) => buildHeads(world.suite, position), soon())
    expect(await verdictOf(answer)).toBe('E_STALE')
    const appends = world.evil.kept.slice(asked).filter(({ method, path }) => method === 'POST' && path.endsWith(space))
    expect(appends).toHaveLength(1)
  })

  test('a clock that is put back, and a cache that is lost: what was seen once waits and is no rollback, and the pin stays', async () => {
    world.pass(3 * day)
    await alice.write('late.txt', 'late')
    await world.mustSettle(alice, bob)
    const pin = readPin(bob.core.store, space)
    world.pass(-3 * day)
    expect(await verdictOf(replicaOf(bob).refresh(soon())), 'what was accepted once counts').toBe('done')

    await bob.restart({ withoutCache: true })
    await bob.core.catchUp(soon())
    expect(await verdictOf(bob.core.spaces.accept(space, bob.folder, soon()))).toBe('E_STALE')
    expect(replicaOf(bob).ahead?.author).toBe(alice.id)
    expect(readPin(bob.core.store, space)).toEqual(pin)
    world.pass(3 * day)
    expect(await verdictOf(bob.core.spaces.accept(space, bob.folder, soon()))).toBe('done')
  })

  test('a space whose first entry waits is not joined before its time', async () => {
    const [folder, own] = [path.join(alice.directory, 'other'), path.join(bob.directory, 'other')]
    for (const directory of [folder, own]) await mkdir(directory)
    world.pass(3 * day)
    const late = await alice.core.spaces.create(folder, 'Late', soon())
    await alice.core.spaces.grant(late, { to: bob.id, rights: presets.editor, notAfter: null }, soon())
    await world.mustSettle(alice)
    await bob.core.catchUp(soon())
    world.pass(-3 * day)
    expect(await verdictOf(bob.core.spaces.accept(late, own, soon()))).toBe('E_STALE')
    expect(bob.core.spaces.open(late).replica.isFetched).toBe(false)
    world.pass(3 * day)
    expect(await verdictOf(bob.core.spaces.accept(late, own, soon()))).toBe('done')
  })
})

describe('an entry of an identity', () => {
  /** Mallory's new key, dated so much ahead, as her own device has it and the relay shows it to bob. */
  function rotated(ahead: number): Entry {
    const { me, known } = mallory.core
    const step = { log: me.log, author: me.device, time: world.now() + ahead }
    const [entry] = rotateIdentityKey(world.suite, step, me.seed()).entries
    if (entry === undefined) throw new RangeError('no entry')
    known.accept(me.id, [entry])
    lies.push(world.evil.mutate(appendToLog(world.identityLog(me.id, bob), encodeEntry(entry))))
    return entry
  }

  test('the earlier state counts until its time has come', async () => {
    const entry = rotated(3 * day)
    const { known, homeRelay } = bob.core
    expect((await known.refresh(mallory.id, homeRelay, soon())).head.seq).toBe(entry.seq - 1)
    expect(known.ahead(mallory.id)).toEqual({ author: mallory.id, until: (entry.header?.time ?? 0) - day })
    world.pass(2 * day + 60_000)
    expect((await known.refresh(mallory.id, homeRelay, soon())).head.hash).toBe(entry.hash)
    expect(known.ahead(mallory.id)).toBeNull()
  })

  test('the address book says so, from the look that saw it to the one that sees it is over', async () => {
    await world.befriend(bob, mallory)
    const { known, homeRelay, contacts, changes } = bob.core
    const heldUntil = () => {
      const contact = contacts.get(mallory.id)
      return contact && describeContact(bob.core, contact).heldUntil
    }
    expect(heldUntil()).toBeNull()
    const entry = rotated(3 * day)
    const told: string[] = []
    changes.on(({ topic }) => told.push(topic))
    await known.refresh(mallory.id, homeRelay, soon())
    expect(heldUntil()).toBe((entry.header?.time ?? 0) - day)
    await known.refresh(mallory.id, homeRelay, soon())
    expect(told).toEqual(['contacts'])
    world.pass(2 * day + 60_000)
    expect(heldUntil()).toBeNull()
    await known.refresh(mallory.id, homeRelay, soon())
    expect(told).toEqual(['contacts', 'contacts'])
  })

  test('an entry of a space that names one waits for it, and the relay is not asked again and again', async () => {
    const entry = rotated(3 * day)
    const naming = buildHeads(world.suite, mallory.core.spaces.open(space).writer.position).entry
    show(naming)
    const [name, until] = [identityCode(mallory.id), (entry.header?.time ?? 0) - day]
    const asked = world.evil.kept.length
    expect(await bobSyncs()).toBe('entry-ahead')
    expect(shown()).toEqual({ kind: 'entry-ahead', name, until })
    const reads = world.evil.kept.slice(asked).filter(({ path }) => path === `/v1/logs/${mallory.id}`)
    expect(reads.length).toBeLessThan(16)

    world.pass(2 * day + 60_000)
    expect(await verdictOf(replicaOf(bob).refresh(soon()))).toBe('done')
    expect(replicaOf(bob).has(naming.seq, naming.hash)).toBe(true)
  })

  test('whoever signed more than what counts of their log is waited for, and no relay is blamed for it', async () => {
    const { spaces } = bob.core
    const folder = path.join(bob.directory, 'own')
    await mkdir(folder)
    await world.befriend(bob, mallory)
    const own = await spaces.create(folder, 'Own', soon())
    const grant = () => verdictOf(spaces.grant(own, { to: mallory.id, rights: presets.viewer, notAfter: null }, soon()))
    const entry = rotated(3 * day)
    const { seq, hash } = entry
    const beat = {
      kind: 'heartbeat',
      subjectId: mallory.id,
      head: { seq, hash },
      counter: 1000,
      time: world.now(),
    } as const
    const statement = signStatement(world.suite, mallory.core.me.device, beat)
    await mallory.core.homeRelay.putStatement('heartbeat', mallory.id, statement, { signal: soon() })
    expect(await grant()).toBe('E_STALE')
    expect(spaces.open(own).isMember(mallory.id)).toBe(false)
    for (const lie of lies.splice(0)) lie.end()
    world.pass(3 * day)
    await mallory.core.homeRelay.append(mallory.id, encodeEntry(entry), { signal: soon() })
    expect(await grant()).toBe('done')
  })

  test('a message by somebody whose newest key is held waits unread, and is read then', async () => {
    rotated(3 * day)
    await mallory.core.contacts.add(await bob.core.contacts.ownCard(soon()), soon())
    await bob.core.catchUp(soon())
    expect(bob.core.contacts.get(mallory.id)).toBeNull()
    world.pass(2 * day + 60_000)
    await bob.core.catchUp(soon())
    expect(bob.core.contacts.get(mallory.id)?.state).toBe('asking')
  })
})
