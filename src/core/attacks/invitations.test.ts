// Invitation links, requests and what answers them, with a relay that lets too much through, swaps, or passes off one message as
// another. T21, T31. PROTOCOL §10.
import { afterAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { fromHex } from '../../shared/base/encoding.ts'
import { invitationProof, parseInvitationLink, parseMessage } from '../../shared/contact/index.ts'
import type { HashLabel } from '../../shared/crypto/labels.ts'
import { Suite, type Part } from '../../shared/crypto/suite.ts'
import type { IdentityId, MessageId, RelayId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../shared/logs/identity/index.ts'
import { inboxItem, maxInboxItemLength } from '../../shared/protocol/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import { itemsOf, type Mutation } from '../testing/evil-relay/evil-relay.ts'
import { addToInbox, answerWith, cutLog, isInbox, serveLog, withhold } from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

const world = await World.create(startTestRelay)
const alice = await world.onboard('alice')
const bob = await world.onboard('bob')
const mallory = await world.onboard('mallory')
await world.befriend(alice, bob)
afterAll(() => world.close())

const hour = 3_600_000
const invite = async (): Promise<string> =>
  (await alice.core.contacts.links.create({ note: '', expiresAt: alice.core.now() + hour }, soon())).link

/** What this person is to alice after she looked. */
const isTo = async (person: Person, of = alice): Promise<string> => {
  const outcome = await of.sync()
  return outcome === 'settled' ? (of.core.contacts.get(person.id)?.state ?? 'nobody') : outcome
}

/** Mallory has read the link, too, and the relay lets her in by it. */
async function answersAsWell(link: string): Promise<Mutation> {
  const { secret, inviterId } = parseInvitationLink(link)
  const proof = invitationProof(world.suite, { secret, inviterId, inviteeId: mallory.id })
  const cardBytes = await mallory.core.contacts.ownCard(soon())
  return addToInbox(mallory.sealed(alice, { kind: 'contact.request', cardBytes, note: '', proof }))
}

test('T21: a link that somebody followed, or that was withdrawn, lets nobody else in, although the relay does', async () => {
  let link = ''
  let guest = mallory
  const usedBy = async (name: string, email: string): Promise<Person> => {
    const person = await world.onboard(name, { email })
    await person.core.contacts.addByLink(link, soon())
    return person
  }
  await mustWithstand({
    world,
    victim: alice,
    space: null,
    prepare: async (run) => {
      link = await invite()
      guest = run === 'control' ? await usedBy('carol', 'carol@example.org') : mallory
    },
    attempt: () => isTo(guest),
    honest: 'accepted',
    lies: [
      {
        code: 'nobody',
        lie: async () => {
          await usedBy('dave', 'dave@example.org')
          await alice.sync()
          return answersAsWell(link)
        },
      },
      {
        code: 'nobody',
        lie: async () => {
          link = await invite()
          // Whoever followed it claims bob's address: that waits for a person, the link for nobody.
          const other = await usedBy('bob', 'bob@example.org')
          expect(await isTo(other)).toBe('asking')
          return answersAsWell(link)
        },
      },
      {
        code: 'nobody',
        lie: async () => {
          link = await invite()
          await alice.core.contacts.links.withdraw(parseInvitationLink(link).token, soon())
          return answersAsWell(link)
        },
      },
    ],
    sees: () => expect(alice.core.contacts.links.list()).toEqual([]),
    afterwards: 'fork',
  })
})

test('T21: after the maker of a link got a new key, no earlier or other log passes for theirs', async () => {
  let link = ''
  let follower = bob
  await mustWithstand({
    world,
    get victim() {
      return follower
    },
    space: null,
    prepare: async (run) => {
      follower = await world.onboard(`erin-${run}`)
      const { me, known, homeRelay } = alice.core
      const step = { log: me.log, author: me.device, time: world.now() }
      const { entries } = rotateIdentityKey(world.suite, step, me.seed())
      for (const entry of entries) await homeRelay.append(me.id, encodeEntry(entry), { signal: soon() })
      known.accept(me.id, entries)
      link = await invite()
    },
    attempt: () => verdictOf(follower.core.contacts.addByLink(link, soon())),
    honest: 'done',
    lies: [
      { lie: () => cutLog(world.identityLog(alice.id, follower), alice.core.me.head.seq), code: 'E_ROLLBACK' },
      {
        lie: () => serveLog(world.identityLog(alice.id, follower), mallory.core.me.log.entries.map(encodeEntry)),
        code: 'E_ID',
      },
    ],
    sees: () => expect(follower.core.contacts.list()).toEqual([]),
  })
})

test('T31: mallory’s yes in the place of alice’s makes her nobody’s contact', async () => {
  let follower = bob
  await mustWithstand({
    world,
    get victim() {
      return follower
    },
    space: null,
    prepare: async (run) => {
      follower = await world.onboard(`frank-${run}`)
      await follower.core.contacts.addByLink(await invite(), soon())
      await alice.sync()
    },
    attempt: () => isTo(alice, follower),
    honest: 'accepted',
    lies: [
      {
        code: 'requested',
        lie: async () => {
          const cardBytes = await mallory.core.contacts.ownCard(soon())
          const yes = mallory.sealed(follower, { kind: 'contact.accept', cardBytes, token: new Uint8Array(16).fill(7) })
          return inPlaceOf(alice.id, yes)
        },
      },
    ],
    sees: () => expect(follower.core.contacts.get(mallory.id)).toBeNull(),
  })
})

test('T21: mallory, who is in a space but not its owner, invites bob to it where nobody answers: the real invitation takes the place, and never the other way round', async () => {
  const frank = await world.onboard('frank')
  const owner = await world.onboard('erin')
  const space = await world.share(owner, [
    [mallory, 'manager'],
    [alice, 'manager'],
  ])
  await world.befriend(mallory, frank)
  await world.befriend(alice, frank)
  await world.befriend(owner, frank)
  const [genesis] = mallory.core.spaces.open(space).replica.entries()
  if (genesis === undefined) throw new RangeError('no genesis')
  const nowhere = async (by: Person) => {
    const { head } = by.core.spaces.open(space).replica.state
    const ownerHead = { identityId: owner.id, ...owner.core.me.head }
    const home = { relayId: 'ab'.repeat(32) as RelayId, address: 'http://127.0.0.1:9' }
    const content = { kind: 'space.invite', home, tlsPin: null, genesisEntry: encodeEntry(genesis), head } as const
    const contact = by.core.contacts.mustReceiveKeys(frank.id)
    await by.core.contacts.send(contact, { ...content, owner: ownerHead, name: 'Files' }, soon())
    await frank.core.catchUp(soon())
  }
  const lie = () => nowhere(mallory)
  const invite = async (by: Person) => {
    await by.core.spaces.grant(space, { to: frank.id, rights: 7, notAfter: null, evenIfSilent: true }, soon())
    await frank.core.catchUp(soon())
  }
  const invitedBy = () => frank.core.spaces.mustKnow(space).invitedBy
  await lie()
  expect(invitedBy()).toBe(mallory.id)
  expect(await verdictOf(frank.core.spaces.accept(space, frank.folder, soon()))).toBe('E_TRANSPORT')
  await invite(alice)
  expect(invitedBy()).toBe(alice.id)
  await lie()
  expect(invitedBy()).toBe(alice.id)
  // The space is out of reach for a moment: that makes mallory's word no better.
  const away = world.evil.mutate(withhold(({ who, path }) => who === frank.id && path.includes(space)))
  await lie()
  expect(away.count).toBeGreaterThan(0)
  away.end()
  expect(invitedBy()).toBe(alice.id)
  // What leads to the space stays, also where its owner's word leads nowhere: she may have moved, or somebody has her computer.
  await nowhere(owner)
  expect(invitedBy()).toBe(alice.id)
  expect(await verdictOf(frank.core.spaces.accept(space, frank.folder, soon()))).toBe('done')
  await lie()
  expect(frank.core.spaces.mustKnow(space)).toMatchObject({ state: 'joined', invitedBy: alice.id })
}, 90_000)

test('a message that mallory sends under the id of somebody else’s keeps nothing from being read', async () => {
  let asking = bob
  await mustWithstand({
    world,
    victim: alice,
    space: null,
    prepare: async (run) => {
      asking = await world.onboard(`asking-${run}`)
      await asking.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
    },
    attempt: () => isTo(asking),
    honest: 'asking',
    lies: [
      {
        code: 'nobody',
        lie: () => {
          const id = asking.core.contacts.get(alice.id)?.requestId
          if (id == null) throw new RangeError('no request')
          const content = { kind: 'contact.withdraw', requestId: id } as const
          const twin = mallory.sealed(alice, content, new SuiteWithId(id))
          expect(parseMessage(twin).context.id).toBe(id)
          return inPlaceOf(asking.id, twin)
        },
      },
    ],
    sees: () => expect(alice.core.contacts.get(asking.id)).toBeNull(),
  })
})

/** The relay holds back what one sender wrote, and shows something else in its place. */
const inPlaceOf = (sender: IdentityId, message: Uint8Array): Mutation =>
  answerWith(
    (one) => isInbox(one) && messagesIn(one.answer).some((item) => item.senderId === sender),
    ({ answer }) => ({
      answer: Buffer.concat([
        ...messagesIn(answer).flatMap(({ bytes, senderId }) => (senderId === sender ? [] : bytes)),
        inboxItem.encode([world.suite.random(16), Date.now(), message]),
      ]),
    }),
  )

const messagesIn = (answer: Uint8Array) =>
  itemsOf(answer).map((bytes) => {
    const [, , message] = inboxItem.decode(bytes, maxInboxItemLength)
    return { bytes, senderId: parseMessage(message).context.senderId }
  })

/** Gives every message this id: who signs a message chooses it. */
class SuiteWithId extends Suite {
  readonly #id: MessageId

  constructor(id: MessageId) {
    super(world.suite.backend)
    this.#id = id
  }

  override hash(label: HashLabel, ...parts: readonly Part[]): Uint8Array {
    return label === 'message/id' ? fromHex(this.#id.padEnd(64, '0')) : super.hash(label, ...parts)
  }
}
