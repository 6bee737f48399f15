// Members who do what their rights do not say, with a relay that lets them: the client is the judge. And sealed parts of a grant put
// into another. T27, T33 as properties over whole cores. PROTOCOL §4, §10, §19.10.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../../shared/base/canonical.ts'
import { closeRights, mayDo, presets, type Rights } from '../../shared/domain/rights.ts'
import { buildEntry, encodeEntry, type Entry } from '../../shared/logs/entry.ts'
import { buildCommit, buildGrantSet, buildRotation } from '../../shared/logs/space/index.ts'
import { everyEntry } from '../../shared/logs/space/testing/every-entry.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { refusals, stopped } from '../testing/evil-relay/conspiracy.ts'
import { appendToLog, watchServed } from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { stage } from '../testing/evil-relay/world.ts'

const rights = { bob: 'editor', carol: 'viewer', mallory: 'viewer' } as const
const { world, alice, bob, carol, mallory, space } = await stage(startTestRelay, rights)
let edits = 0
afterAll(() => world.close())

const joined = (person: Person) => person.core.spaces.open(space)

async function aliceEdits(): Promise<void> {
  edits++
  await alice.write(`edit-${edits}.txt`, `edit ${edits}`)
  await world.mustSettle(alice, mallory)
  await bob.write(`draft-${edits}.txt`, `draft ${edits}`)
}

/** Bob is shown each of these behind the genuine entries, and takes none. */
const bobRefuses = (lies: readonly (() => Uint8Array)[], code: string | readonly string[]): Promise<void> =>
  mustWithstand({
    world,
    victim: bob,
    space,
    prepare: aliceEdits,
    lies: lies.map((entry) => ({ code, lie: () => appendToLog(world.spaceLog(space, bob), entry()) })),
    sees: stopped,
  })

describe('T33 ∀ rights, ∀ types of entries', () => {
  /** An entry of that type as mallory signs it behind the newest one. */
  function byMallory(name: string): Uint8Array {
    const { replica, writer } = joined(mallory)
    const { state, author, time } = writer.position
    const wish = everyEntry[name]?.wish({ state, entries: [...replica.entries()] }, { log: carol.core.me.log })
    if (wish === undefined) throw new RangeError(name)
    const draft = {
      ...{ type: name.split(' ')[0] ?? '', payload: wish.payload, body: wish.body ?? null },
      ...{ authorHead: mallory.core.me.head, seen: [], time: Math.max(state.time, time), extensions: null },
      previous: { logId: state.id, ...state.head },
    }
    return encodeEntry(buildEntry(world.suite, 'space', draft, author))
  }
  const beyond = (rights: Rights) =>
    Object.entries(everyEntry)
      .filter(([, { needs }]) => needs === 'owner' || !needs.some((right) => mayDo(rights, right)))
      .map(([name]) => name)
  const sets: readonly Rights[] = [...new Set(Array.from({ length: 16 }, (_, bits) => closeRights(bits)))]

  test(
    'T33 ∀ what mallory may not append by her rights, bob’s client refuses behind a relay that took it: E_ROLE',
    () =>
      fc.assert(
        fc.asyncProperty(fc.constantFrom(...sets.filter((rights) => rights !== 0)), async (rights) => {
          await alice.core.spaces.grant(space, { to: mallory.id, rights, notAfter: null }, soon())
          await world.mustSettle(alice, bob)
          await mallory.sync()
          const names = beyond(rights)
          expect(names.length).toBeGreaterThan(2)
          await bobRefuses(
            names.map((name) => () => byMallory(name)),
            'E_ROLE',
          )
        }),
        { numRuns: 5, endOnFailure: true },
      ),
    120_000,
  )

  test('T33 a deletion inside the commit of somebody who may only write: the relay cannot see it, bob’s client takes none of it', async () => {
    await alice.core.spaces.grant(space, { to: mallory.id, rights: presets.contributor, notAfter: null }, soon())
    await world.mustSettle(alice, bob)
    const voids = joined(bob).replica.voids
    /** As a client builds it that thinks mallory may do anything. */
    const removal = (): Entry => {
      const { replica, writer } = joined(mallory)
      const { tree, epochKey, state } = replica
      const all = { allow: presets.manager, deny: 0 as Rights, notAfter: null }
      const position = { ...writer.position, state: { ...state, grants: new Map(state.grants).set(mallory.id, all) } }
      const operations = [...tree.nodes.values()].map(({ id }) => ({ kind: 'remove' as const, id }))
      return buildCommit(world.suite, position, { tree, epochKey, operations }).entry
    }
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      lies: [
        {
          code: 'settled',
          lie: async () => {
            const entry = encodeEntry(removal())
            await mallory.core.homeRelay.append(space, entry, { signal: soon() })
            return watchServed(world.spaceLog(space, bob), entry)
          },
        },
      ],
      sees: async () => {
        expect(joined(bob).replica.voids).toBe(voids + 1)
        expect([...joined(bob).replica.tree.nodes.values()].filter(({ trashed }) => trashed)).toEqual([])
        expect(await bob.read('first.txt')).toBe('first words of alice')
      },
    })
    await world.mustSettle(alice)
    expect(await alice.read('first.txt')).toBe('first words of alice')
  })
})

