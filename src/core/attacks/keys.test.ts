// A member with rights hands out keys that open nothing; a relay keeps lockboxes back to make people complain. PROTOCOL §10, §19.1.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { encodeCanonical, type Cbor } from '../../shared/base/canonical.ts'
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { buildEntry, encodeEntry, parseEntry } from '../../shared/logs/entry.ts'
import { encodeLockboxes, parseLockboxes } from '../../shared/logs/lockbox-list.ts'
import { sealLink } from '../../shared/logs/space/epoch-keys.ts'
import { buildRotation, reduceSpace, type Built, type Position } from '../../shared/logs/space/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import type { ActiveMutation } from '../testing/evil-relay/evil-relay.ts'
import { rewriteLog, watchServed } from '../testing/evil-relay/mutations.ts'
import { soon, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let alice: Person
let mallory: Person
let carol: Person
let space: SpaceId
beforeAll(async () => {
  world = await World.create(startTestRelay)
  alice = await world.onboard('alice')
  mallory = await world.onboard('mallory')
  carol = await world.onboard('carol')
  space = await world.share(alice, [
    [mallory, 'manager'],
    [carol, 'viewer'],
  ])
})
afterAll(() => world.close())

const joined = (person: Person) => person.core.spaces.open(space)
const stateOf = (person: Person) => joined(person).replica.state
const typesFrom = (person: Person, seq: number) =>
  joined(person)
    .replica.entries(seq)
    .map(
      ({ header }) => `${header?.type ?? ''} by ${world.people.find(({ id }) => id === header?.authorId)?.name ?? ''}`,
    )

type Spoil = { readonly link: true } | { readonly lockboxOf: IdentityId }

/** A rotation as Mallory signs it: right for everybody who looks from outside, with one thing inside that opens nothing. */
function spoiltRotation(position: Position, spoil: Spoil): Built {
  const { suite } = world
  const { state, identities, author } = position
  const honest = buildRotation(suite, position, joined(mallory).replica.epochKey)
  const { header, body } = honest.entry
  if (header === null) throw new RangeError('rotation')
  const payload = [...(header.payload as unknown[])]
  if ('link' in spoil)
    payload[3] = sealLink(suite, space, honest.state.epoch, { newer: honest.epochKey, older: suite.random(32) })
  const lockboxes = parseLockboxes(body ?? new Uint8Array()).map((lockbox) => {
    const { context, contextBytes, enc, bytes } = lockbox
    if (!('lockboxOf' in spoil) || context.recipientId !== spoil.lockboxOf) return bytes
    const signed: Cbor[] = [contextBytes, enc, suite.random(lockbox.ciphertext.length)]
    return encodeCanonical([...signed, suite.sign(author.signSecretKey, 'lockbox', encodeCanonical(signed))])
  })
  const draft = { ...header, payload: payload as never, previous: { logId: state.id, ...state.head } }
  const entry = buildEntry(suite, 'space', { ...draft, body: encodeLockboxes(lockboxes) }, author)
  return { entry, state: reduceSpace(suite, state, entry, identities) }
}

/** Mallory changes the key, spoilt or not. */
const rotate = (spoil?: Spoil) =>
  joined(mallory).writer.append(
    (position) =>
      spoil === undefined
        ? buildRotation(world.suite, position, joined(mallory).replica.epochKey)
        : spoiltRotation(position, spoil),
    soon(),
  )

/** The lie of a member: a rotation that is spoilt, and which the victim is served. */
async function rotateSpoilt(victim: Person, spoil: Spoil): Promise<ActiveMutation> {
  await rotate(spoil)
  const newest = joined(mallory).replica.entries(stateOf(mallory).head.seq)[0]
  if (newest === undefined) throw new RangeError('no entry')
  return watchServed(world.spaceLog(space, victim), encodeEntry(newest))
}

test('T31: a link that leads nowhere: whoever comes later complains, and a writer who has both keys links them again', async () => {
  let newcomer = carol
  let granted = stateOf(mallory)
  await mustWithstand({
    world,
    get victim() {
      return newcomer
    },
    space,
    prepare: async (run) => {
      newcomer = await world.onboard(run === 'control' ? 'dave' : 'erin')
      await world.befriend(mallory, newcomer)
      if (run === 'control') await rotate()
    },
    /** Who is let in after the rotation has every older key by its link. */
    attempt: async (isLiedTo) => {
      if (!stateOf(mallory).grants.has(newcomer.id)) {
        await mallory.core.spaces.grant(space, { to: newcomer.id, rights: presets.viewer, notAfter: null }, soon())
        granted = stateOf(mallory)
        await newcomer.core.catchUp(soon())
        await newcomer.core.spaces.accept(space, newcomer.folder, soon())
      }
      if (!isLiedTo) await world.mustSettle(alice)
      return newcomer.sync()
    },
    shows: async () => {
      expect(await newcomer.read('first.txt')).toBe('first words of alice')
      expect(stateOf(newcomer).complaints).toEqual([])
    },
    lies: [{ code: 'E_TRANSPORT', lie: () => rotateSpoilt(newcomer, { link: true }) }],
    sees: async () => {
      const complaint = { by: newcomer.id, epoch: granted.epoch, about: 'link' }
      expect(stateOf(newcomer).complaints).toMatchObject([complaint])
      expect(await newcomer.read('first.txt')).toBeNull()
      // Once an epoch is enough.
      await newcomer.sync()
      expect(stateOf(newcomer).complaints).toHaveLength(1)
    },
  })
  const since = typesFrom(alice, granted.head.seq + 1)
  expect(since).toEqual(['accept by erin', 'complaint by erin', 'epoch.relink by alice'])
  expect(await newcomer.read('first.txt')).toBe('first words of alice')
  // A link that opens is not answered again.
  await world.mustSettle(alice)
  expect(stateOf(alice).epochs[granted.epoch - 1]?.links).toHaveLength(2)
})

test('T31: a lockbox with another key in it: carol complains, the key changes, and she reads on', async () => {
  let [before, complaints, next] = [0, 0, 0]
  await mustWithstand({
    world,
    victim: carol,
    space,
    prepare: async (run) => {
      await joined(mallory).replica.refresh(soon())
      ;[before, complaints] = [stateOf(mallory).head.seq, stateOf(mallory).complaints.length]
      if (run === 'control') await rotate()
    },
    attempt: async (isLiedTo) => {
      if (!isLiedTo) {
        await alice.write(`next-${++next}.txt`, `for carol as well ${next}`)
        await world.mustSettle(alice)
      }
      return carol.sync()
    },
    shows: async () => {
      expect(await carol.read('next-1.txt')).toBe('for carol as well 1')
      expect(stateOf(carol).complaints).toHaveLength(complaints)
    },
    lies: [
      {
        code: 'E_TRANSPORT',
        lie: async () => {
          const told = await rotateSpoilt(carol, { lockboxOf: carol.id })
          await mallory.write('behind.txt', 'not for carol')
          await world.mustSettle(mallory)
          return told
        },
      },
    ],
    sees: async () => {
      expect(await carol.read('behind.txt')).toBeNull()
      expect(joined(carol).replica.hasKey()).toBe(false)
      expect(stateOf(carol).complaints.at(-1)).toMatchObject({ by: carol.id, about: 'lockbox', counted: true })
    },
  })
  expect(typesFrom(alice, before + 1)).toEqual([
    'epoch.rotate by mallory',
    'commit by mallory',
    'complaint by carol',
    'epoch.rotate by alice',
    'commit by alice',
  ])
  expect(await carol.read('next-2.txt')).toBe('for carol as well 2')
  expect(await carol.read('behind.txt')).toBe('not for carol')
})

test('T31: a relay that keeps the lockboxes back makes nobody complain: carol waits, and goes on when they come', async () => {
  const complaints = stateOf(carol).complaints.length
  const withoutBodies = (bytes: Uint8Array) => encodeEntry({ ...parseEntry(world.suite, 'space', bytes), body: null })
  let [later, epoch] = [0, 0]
  await mustWithstand({
    world,
    victim: carol,
    space,
    prepare: async () => {
      await joined(alice).writer.append(
        (position) => buildRotation(world.suite, position, joined(alice).replica.epochKey),
        soon(),
      )
      await alice.write(`later-${++later}.txt`, `comes in the end ${later}`)
      await world.mustSettle(alice)
      ;({ epoch } = stateOf(alice))
    },
    lies: [
      {
        code: ['waiting', 'E_TRANSPORT'],
        lie: () => rewriteLog(world.spaceLog(space, carol), (entries) => entries.map(withoutBodies)),
      },
    ],
    sees: () => {
      expect(stateOf(carol)).toMatchObject({ epoch })
      expect(joined(carol).replica.hasKey()).toBe(false)
      expect(stateOf(carol).complaints).toHaveLength(complaints)
    },
  })
  expect(await carol.read(`later-${later}.txt`)).toBe(`comes in the end ${later}`)
})
