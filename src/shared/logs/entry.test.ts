// The form of log entries: what reads back, and what never does. PROTOCOL §3, §8.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { encodeCanonical, type Cbor } from '../base/canonical.ts'
import { fromHex } from '../base/encoding.ts'
import type { Suite } from '../crypto/suite.ts'
import type { DeviceId, EntryHash, IdentityId, LogId } from '../domain/ids.ts'
import {
  buildEntry,
  encodeEntry,
  maxBodyLength,
  maxHeaderLength,
  mustBeSignedBy,
  parseEntry,
  type Author,
  type Draft,
} from './entry.ts'
import { verdictOf } from './testing/people.ts'

let suite: Suite
let author: Author
let publicKey: Uint8Array
beforeAll(async () => {
  suite = await openSuite()
  const pair = suite.backend.signSeedKeypair(suite.random(32))
  publicKey = pair.publicKey
  author = { identityId: hex('a') as IdentityId, deviceId: hex('d') as DeviceId, signSecretKey: pair.secretKey }
})

const hex = (digit: string): string => digit.repeat(64)
const previous = { logId: hex('1') as LogId, seq: 4, hash: hex('2') as EntryHash }
const draft: Draft = {
  previous,
  type: 'commit',
  authorHead: { seq: 3, hash: hex('3') as EntryHash },
  seen: [{ logId: hex('4') as LogId, seq: 9, hash: hex('5') as EntryHash }],
  time: 1234,
  payload: [1, 'text', Uint8Array.of(1, 2), null, [true]],
  extensions: null,
  body: Uint8Array.of(7, 7),
}

const build = (change: Partial<Draft> = {}) => buildEntry(suite, 'space', { ...draft, ...change }, author)
const parse = (stored: Uint8Array) => parseEntry(suite, 'space', stored)

/** The header array of a valid entry with one position replaced, stored with a body unless told otherwise. */
function stored(position: number, value: Cbor, body: Uint8Array | null = Uint8Array.of(7, 7)): Uint8Array {
  const header: Cbor[] = [
    1,
    'commit',
    fromHex(hex('1')),
    5,
    fromHex(hex('2')),
    fromHex(hex('a')),
    fromHex(hex('d')),
    [3, fromHex(hex('3'))],
    [],
    1234,
    [],
    suite.hash('body', Uint8Array.of(7, 7)),
    null,
  ]
  header[position] = value
  return encodeCanonical([encodeCanonical(header), [new Uint8Array(64)], body])
}

describe('an entry', () => {
  test('reads back as it was built, byte for byte', () => {
    const entry = build()
    const again = parse(encodeEntry(entry))
    expect(again).toEqual(entry)
    expect(again.header).toMatchObject({
      seq: 5,
      prev: hex('2'),
      authorId: hex('a'),
      authorDevice: hex('d'),
      time: 1234,
    })
    expect(again.header?.seen).toEqual(draft.seen)
    mustBeSignedBy(suite, 'space', again, publicKey)
  })

  test('may be stored without its body, and still names it', () => {
    const entry = build()
    const bodiless = parse(encodeEntry({ ...entry, body: null }))
    expect(bodiless.body).toBeNull()
    expect(bodiless.hash).toBe(entry.hash)
    expect(bodiless.header?.bodyHash).toEqual(suite.hash('body', Uint8Array.of(7, 7)))
  })

  test('seals its body to a header that differs in the body hash alone', () => {
    const contexts: Uint8Array[] = []
    const body = (context: Uint8Array): Uint8Array => {
      contexts.push(context)
      return Uint8Array.of(1)
    }
    build({ body })
    build({ body, previous: { ...previous, hash: hex('6') as EntryHash } })
    build({ body })
    expect(contexts[0]).toEqual(contexts[2])
    expect(contexts[0]).not.toEqual(contexts[1])
  })

  test('counts only with exactly one signature by the right key (T14)', () => {
    const entry = build()
    const [signature = new Uint8Array()] = entry.signatures
    const verdict = (signatures: Uint8Array[], key = publicKey) =>
      verdictOf(() => mustBeSignedBy(suite, 'space', { ...entry, signatures }, key))
    expect(verdict([signature])).toBe('accepted')
    expect(verdict([])).toBe('E_SIG')
    expect(verdict([signature, signature])).toBe('E_SIG')
    expect(verdict([signature], suite.random(32))).toBe('E_SIG')
    expect(verdictOf(() => mustBeSignedBy(suite, 'identity', entry, publicKey))).toBe('E_SIG')
  })
})