describe('T27 ∀ fields of a sealed grant', () => {
  let dave: Person
  beforeAll(async () => {
    dave = await world.onboard('dave')
    await alice.core.known.refresh(dave.id, alice.core.homeRelay, soon())
    await bob.core.known.refresh(dave.id, bob.core.homeRelay, soon())
  })

  const decoded = (bytes: Uint8Array): readonly Cbor[] => decodeCanonical(bytes, 65_536) as Cbor[]
  const make = (rights: Rights): Entry => {
    const { writer, replica } = joined(alice)
    return buildGrantSet(world.suite, writer.position, { id: dave.id, allow: rights, epochKey: replica.epochKey }).entry
  }
  const rotation = (): Entry =>
    buildRotation(world.suite, joined(alice).writer.position, joined(alice).replica.epochKey).entry
  const lockboxOf = ({ body }: Entry): readonly Cbor[] => decoded(decoded(body ?? new Uint8Array(0))[0] as Uint8Array)
  const bodyOf = (lockbox: readonly Cbor[]): Uint8Array => encodeCanonical([encodeCanonical([...lockbox])])
  /** What stands in the place of `value`: what another sealed key has there, or, where both say the same, something else of its kind. */
  const foreign = (value: Cbor, other: Cbor): Cbor => {
    if (!isSame(value, other)) return other
    if (value instanceof Uint8Array) return value.map((byte) => byte ^ 1)
    return typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}x` : 1
  }
  const isSame = (a: Cbor, b: Cbor): boolean =>
    Buffer.from(encodeCanonical([a])).equals(Buffer.from(encodeCanonical([b])))

  /** Of a grant to dave: each field of the sealed key's context, its three other parts, each field of the entry, the signature. */
  const transplants = (grant: Entry, other: Entry): readonly Entry[] => {
    const [box, otherBox] = [lockboxOf(grant), lockboxOf(other)]
    const [context, otherContext] = [decoded(box[0] as Uint8Array), decoded(otherBox[0] as Uint8Array)]
    const at = (fields: readonly Cbor[], others: readonly Cbor[], i: number): Cbor[] =>
      fields.with(i, foreign(fields[i] ?? null, others[i] ?? null))
    const contexts = context.map((_, i) => box.with(0, encodeCanonical(at(context, otherContext, i))))
    const boxes = box.slice(1).map((_, i) => at(box, otherBox, i + 1))
    const [header, otherHeader] = [decoded(grant.headerBytes), decoded(other.headerBytes)]
    const payload = header[10] as Cbor[]
    const payloads = payload.map((_, i) => header.with(10, at(payload, otherHeader[10] as Cbor[], i)))
    const headers = [...header.flatMap((_, i) => (i === 10 ? [] : [at(header, otherHeader, i)])), ...payloads]
    return [
      ...[...contexts, ...boxes].map((one) => ({ ...grant, body: bodyOf(one) })),
      ...headers.map((fields) => ({ ...grant, headerBytes: encodeCanonical([...fields]) })),
      { ...grant, signatures: other.signatures },
    ]
  }

  /** Mallory, who may not grant, signs what is altered, so that header and body belong together. */
  const signedByMallory = (entry: Entry): Uint8Array => {
    const { header, body } = entry
    if (header === null) throw new RangeError('genesis')
    const previous = { logId: header.logId, ...joined(alice).replica.state.head }
    const draft = { ...header, previous, body, authorHead: mallory.core.me.head }
    return encodeEntry(buildEntry(world.suite, 'space', draft, mallory.core.me.device))
  }

  test('T27 ∀ fields, changed or taken from another grant or from a rotation: bob takes none of them, as it is or signed by another', async () => {
    await alice.core.spaces.grant(space, { to: mallory.id, rights: presets.editor, notAfter: null }, soon())
    await world.mustSettle(alice, bob, mallory)
    for (const other of [() => make(presets.editor), rotation]) {
      const count = transplants(make(presets.viewer), other()).length
      expect(count).toBeGreaterThan(25)
      const one = (i: number): Entry => transplants(make(presets.viewer), other())[i] ?? make(presets.viewer)
      await bobRefuses(
        Array.from({ length: count }, (_, i) => () => encodeEntry(one(i))),
        refusals,
      )
      const inBody = 15
      await bobRefuses(
        Array.from({ length: inBody }, (_, i) => () => signedByMallory(one(i))),
        'E_ROLE',
      )
    }
    expect(joined(bob).replica.state.grants.has(dave.id)).toBe(false)
  }, 120_000)

  test('T27 ∀ fields of the sealed key in a grant that a manager makes and signs: the context itself is judged, the grant is not taken', async () => {
    await alice.core.spaces.grant(space, { to: mallory.id, rights: presets.manager, notAfter: null }, soon())
    await world.mustSettle(alice, bob, mallory)
    await mallory.core.known.refresh(dave.id, mallory.core.homeRelay, soon())
    const { device } = mallory.core.me
    /** Mallory's own grant, whose context differs in one field; every signature is hers and right. */
    const transplanted = (field: number): Uint8Array => {
      const { writer, replica } = joined(mallory)
      const wish = { id: dave.id, allow: presets.viewer, epochKey: replica.epochKey }
      const grant = buildGrantSet(world.suite, writer.position, wish).entry
      const [context, ...sealed] = lockboxOf(grant).slice(0, 3)
      const fields = decoded(context as Uint8Array)
      const other = decoded(lockboxOf(rotation())[0] as Uint8Array)
      const altered = field < 0 ? fields : fields.with(field, foreign(fields[field] ?? null, other[field] ?? null))
      const parts = [encodeCanonical([...altered]), ...sealed]
      const signature = world.suite.sign(device.signSecretKey, 'lockbox', encodeCanonical(parts))
      const body = field < 0 ? grant.body : bodyOf([...parts, signature])
      const draft = { ...grant.header, previous: { logId: space, ...replica.state.head }, body } as Parameters<
        typeof buildEntry
      >[2]
      return encodeEntry(buildEntry(world.suite, 'space', draft, device))
    }
    const append = (entry: Uint8Array) => verdictOf(mallory.core.homeRelay.append(space, entry, { signal: soon() }))
    let sent: Uint8Array = new Uint8Array()
    await mustWithstand({
      world,
      victim: bob,
      space,
      prepare: aliceEdits,
      attempt: (isLiedTo) => (isLiedTo ? append(sent) : bob.sync()),
      lies: Array.from({ length: 13 }, (_, field) => ({
        code: ['E_INTEGRITY', 'E_CANON', 'E_UNKNOWN_VERSION'],
        lie: () => {
          sent = transplanted(field)
          return world.evil.watch(({ received, status }) => received.equals(sent) && status >= 400)
        },
      })),
      sees: () => expect(joined(bob).replica.state.grants.has(dave.id)).toBe(false),
    })
    await world.mustSettle(mallory)
    // Positive control: with the context as it was, the same grant is taken.
    expect(await append(transplanted(-1))).toBe('done')
    await world.mustSettle(bob)
    expect(joined(bob).replica.state.grants.has(dave.id)).toBe(true)
  }, 60_000)
})
