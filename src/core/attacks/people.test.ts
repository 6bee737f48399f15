// The relay lies about who people are: other keys, other devices, older keys, another person under a known address. PROTOCOL §5, §7, §8.
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { encodeCanonical, type Cbor } from '../../shared/base/canonical.ts'
import { sealMessage } from '../../shared/contact/index.ts'
import { presets } from '../../shared/domain/rights.ts'
import { buildEntry, encodeEntry, type Author, type Entry } from '../../shared/logs/entry.ts'
import {
  addDevice,
  createDeviceSecrets,
  requestJoin,
  revokeDevice,
  rotateIdentityKey,
  type DeviceSecrets,
  type Extended,
} from '../../shared/logs/identity/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { addToInbox, appendToLog, cutLog, serveLog } from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { stage } from '../testing/evil-relay/world.ts'

const { world, alice, bob, space } = await stage(startTestRelay, { bob: 'editor' })
const mallory = await world.onboard('mallory')
afterAll(() => world.close())

const nothing = (): Promise<void> => Promise.resolve()

/** Alice gives bob his rights once more: for that she asks for his newest log. */
const aliceGrantsBob = (): Promise<string> =>
  verdictOf(alice.core.spaces.grant(space, { to: bob.id, rights: presets.editor, notAfter: null }, soon()))

/** What the own device of a person appends to their identity log, at the relay and here. */
async function extend(person: Person, { entries }: Extended): Promise<void> {
  for (const entry of entries) await person.core.homeRelay.append(person.id, encodeEntry(entry), { signal: soon() })
  person.core.known.accept(person.id, entries)
}

const step = ({ core: { me } }: Person, author: Author = me.device) => ({ log: me.log, author, time: world.now() })

function join(person: Person, device: DeviceSecrets, mayProvision: boolean): Extended {
  const { me } = person.core
  const request = requestJoin(world.suite, device)
  const { generation } = me.log.state
  return addDevice(world.suite, step(person), { request, name: 'other', mayProvision, seed: me.seed(), generation })
}

describe('T01: another identity in the place of the one asked for', () => {
  test('T01: carol’s card leads to mallory’s valid log: nobody is added, nothing can be clicked through', async () => {
    let carol = mallory
    const malloryLog = () => mallory.core.me.log.entries.map(encodeEntry)
    await mustWithstand({
      world,
      victim: alice,
      space: null,
      prepare: async (run) => {
        carol = await world.onboard(`carol-${run}`)
      },
      attempt: async () => verdictOf(alice.core.contacts.add(await carol.core.contacts.ownCard(soon()), soon())),
      honest: 'done',
      lies: [{ lie: () => serveLog(world.identityLog(carol.id, alice), malloryLog()), code: 'E_ID' }],
      sees: () => {
        expect(alice.core.contacts.get(carol.id)).toBeNull()
        expect(alice.core.contacts.get(mallory.id)).toBeNull()
        expect(alice.core.known.get(carol.id)).toBeNull()
        return nothing()
      },
    })
    expect(alice.core.contacts.get(carol.id)?.state).toBe('requested')
  })
})