describe('parseEntry refuses', () => {
  test('a foreign body, and a body that no header names', () => {
    const entry = build()
    const bodiless = build({ body: null })
    expect(verdictOf(() => parse(encodeEntry({ ...entry, body: Uint8Array.of(7, 8) })))).toBe('E_INTEGRITY')
    expect(verdictOf(() => parse(encodeEntry({ ...bodiless, body: Uint8Array.of(7) })))).toBe('E_INTEGRITY')
  })

  test('T19 another version and critical extensions; the odd ones may be ignored', () => {
    expect(verdictOf(() => parse(stored(0, 1)))).toBe('accepted')
    expect(verdictOf(() => parse(stored(0, 2)))).toBe('E_UNKNOWN_VERSION')
    expect(verdictOf(() => parse(stored(12, new Map([[2, 1]]))))).toBe('E_UNKNOWN_VERSION')
    expect(
      verdictOf(() =>
        parse(
          stored(
            12,
            new Map([
              [1, 1],
              [4, 1],
            ]),
          ),
        ),
      ),
    ).toBe('E_UNKNOWN_VERSION')
    expect(verdictOf(() => parse(stored(12, new Map([[1, 'later']]))))).toBe('accepted')
  })

  test.each([
    ['an empty type', 1, ''],
    ['an empty log id', 2, new Uint8Array()],
    ['a second entry 0', 3, 0],
    ['no predecessor', 4, null],
    ['no author', 5, null],
    ['no device', 6, null],
    ['no head of the author', 7, null],
    ['heads that are no list', 8, null],
    ['a head without a hash', 8, [[new Uint8Array(32), 1, new Uint8Array()]]],
    ['no time', 9, null],
    ['an empty body hash', 11, new Uint8Array()],
    ['an empty map of extensions', 12, new Map<number, Cbor>()],
  ])('T05 %s', (_, position, value) => {
    expect(verdictOf(() => parse(stored(position, value, null)))).toMatch(/^E_(CANON|SEQ)$/)
  })

  test('T05 no signature, no header, an empty body', () => {
    const { headerBytes, signatures } = build({ body: null })
    const verdict = (...parts: Cbor[]) => verdictOf(() => parse(encodeCanonical(parts)))
    expect(verdict(headerBytes, signatures, null)).toBe('accepted')
    expect(verdict(headerBytes, [], null)).toBe('E_CANON')
    expect(verdict(headerBytes, [new Uint8Array()], null)).toBe('E_CANON')
    expect(verdict(new Uint8Array(), signatures, null)).toBe('E_CANON')
    expect(verdict(headerBytes, signatures, new Uint8Array())).toBe('E_CANON')
    expect(verdict(headerBytes, signatures)).toBe('E_CANON')
    expect(verdictOf(() => parse(new Uint8Array()))).toBe('E_CANON')
  })

  test('genesis with a body', () => {
    const genesis = encodeCanonical([1, 'space.genesis', 7])
    const verdict = (body: Uint8Array | null) =>
      verdictOf(() => parse(encodeCanonical([genesis, [new Uint8Array(64)], body])))
    expect(verdict(null)).toBe('accepted')
    expect(verdict(Uint8Array.of(1))).toBe('E_CANON')
  })

  test('an author that does not fit the kind of log', () => {
    const identityEntry = stored(7, null)
    expect(verdictOf(() => parseEntry(suite, 'identity', identityEntry))).toBe('accepted')
    expect(verdictOf(() => parseEntry(suite, 'identity', stored(7, [3, new Uint8Array(32)])))).toBe('E_CANON')
    expect(verdictOf(() => parse(identityEntry))).toBe('E_CANON')
  })

  test('T58 a header or body above its limit', () => {
    const large = (body: Uint8Array): Uint8Array => encodeEntry({ ...build({ body: Uint8Array.of(1) }), body })
    expect(verdictOf(() => parse(stored(10, new Uint8Array(maxHeaderLength))))).toBe('E_LIMIT')
    expect(verdictOf(() => parse(large(new Uint8Array(maxBodyLength + 1))))).toBe('E_LIMIT')
    expect(verdictOf(() => build({ body: new Uint8Array(maxBodyLength) }))).toBe('accepted')
    expect(verdictOf(() => parse(new Uint8Array(6 * 2 ** 20)))).toBe('E_LIMIT')
  })
})
