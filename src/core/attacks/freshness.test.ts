// The relay shows nothing new, or hides what is newer from those who are new: silence that is not peace. PROTOCOL §12.
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { rootNodeId, type NodeId, type SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import type { SyncState } from '../../shared/ipc/index.ts'
import { encodeEntry, parseEntry } from '../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../shared/logs/identity/index.ts'
import { buildCommit } from '../../shared/logs/space/index.ts'
import { describePerson } from '../bridge/people.ts'
import { describeSync } from '../bridge/sync-state.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import type { Exchanged, Mutation } from '../testing/evil-relay/evil-relay.ts'
import { answerWith, cutLog, serveLog } from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { stage, World } from '../testing/evil-relay/world.ts'

const day = 24 * 60 * 60 * 1000

const { world, alice, bob, space } = await stage(startTestRelay, { bob: 'editor' })
afterAll(() => world.close())
let edits = 0

/** What the window says. */
const shown = ({ core }: Person): SyncState =>
  describeSync(core.spaces.mustKnow(space), core.spaces.open(space), {
    connection: null,
    why: null,
    nameOf: (id) => core.nameOf(id),
    describe: (id) => describePerson(core, id),
  })

const asksFor =
  (path: string) =>
  (one: Exchanged): boolean =>
    one.method === 'GET' && one.path === path && one.status < 300

/** Each lie in its place. */
const together =
  (...lies: readonly Mutation[]): Mutation =>
  async (exchanged) => {
    for (const lie of lies) {
      const told = await lie(exchanged)
      if (told !== null) return told
    }
    return null
  }

describe('T50: freeze', () => {
  const statements = () => `/v1/statements/seen/${space}`
  let length = 0
  let oldWords = new Uint8Array(0)

  /** Both are settled; eight days later alice has changed something. */
  async function timePasses(): Promise<void> {
    await world.mustSettle(alice, bob, alice, bob)
    length = bob.core.spaces.open(space).replica.state.head.seq + 1
    const heard = world.evil.kept.findLast((one) => asksFor(statements())(one) && one.who === bob.id)
    oldWords = heard?.answer.slice() ?? new Uint8Array(0)
    world.pass(8 * day)
    await alice.write(`edit-${++edits}.txt`, `edit ${edits}`)
    await world.mustSettle(alice)
  }
  const noNews = () => cutLog(world.spaceLog(space, bob), length)
  const oldWordsOnly = () => answerWith(asksFor(statements()), () => ({ answer: oldWords }))
  const noWords = () => answerWith(asksFor(statements()), () => ({ answer: new Uint8Array(0) }))

  test('T50: the same head and the same words for more than the limit: not confirmed since, never a green tick', async () => {
    const silence = (words: () => Mutation) => () => together(noNews(), words())
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: timePasses,
      lies: [
        { lie: silence(oldWordsOnly), code: 'settled' },
        { lie: silence(noWords), code: 'settled' },
      ],
      sees: () => {
        const state = shown(bob)
        expect(state.kind).toBe('unconfirmed')
        if (state.kind === 'unconfirmed') expect(state.since).toBeLessThan(world.now() - 7 * day)
      },
    })
    expect(shown(bob)).toMatchObject({ kind: 'up-to-date', confirmedBy: { name: 'alice' } })
    expect(await bob.read(`edit-${edits}.txt`)).toBe(`edit ${edits}`)
  })

  test('T50: the log ends where it did, but alice’s device has said that it saw more: the relay holds back', async () => {
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: timePasses,
      lies: [{ lie: noNews, code: 'settled' }],
      sees: () => expect(shown(bob)).toMatchObject({ kind: 'held-back', name: 'alice' }),
    })
    expect(shown(bob)).toMatchObject({ kind: 'up-to-date', confirmedBy: { name: 'alice' } })
  })
})

