// The frozen vectors of cards, links, messages, codes and self records read as they did when they were written. PROTOCOL §7.
// `node tools/vectors/contact.ts` writes missing ones.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex, toHex } from '../base/encoding.ts'
import type { Suite } from '../crypto/suite.ts'
import type { IdentityId } from '../domain/ids.ts'
import { parseEntry } from '../logs/entry.ts'
import { IdentityLog, type Identities } from '../logs/identity/index.ts'
import { identitiesOf, verdictOf } from '../logs/testing/people.ts'
import * as contact from './index.ts'

type Code = { readonly code?: string }
type CardVector = Code & { card: string; fields?: object }
type MessageVector = Code & { now: number; message: string; content?: object }
type InvitationVector = Code & { link: string; proof: string; invitation?: object }
type SafetyCodeVector = Code & { scanned: string; outcome?: contact.SafetyCodeOutcome }
type TextVector = Code & { text: string; id?: IdentityId }
type SelfVector = Code & { self: string; counter?: number; content?: string }
type PersonVector = { id: IdentityId; entries: string[]; firstSeed: string }

const folder = join(import.meta.dirname, 'vectors')
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))
const vectorsIn = (part: string): readonly (readonly [string, unknown])[] =>
  readdirSync(join(folder, part))
    .sort()
    .map((file) => [file.replace('.json', ''), read(part, file)])

/** As in the files: byte strings as hex. */
const hexed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, item: unknown) => (item instanceof Uint8Array ? toHex(item) : item)))

const people = read('people.json') as { alice: PersonVector; bob: PersonVector }
let suite: Suite
let alice: IdentityLog
let identities: Identities
beforeAll(async () => {
  suite = await openSuite()
  const logOf = ({ entries, id }: PersonVector) =>
    IdentityLog.verify(
      suite,
      entries.map((entry) => parseEntry(suite, 'identity', fromHex(entry))),
      id,
    )
  alice = logOf(people.alice)
  identities = identitiesOf(alice, logOf(people.bob))
})

/** What `work` gives, or the code it is refused with. */
function outcomeOf<T>(work: () => T): { value: T } | { code: string } {
  const found: { value?: T } = {}
  const verdict = verdictOf(() => (found.value = work()))
  return verdict === 'accepted' ? { value: found.value as T } : { code: verdict }
}

test('there are as many vectors as were written', () => {
  const parts = ['card', 'message', 'invitation', 'safety-code', 'identity-text', 'self']
  expect(parts.map((part) => vectorsIn(part).length)).toEqual([10, 21, 6, 6, 2, 9])
})

describe('card', () => {
  test.each(vectorsIn('card') as [string, CardVector][])('%s', (_, { card, fields, code }) => {
    const cardBytes = () => (card.startsWith('siegel:') ? contact.cardBytesOf(card) : fromHex(card))
    const outcome = outcomeOf(() => contact.verifyCard(suite, contact.parseCard(cardBytes()), identities))
    if (code !== undefined) expect(outcome).toEqual({ code })
    else expect(hexed(outcome)).toMatchObject({ value: fields })
  })
})

describe('message', () => {
  test.each(vectorsIn('message') as [string, MessageVector][])('%s', (_, { now, message, content, code }) => {
    const outcome = outcomeOf(() => {
      const parsed = contact.parseMessage(fromHex(message))
      contact.verifyMessage(suite, parsed, identities, now)
      return contact.openMessage(suite, parsed, { identityId: people.bob.id, seed: fromHex(people.bob.firstSeed) })
    })
    expect(hexed(outcome)).toEqual(code === undefined ? { value: content } : { code })
  })
})

describe('invitation link', () => {
  test.each(vectorsIn('invitation') as [string, InvitationVector][])('%s', (_, { link, proof, invitation, code }) => {
    const outcome = outcomeOf(() => {
      const found = contact.parseInvitationLink(link)
      const pair = { secret: found.secret, inviterId: found.inviterId, inviteeId: people.bob.id }
      contact.mustProveInvitation(suite, pair, fromHex(proof))
      return found
    })
    expect(hexed(outcome)).toEqual(code === undefined ? { value: invitation } : { code })
  })
})

describe('safety code', () => {
  test.each(vectorsIn('safety-code') as [string, SafetyCodeVector][])('T11 %s', (_, { scanned, outcome, code }) => {
    const found = outcomeOf(() =>
      contact.compareSafetyCode(contact.parseSafetyCode(scanned), people.alice.id, people.bob.id),
    )
    expect(found).toEqual(code === undefined ? { value: outcome } : { code })
  })
})

describe('identity text', () => {
  test.each(vectorsIn('identity-text') as [string, TextVector][])('%s', (_, { text, id, code }) => {
    expect(outcomeOf(() => contact.parseIdentityText(suite, text))).toEqual(
      code === undefined ? { value: id } : { code },
    )
  })
})

describe('self record', () => {
  test.each(vectorsIn('self') as [string, SelfVector][])('%s', (_, { self, counter, content, code }) => {
    const outcome = outcomeOf(() => {
      const record = contact.verifySelf(suite, fromHex(self), alice)
      return { counter: record.counter, content: contact.openSelf(suite, record, fromHex(people.alice.firstSeed)) }
    })
    expect(hexed(outcome)).toEqual(code === undefined ? { value: { counter, content } } : { code })
  })
})
