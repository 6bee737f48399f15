// A lockbox opens for one recipient, in one place, as its author signed it. PROTOCOL §4.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../base/canonical.ts'
import { toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { DeviceId, IdentityId } from '../domain/ids.ts'
import { keyKinds } from './labels.ts'
import {
  kemKeyHash,
  keyCommitOf,
  maxLockboxLength,
  openLockbox,
  parseLockbox,
  recipientKinds,
  sealLockbox,
  verifyLockbox,
  type Lockbox,
  type LockboxContext,
} from './lockbox.ts'
import { Suite } from './suite.ts'
import { createWasmBackend } from './wasm-backend.ts'

const suite = await openSuite()
const wasm = new Suite(await createWasmBackend())
const hex32 = () => toHex(suite.random(32))
const alice = suite.backend.signSeedKeypair(suite.random(32))
const mallory = suite.backend.signSeedKeypair(suite.random(32))
const bob = suite.backend.xwingSeedKeypair(suite.random(32))

/** A lockbox of alice for bob, everything about it random but the two of them. */
function sealed(altered: Partial<LockboxContext> = {}, recipient = bob, author = alice) {
  const key = suite.random(32)
  const place = { keyKind: 'epoch', logId: hex32(), keyId: hex32(), generation: 3, ...altered } as const
  const context: LockboxContext = {
    recipientKind: 'identity',
    recipientId: hex32(),
    recipientGeneration: 2,
    recipientKeyHash: kemKeyHash(suite, recipient.publicKey),
    authorId: hex32() as IdentityId,
    authorDevice: hex32() as DeviceId,
    ...place,
    keyCommit: keyCommitOf(suite, key, place.keyKind, place.logId, place.keyId, place.generation),
  }
  const keys = { key, recipientPublicKey: recipient.publicKey, authorDeviceSecretKey: author.secretKey }
  return { key, context, wire: sealLockbox(suite, context, keys) }
}

/** Every check a recipient makes, in the order of the protocol; the key as hex, or the refusal's whole text. */
function receive(wire: Uint8Array, expected: Partial<LockboxContext>, using = suite): string {
  try {
    const lockbox = parseLockbox(wire)
    verifyLockbox(using, lockbox, alice.publicKey)
    return toHex(openLockbox(using, lockbox, { secretKey: bob.secretKey, expected }))
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

const { key, context, wire } = sealed()

test('bob opens what alice sealed, in either back end', () => {
  expect(receive(wire, context)).toBe(toHex(key))
  expect(receive(wire, context, wasm)).toBe(toHex(key))
  expect(parseLockbox(wire).context).toEqual(context)
  expect(parseLockbox(wire).bytes).toEqual(wire)
  expect(wire.length).toBeLessThan(maxLockboxLength)
})

test('the root key of an identity may be the author: then no device is named', () => {
  const byRoot = sealed({ authorDevice: null, keyKind: 'identity-seed', recipientKind: 'recovery' })
  expect(receive(byRoot.wire, byRoot.context)).toBe(toHex(byRoot.key))
})

describe('T27 grant transplant ∀ fields', () => {
  const other = sealed({
    keyKind: 'metadata',
    generation: 4,
    recipientKind: 'group-member',
    recipientGeneration: 5,
    authorDevice: null,
  })
  const fields = Object.keys(context) as (keyof LockboxContext)[]
  const parts = (bytes: Uint8Array) => decodeCanonical(bytes, maxLockboxLength) as Cbor[]
  const contextItems = (bytes: Uint8Array) => decodeCanonical(parts(bytes)[0] as Uint8Array, maxLockboxLength) as Cbor[]

  test.each(fields)('%s of another lockbox expected: not mine, not here', (field) => {
    const value = field === 'recipientKeyHash' ? suite.random(32) : other.context[field]
    expect(value).not.toEqual(context[field])
    const expected = { ...context, [field]: value }
    const outcome = receive(wire, expected)
    // Whose key it is bob judges by his own key, whatever he expected.
    expect(outcome).toBe(field === 'recipientKeyHash' ? toHex(key) : 'E_OPEN: lockbox')
  })

  test.each(fields)('%s taken over into the wire form: the signature no longer holds', (field) => {
    const order: (keyof LockboxContext)[] = [
      'keyKind',
      'logId',
      'keyId',
      'generation',
      'recipientKind',
      'recipientId',
      'recipientGeneration',
      'recipientKeyHash',
      'authorId',
      'authorDevice',
      'keyCommit',
    ]
    expect(order).toHaveLength(fields.length)
    const at = 2 + order.indexOf(field)
    const replacement = field === 'recipientKeyHash' ? suite.random(32) : (contextItems(other.wire)[at] ?? null)
    const transplanted = encodeCanonical(contextItems(wire).with(at, replacement))
    const mixed = encodeCanonical(parts(wire).with(0, transplanted))
    expect(receive(mixed, {})).toBe('E_SIG: lockbox')
  })

  test.each(fields)(
    '%s taken over and signed anew by its author: the sealed key itself is bound to its place',
    (field) => {
      const foreign = field === 'recipientKeyHash' ? suite.random(32) : other.context[field]
      const lockbox = parseLockbox(wire)
      const altered = { ...lockbox.context, [field]: foreign }
      const attempt = resigned(lockbox, altered)
      expect(receive(attempt, {})).toBe('E_OPEN: lockbox')
    },
  )

  test.each([
    ['enc', 1],
    ['ciphertext', 2],
    ['signature', 3],
  ])('%s of another lockbox of the same author for the same recipient', (_, position) => {
    const mixed = encodeCanonical(parts(wire).with(position, parts(other.wire)[position] ?? null))
    expect(receive(mixed, context)).toBe('E_SIG: lockbox')
    const { enc, ciphertext } = parseLockbox(mixed)
    if (position < 3)
      expect(receive(resigned({ ...parseLockbox(wire), enc, ciphertext }, context), {})).toBe('E_OPEN: lockbox')
  })

  /** What an insider with alice's signing key could still make of a lockbox. */
  function resigned(lockbox: Lockbox, altered: LockboxContext): Uint8Array {
    const items: Cbor[] = contextItems(wire)
    const fresh = encodeCanonical([
      ...items.slice(0, 2),
      altered.keyKind,
      bytesOf(altered.logId),
      bytesOf(altered.keyId),
      altered.generation,
      altered.recipientKind,
      bytesOf(altered.recipientId),
      altered.recipientGeneration,
      altered.recipientKeyHash,
      bytesOf(altered.authorId),
      altered.authorDevice === null ? null : bytesOf(altered.authorDevice),
      altered.keyCommit,
    ])
    const signature = suite.sign(alice.secretKey, 'lockbox', encodeCanonical([fresh, lockbox.enc, lockbox.ciphertext]))
    return encodeCanonical([fresh, lockbox.enc, lockbox.ciphertext, signature])
  }
  const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

  test('re-signing alone changes nothing: the control', () => {
    expect(receive(resigned(parseLockbox(wire), context), context)).toBe(toHex(key))
  })
})

test('mallory’s signature, or alice’s under another label, is refused', () => {
  const forged = sealed({}, bob, mallory)
  expect(receive(forged.wire, forged.context)).toBe('E_SIG: lockbox')
  const { contextBytes, enc, ciphertext } = parseLockbox(wire)
  const signature = suite.sign(alice.secretKey, 'message', encodeCanonical([contextBytes, enc, ciphertext]))
  expect(receive(encodeCanonical([contextBytes, enc, ciphertext, signature]), context)).toBe('E_SIG: lockbox')
})

test('a lockbox for someone else does not open with my key', () => {
  const carol = suite.backend.xwingSeedKeypair(suite.random(32))
  const forCarol = sealed({}, carol)
  expect(receive(forCarol.wire, forCarol.context)).toBe('E_OPEN: lockbox')
})

test('T44 every byte flipped is refused', () => {
  const codes = new Set<string>()
  for (let at = 0; at < wire.length; at++) {
    const altered = wire.slice()
    altered[at] = (altered[at] ?? 0) ^ (1 << (at & 7))
    codes.add(receive(altered, context).split(':')[0] ?? '')
  }
  expect(codes).toContain('E_SIG')
  expect(['E_CANON', 'E_SIG', 'E_UNKNOWN_VERSION']).toEqual(expect.arrayContaining([...codes]))
})

test('T44 every truncation and every appended byte is E_CANON', () => {
  fc.assert(
    fc.property(fc.nat(wire.length - 1), (length) => {
      expect(receive(wire.slice(0, length), context)).toMatch(/^E_CANON/)
    }),
  )
  expect(receive(new Uint8Array([...wire, 0]), context)).toMatch(/^E_CANON/)
})

test('T58 a lockbox longer than any is E_LIMIT before it is read', () => {
  expect(receive(new Uint8Array(maxLockboxLength + 1).fill(0x80), context)).toMatch(/^E_LIMIT/)
})

test('∀ kinds and numbers: the context comes back as it was', () => {
  const anyContext = fc.record({
    keyKind: fc.constantFrom(...keyKinds),
    generation: fc.maxSafeNat(),
    recipientKind: fc.constantFrom(...recipientKinds),
    recipientGeneration: fc.maxSafeNat(),
  })
  fc.assert(
    fc.property(anyContext, (altered) => {
      const made = sealed(altered)
      expect(parseLockbox(made.wire).context).toEqual(made.context)
      expect(receive(made.wire, made.context)).toBe(toHex(made.key))
    }),
    { numRuns: 30 },
  )
})

describe('T05 what does not belong together is not sealed', () => {
  const keys = { key, recipientPublicKey: bob.publicKey, authorDeviceSecretKey: alice.secretKey }
  test.each<[string, Partial<LockboxContext>, Partial<typeof keys>]>([
    ['the commitment of another key', {}, { key: suite.random(32) }],
    ['an empty key', {}, { key: new Uint8Array(0) }],
    ['another recipient’s key', {}, { recipientPublicKey: suite.backend.xwingSeedKeypair(suite.random(32)).publicKey }],
    ['an empty recipient key', {}, { recipientPublicKey: new Uint8Array(0) }],
    ['no signing key', {}, { authorDeviceSecretKey: new Uint8Array(0) }],
    ['a log id too short', { logId: 'ab' }, {}],
    ['an empty recipient id', { recipientId: '' }, {}],
    ['a negative generation', { recipientGeneration: -1 }, {}],
    ['an unknown kind', { recipientKind: 'everyone' as never }, {}],
  ])('%s', (_, altered, others) => {
    expect(() => sealLockbox(suite, { ...context, ...altered }, { ...keys, ...others })).toThrow(RangeError)
  })

  test('an undefined expectation never counts as met', () => {
    const expected = { keyCommit: undefined } as unknown as Partial<LockboxContext>
    expect(receive(wire, expected)).toBe('E_OPEN: lockbox')
  })
})

test('a key sealed honestly but committed wrongly is refused: what all recipients got must be the same', () => {
  const lying = new Suite({ ...suite.backend, equalSecrets: suite.backend.equalSecrets })
  const other = suite.random(32)
  const place = { ...context, keyCommit: keyCommitOf(suite, other, context.keyKind, context.logId, context.keyId, 3) }
  // Alice's client, altered: it seals `key` where the log names the commitment of `other`.
  const kdf = lying.kdf.bind(lying)
  lying.kdf = (secret, label, length, ...parts) =>
    label === 'key/commit' ? place.keyCommit : kdf(secret, label, length, ...parts)
  const keys = { key, recipientPublicKey: bob.publicKey, authorDeviceSecretKey: alice.secretKey }
  const crooked = sealLockbox(lying, place, keys)
  expect(receive(crooked, place)).toBe('E_OPEN: lockbox')
})
