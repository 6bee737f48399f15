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
import { rewriteLog } from '../testing/evil-relay/mutations.ts'
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

/** A rotation as Mallory signs it: right for everybody who looks from outside, with one thing inside that opens nothing. */
function spoiltRotation(
  position: Position,
  spoil: { readonly link: true } | { readonly lockboxOf: IdentityId },
): Built {
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

test('T31: a link that leads nowhere: whoever comes later complains, and a writer who has both keys links them again', async () => {
  const dave = await world.onboard('dave')
  await joined(mallory).writer.append((position) => spoiltRotation(position, { link: true }), soon())
  await world.befriend(mallory, dave)
  await mallory.core.spaces.grant(space, { to: dave.id, rights: presets.viewer, notAfter: null }, soon())
  const { epoch, head } = stateOf(mallory)
  await dave.core.catchUp(soon())
  await dave.core.spaces.accept(space, dave.folder, soon())
  expect(await dave.sync()).not.toBe('settled')
  expect(stateOf(dave).complaints).toMatchObject([{ by: dave.id, epoch, about: 'link' }])
  expect(await dave.read('first.txt')).toBeNull()
  // Once an epoch is enough.
  await dave.sync()
  expect(stateOf(dave).complaints).toHaveLength(1)

  await world.mustSettle(alice)
  await world.mustSettle(dave)
  expect(typesFrom(alice, head.seq + 1)).toEqual(['accept by dave', 'complaint by dave', 'epoch.relink by alice'])
  expect(await dave.read('first.txt')).toBe('first words of alice')
  // A link that opens is not answered again.
  await world.mustSettle(alice)
  expect(stateOf(alice).epochs[epoch - 1]?.links).toHaveLength(2)
})

test('T31: a lockbox with another key in it: carol complains, the key changes, and she reads on', async () => {
  const before = stateOf(alice).head.seq
  await joined(mallory).replica.refresh(soon())
  await joined(mallory).writer.append((position) => spoiltRotation(position, { lockboxOf: carol.id }), soon())
  await carol.sync()
  expect(stateOf(carol).complaints.at(-1)).toMatchObject({ by: carol.id, about: 'lockbox', counted: true })
  await alice.write('next.txt', 'for carol as well')
  await world.mustSettle(alice)
  await world.mustSettle(carol)
  expect(typesFrom(alice, before + 1)).toEqual([
    'epoch.rotate by mallory',
    'complaint by carol',
    'epoch.rotate by alice',
    'commit by alice',
  ])
  expect(await carol.read('next.txt')).toBe('for carol as well')
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