test('T07: a relay that hides bob’s newer key from somebody who never saw it: nothing is sealed without a fresh sign of life', async () => {
  let carol = alice
  let carols = space
  let before = 0
  let oldBeat = new Uint8Array(0)
  const beats = `/v1/statements/heartbeat/${bob.id}`
  const prepare = async (run: string) => {
    carol = await world.onboard(`carol-${run}`)
    await world.befriend(bob, carol)
    carols = await world.share(carol, [])
    const { me } = bob.core
    before = me.head.seq + 1
    const beat = world.evil.kept.findLast(({ method, path }) => method === 'PUT' && path === beats)
    oldBeat = new Uint8Array(beat?.received ?? [])
    world.pass(8 * day)
    const step = { log: me.log, author: me.device, time: world.now() }
    const { entries } = rotateIdentityKey(world.suite, step, me.seed())
    for (const entry of entries) await bob.core.homeRelay.append(bob.id, encodeEntry(entry), { signal: soon() })
    bob.core.known.accept(bob.id, entries)
    await bob.core.catchUp(soon())
  }
  const oldLog = () => cutLog(world.identityLog(bob.id, carol), before)
  const heard = (answer: Uint8Array) => answerWith(asksFor(beats), () => ({ answer }))
  await mustWithstand({
    world,
    get victim() {
      return carol
    },
    space: null,
    prepare,
    attempt: () =>
      verdictOf(carol.core.spaces.grant(carols, { to: bob.id, rights: presets.viewer, notAfter: null }, soon())),
    honest: 'done',
    lies: [
      { lie: () => together(oldLog(), heard(oldBeat)), code: 'E_STALE' },
      { lie: () => together(oldLog(), heard(new Uint8Array(0))), code: 'E_STALE' },
      { lie: oldLog, code: 'E_ROLLBACK' },
    ],
    sees: () => {
      const { state } = carol.core.spaces.open(carols).replica
      expect([...state.grants.keys()]).not.toContain(bob.id)
      expect(state.epochRecipients.map(({ id }) => id)).toEqual([carol.id])
    },
  })
  const { epochRecipients, grants } = carol.core.spaces.open(carols).replica.state
  expect([...grants.keys()]).toContain(bob.id)
  expect(epochRecipients.map(({ id }) => id)).toContain(carol.id)
})

describe('two histories', () => {
  type Stage = { readonly world: World; readonly victim: Person; readonly other: Person; readonly space: SpaceId }

  /** Mallory signs two commits for one place; the victim gets the one, the other device gets the other and says so. */
  async function mustBeTold({ world, victim, other, space }: Stage, mallory: Person): Promise<void> {
    let branch: readonly Uint8Array[] = []
    const isOther: Mutation = (exchanged) => {
      if (exchanged.device !== other.core.me.device.deviceId) return null
      return serveLog(world.spaceLog(space), branch)(exchanged)
    }
    await mustWithstand({
      world,
      victim,
      space,
      prepare: async (run) => {
        await world.mustSettle(mallory, other)
        const twin = twinOf(world, mallory, space, `twin-${run}`)
        await mallory.write(`mallory-${run}.txt`, run)
        await world.mustSettle(mallory, victim)
        const at = parseEntry(world.suite, 'space', twin).seq
        branch = [...world.evil.keptLog(space).slice(0, at), twin]
      },
      lies: [
        {
          lie: async () => {
            const told = world.evil.mutate(isOther)
            // Mallory's own word gives the lie away over there, too.
            expect(await other.sync()).toBe('E_FORK')
            return told
          },
          code: 'E_FORK',
        },
      ],
      sees: { phase: 'stopped', obstacle: 'refused' },
      afterwards: 'fork',
    })
  }

  function twinOf(world: World, { core }: Person, space: SpaceId, name: string): Uint8Array {
    const { replica, writer } = core.spaces.open(space)
    const { tree, epochKey } = replica
    const id = Buffer.from(world.suite.random(16)).toString('hex') as NodeId
    const operations = [{ kind: 'mkdir', id, parent: rootNodeId, name }] as const
    return encodeEntry(buildCommit(world.suite, writer.position, { tree, epochKey, operations }).entry)
  }

  async function stage(): Promise<{ readonly world: World; readonly mallory: Person; readonly space: SpaceId }> {
    const world = await World.create(startTestRelay)
    const [alice, bob, mallory] = [
      await world.onboard('alice'),
      await world.onboard('bob'),
      await world.onboard('mallory'),
    ]
    const space = await world.share(alice, [
      [bob, 'editor'],
      [mallory, 'editor'],
    ])
    return { world, mallory, space }
  }

  test('T16: what alice’s device says it has seen shows bob that he was shown another history: the space stops', async () => {
    const { world, mallory, space } = await stage()
    const [alice, bob] = world.people
    if (alice === undefined || bob === undefined) throw new RangeError('nobody here')
    await mustBeTold({ world, victim: bob, other: alice, space }, mallory)
    await world.close()
  })

  test('T53: two devices of alice are shown different histories, and the one hears it from the other', async () => {
    const { world, mallory, space } = await stage()
    const [laptop] = world.people
    if (laptop === undefined) throw new RangeError('nobody here')
    const desktop = await world.addDevice(laptop)
    await desktop.core.catchUp(soon())
    await desktop.core.spaces.accept(space, desktop.folder, soon())
    await world.mustSettle(desktop, laptop, mallory)
    await mustBeTold({ world, victim: laptop, other: desktop, space }, mallory)
    await world.close()
  })
})
