// Keys and words: malformed keys of a member, a person in between, words of another account.
// T08, T11, T12. PROTOCOL §2, §5, §7.
import { afterAll, describe, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import type { Cbor } from '../../shared/base/canonical.ts'
import { fromHex } from '../../shared/base/encoding.ts'
import { compareSafetyCode, parseSafetyCode, safetyCodeText } from '../../shared/contact/index.ts'
import {
  createRecoveryPhrase,
  parseRecoveryPhrase,
  recoveryPhraseProblem,
  wordsOf,
} from '../../shared/crypto/recovery-phrase.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { mustWithstand, type Told } from '../testing/evil-relay/attack.ts'
import { Conspiracy, fieldsOf } from '../testing/evil-relay/conspiracy.ts'
import type { ActiveMutation } from '../testing/evil-relay/evil-relay.ts'
import { cutLog, isLogOf, serveLog } from '../testing/evil-relay/mutations.ts'
import { soon, verdictOf, type Person } from '../testing/evil-relay/person.ts'
import { encodeEntry, parseEntry } from '../../shared/logs/entry.ts'

const scene = await Conspiracy.create(startTestRelay)
const { world, alice, bob, mallory, space } = scene
const carol = await world.onboard('carol')
afterAll(() => world.close())

describe('T08: a member’s new identity key to which nothing can be sealed', () => {
  const point = (hex: string) => (key: Uint8Array) => (key.set(fromHex(hex), 1184), key)
  const coefficient = (at: number) => (key: Uint8Array) => (key.set([0xff, 0xff, 0xff], Math.floor(at / 2) * 3), key)
  const malformed: readonly ((key: Uint8Array) => Uint8Array)[] = [
    (key) => key.fill(0),
    (key) => key.fill(0xff),
    ...[0, 401, 767].map(coefficient),
    point('00'.repeat(32)),
    point(`01${'00'.repeat(31)}`),
    point('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'),
    point('5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157'),
    point(`ec${'ff'.repeat(30)}7f`),
    point(`ed${'ff'.repeat(30)}7f`),
    point(`ee${'ff'.repeat(30)}7f`),
  ]
  const rotation = (change: (key: Uint8Array) => Uint8Array) => (): Uint8Array => {
    const entry = scene.malloryRotation()
    const fields = fieldsOf(entry)
    const payload = fields[10] as Cbor[]
    return scene.signed('identity', fields.with(10, payload.with(1, change((payload[1] as Uint8Array).slice()))), entry)
  }

  test('T08: zeros, 0xFF, coefficients not reduced, points of low order: the log stops before it', () =>
    scene.aliceRefuses([
      ...malformed.map((change) => ({ code: 'E_ID', entry: rotation(change) })),
      ...[0, 1215, 1217].map((length) => ({ code: 'E_CANON', entry: rotation(() => new Uint8Array(length)) })),
    ]))

  test('T08: the relay takes none either, so that nobody keeps a space from changing its key', () => {
    const untouched = (key: Uint8Array): Uint8Array => key
    let sent: Uint8Array = new Uint8Array()
    return mustWithstand({
      world,
      victim: bob,
      space,
      prepare: scene.aliceEdits,
      /** Mallory changes her key; the others go on. */
      attempt: async (isLiedTo) => {
        if (!isLiedTo) sent = rotation(untouched)()
        const verdict = await verdictOf(mallory.core.homeRelay.append(mallory.id, sent, { signal: soon() }))
        if (!isLiedTo) await world.mustSettle(mallory, bob)
        return verdict
      },
      honest: 'done',
      shows: () => expect(mallory.core.me.head.hash).toBe(parseEntry(world.suite, 'identity', sent).hash),
      lies: malformed.map((change) => ({
        code: 'E_ID',
        lie: () => {
          sent = rotation(change)()
          return world.evil.watch(({ received, status }) => received.equals(sent) && status >= 400)
        },
      })),
      sees: async () => {
        expect(mallory.core.me.head.seq + 1).toBe(parseEntry(world.suite, 'identity', sent).seq)
        expect(await bob.sees(space)).toMatchObject({ obstacle: null })
      },
    })
  })
})

test('T11: somebody in between, as bob to alice and as alice to bob: the numbers differ, no part of them counts, no code matches', async () => {
  const asBob = await world.onboard('bob', { email: 'in.between@example.org' })
  const asAlice = await world.onboard('alice', { email: 'in.between@example.org' })
  /** What each takes the other for. */
  let [bobSeen, aliceSeen]: [IdentityId, IdentityId] = [bob.id, alice.id]
  const compare = async (): Promise<string> => {
    const mine = await alice.core.contacts.safetyNumber(bobSeen)
    const theirs = await bob.core.contacts.safetyNumber(aliceSeen)
    const code = parseSafetyCode(safetyCodeText({ owner: bob.id, other: aliceSeen }))
    const outcome = compareSafetyCode(code, alice.id, bobSeen)
    return mine === theirs && outcome === 'match' ? 'match' : mine === theirs ? 'same numbers' : outcome
  }
  /** Counts the times that this person was given that identity for a log asked for. */
  const served = (to: Person, { id }: Person): ActiveMutation =>
    world.evil.watch((one) => isLogOf(id)(one) && one.who === to.id && one.status < 300)
  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: () => Promise.resolve(),
    attempt: compare,
    honest: 'match',
    lies: [
      {
        code: 'stranger',
        lie: async (): Promise<ActiveMutation> => {
          const told = [served(alice, asBob), served(bob, asAlice)]
          await world.befriend(alice, asBob)
          await world.befriend(bob, asAlice)
          ;[bobSeen, aliceSeen] = [asBob.id, asAlice.id]
          return {
            /** Both were lied to, or nothing was. */
            get count() {
              return Math.min(...told.map(({ count }) => count))
            },
            end: () => {
              for (const one of told) one.end()
              ;[bobSeen, aliceSeen] = [bob.id, alice.id]
            },
          }
        },
      },
    ],
    sees: () => {
      expect(compareSafetyCode({ owner: alice.id, other: bob.id }, alice.id, bob.id)).toBe('ownCode')
      expect(alice.core.contacts.get(asBob.id)?.level).not.toBe('verified')
    },
  })
}, 60_000)