describe('T03, T04: devices that bob never added', () => {
  const other = (): DeviceSecrets => createDeviceSecrets(world.suite, bob.id)
  const resign = ({ header, body }: Entry, author: Author): Entry => {
    if (header === null) throw new RangeError('genesis')
    const previous = { logId: header.logId, ...bob.core.me.head }
    return buildEntry(world.suite, 'identity', { ...header, previous, body }, author)
  }
  const only = ({ entries: [entry] }: Extended): Entry => {
    if (entry === undefined) throw new RangeError('no entry')
    return entry
  }

  test('T03: unsigned, self-signed, signed by a revoked device or by one that may not add any: the pinned head is kept', async () => {
    const revoked = other()
    const weak = other()
    await extend(bob, join(bob, revoked, true))
    await extend(bob, join(bob, weak, false))
    const { me } = bob.core
    await extend(bob, revokeDevice(world.suite, step(bob), { deviceId: revoked.deviceId, seed: me.seed() }))
    const injected = other()
    const genuine = only(join(bob, injected, true))
    const forgeries: readonly (readonly [string, Entry, string])[] = [
      ['unsigned', { ...genuine, signatures: [new Uint8Array(64)] }, 'E_SIG'],
      ['self-signed', resign(genuine, injected), 'E_ROLE'],
      ['by a revoked device', resign(genuine, revoked), 'E_ROLE'],
      ['by a device without provision', resign(genuine, weak), 'E_ROLE'],
      ['by mallory', resign(genuine, { ...mallory.core.me.device, identityId: bob.id }), 'E_ROLE'],
    ]
    for (const [, forged, code] of forgeries) await injectedIsRefused(encodeEntry(forged), code)
    await injectedIsRefused(encodeCanonical([genuine.headerBytes, [], genuine.body]), 'E_CANON')
  })

  test('T04: a device of somebody else, without its own consent', async () => {
    const stranger = mallory.core.me.device
    const { signature } = requestJoin(world.suite, other())
    const request = { ...requestJoin(world.suite, stranger), signature }
    const { me } = bob.core
    const { generation } = me.log.state
    const wish = { request, name: 'other', mayProvision: true, seed: me.seed(), generation }
    expect(() => addDevice(world.suite, step(bob), wish)).toThrow('E_SIG')
    const honest = only(join(bob, other(), true))
    const payload = honest.header?.payload
    if (!Array.isArray(payload) || honest.header === null) throw new RangeError('payload')
    const claimed = buildEntry(
      world.suite,
      'identity',
      {
        ...honest.header,
        previous: { logId: bob.id, ...me.head },
        payload: [...(payload as Cbor[]).slice(0, 4), signature],
        body: honest.body,
      },
      me.device,
    )
    await injectedIsRefused(encodeEntry(claimed), 'E_SIG')
  })

  async function injectedIsRefused(forged: Uint8Array, code: string): Promise<void> {
    await mustWithstand({
      world,
      victim: alice,
      space,
      prepare: nothing,
      attempt: aliceGrantsBob,
      honest: 'done',
      lies: [{ lie: () => appendToLog(world.identityLog(bob.id, alice), forged), code }],
      sees: () => {
        expect(alice.core.known.get(bob.id)?.head).toEqual(bob.core.me.head)
        return nothing()
      },
    })
  }
})

test('T02: mallory under bob’s address is a red conflict: never merged, and keys go to neither until a person decides', async () => {
  const impostor = await world.onboard('bob', { email: 'BOB@example.org' })
  const { me } = impostor.core
  const cardBytes = await impostor.core.contacts.ownCard(soon())
  const request = () =>
    sealMessage(
      world.suite,
      { device: me.device, head: me.head },
      {
        recipient: alice.core.me.log.state,
        content: { kind: 'contact.request', cardBytes, note: 'my new phone', proof: null },
        notAfter: world.now() + 3_600_000,
      },
    ).messageBytes
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: nothing,
    attempt: async () => {
      await alice.core.catchUp(soon())
      return aliceGrantsBob()
    },
    honest: 'done',
    lies: [{ lie: () => addToInbox(request()), code: 'E_CONSENT' }],
    sees: () => {
      expect(alice.core.contacts.get(bob.id)).toMatchObject({ level: 'conflict', state: 'accepted' })
      expect(alice.core.contacts.get(impostor.id)).toMatchObject({ level: 'conflict', state: 'asking' })
    },
    afterwards: 'fork',
  })
  expect(await verdictOf(alice.core.contacts.accept(impostor.id, soon()))).toBe('E_CONSENT')
  // Alice asks bob by telephone: it was not him.
  await alice.core.contacts.decline(impostor.id, soon())
  expect(alice.core.contacts.get(impostor.id)).toBeNull()
  expect(await aliceGrantsBob()).toBe('done')
})

test('T07: an identity key that was replaced is never sealed to again', async () => {
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: async () => {
      await extend(bob, rotateIdentityKey(world.suite, step(bob), bob.core.me.seed()))
      await world.mustSettle(alice)
    },
    attempt: aliceGrantsBob,
    honest: 'done',
    lies: [{ lie: () => cutLog(world.identityLog(bob.id, alice), bob.core.me.head.seq), code: 'E_ROLLBACK' }],
    sees: async () => {
      expect(alice.core.known.get(bob.id)?.head).toEqual(bob.core.me.head)
      // Alice goes on writing, to the newest key she knows.
      await alice.write('to-the-new-key.txt', 'for bob’s new key')
      await world.mustSettle(alice)
      const { epochRecipients } = alice.core.spaces.open(space).replica.state
      expect(epochRecipients.find(({ id }) => id === bob.id)?.generation).toBe(bob.core.me.log.state.generation)
    },
  })
})