describe('T12: recovery words', () => {
  const words = wordsOf(carol.entropy)
  const misprinted = ['zoo', 'zone', 'zero'].map((last) => words.with(23, last).join(' '))
  const genuine = `  ${words.join('   ').toUpperCase()}\n`.normalize('NFKD')
  let [typed, times] = [genuine, 0]
  const head = () => carol.core.me.head.seq

  const recover = async (): Promise<string> => {
    const before = world.people.length
    times++
    const outcome = await verdictOf(
      (async () => world.addDevice({ name: 'carol', entropy: parseRecoveryPhrase(typed) }))(),
    )
    if (outcome !== 'done') expect(world.people).toHaveLength(before)
    return outcome
  }
  /** Counts the times that these words were tried. */
  const typing = (text: string) => (): ActiveMutation => {
    ;[typed, times] = [text, 0]
    return {
      get count() {
        return times
      },
      end: () => void (typed = genuine),
    }
  }
  const withstands = (lies: readonly Told[]): Promise<void> =>
    mustWithstand({
      world,
      victim: alice,
      space: null,
      prepare: () => Promise.resolve(),
      attempt: recover,
      honest: 'done',
      lies,
      sees: () => expect(carol.core.me.head.seq).toBe(head()),
    })

  test('T12: a wrong checksum, another language, half of the words, none, words of another account: nothing is set up', () =>
    withstands([
      { code: 'E_CANON', lie: typing(misprinted.find((text) => recoveryPhraseProblem(text) !== null) ?? genuine) },
      { code: 'E_CANON', lie: typing('ábaco abdomen abeja abierto '.repeat(6)) },
      { code: 'E_CANON', lie: typing(words.slice(0, 12).join(' ')) },
      { code: 'E_CANON', lie: typing('') },
      { code: 'E_ID', lie: typing(createRecoveryPhrase(world.suite).words.join(' ')) },
    ]))

  test('T12: a relay that shows another or an old log for the right words: nothing is set up', () =>
    withstands([
      { code: 'E_ID', lie: () => serveLog(world.identityLog(carol.id), mallory.core.me.log.entries.map(encodeEntry)) },
      { code: 'E_ID', lie: () => cutLog(world.identityLog(carol.id), 0) },
      { code: ['E_CONFLICT', 'E_ID', 'E_SEQ', 'E_OPEN'], lie: () => cutLog(world.identityLog(carol.id), 1) },
      { code: 'E_CONFLICT', lie: () => cutLog(world.identityLog(carol.id), head()) },
    ]))
})
