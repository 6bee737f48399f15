// The frozen vectors: bytes that every later version must make, open and refuse alike. Written by tools/vectors/crypto.ts.
import { describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex, toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { IdentityId } from '../domain/ids.ts'
import { openEnvelope, sealEnvelope } from './envelope.ts'
import type { AeadLabel } from './labels.ts'
import {
  kemKeyHash,
  openLockbox,
  parseLockbox,
  sealLockbox,
  verifyLockbox,
  type Lockbox,
  type LockboxContext,
} from './lockbox.ts'
import { parseRecoveryPhrase, recoveryPhraseProblem, rootKeysOf, wordsOf } from './recovery-phrase.ts'
import { safetyNumber } from './safety-number.ts'
import { lengthPrefixed, Suite } from './suite.ts'
import envelopes from './vectors/envelope.json' with { type: 'json' }
import hashes from './vectors/kdf-hash.json' with { type: 'json' }
import lockboxes from './vectors/lockbox.json' with { type: 'json' }
import phrases from './vectors/recovery-phrase.json' with { type: 'json' }
import numbers from './vectors/safety-number.json' with { type: 'json' }
import { createWasmBackend } from './wasm-backend.ts'

const backends = { native: (await openSuite()).backend, wasm: await createWasmBackend() }

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
  return 'opened'
}

describe.each(Object.entries(backends))('%s', (_, backend) => {
  const suite = new Suite(backend)
  /** Sealing draws from the vectors' own generator, so it gives the vectors' own bytes. */
  const frozen = new Suite({ ...backend, randomBytes: (length) => fromHex(envelopes.random).slice(0, length) })

  test('hashes, derived keys, signatures, nonces', () => {
    const { hash, kdf, sign, hedgedNonce, argon2id, xchachaStream, refusedKeys } = hashes
    expect(toHex(lengthPrefixed(...hashes.lengthPrefixed.parts))).toBe(hashes.lengthPrefixed.bytes)
    expect(toHex(suite.hash('body', fromHex(hash.message), hash.number))).toBe(hash.hash)
    for (const { key, length, message, derived } of kdf) {
      expect(toHex(suite.kdf(fromHex(key), 'cenv', length, fromHex(message)))).toBe(derived)
    }
    const { publicKey, secretKey } = backend.signSeedKeypair(fromHex(sign.seed))
    expect(toHex(publicKey)).toBe(sign.publicKey)
    expect(toHex(suite.sign(secretKey, 'card', fromHex(sign.message)))).toBe(sign.signature)
    expect(suite.verify(publicKey, 'card', fromHex(sign.message), fromHex(sign.signature))).toBe(true)
    const { key, context, plaintext, nonce } = hedgedNonce
    expect(toHex(frozen.hedgedNonce(fromHex(key), 'pins', fromHex(context), fromHex(plaintext)))).toBe(nonce)
    const { password, salt, length, passes, memoryBytes } = argon2id
    const request = { password: fromHex(password), salt: fromHex(salt), length, passes, memoryBytes }
    expect(toHex(backend.argon2id(request))).toBe(argon2id.key)
    const stream = backend.xchachaStream(64, fromHex(xchachaStream.nonce), fromHex(xchachaStream.key))
    expect(toHex(stream)).toBe(xchachaStream.bytes)
    for (const bad of refusedKeys) expect(() => suite.kdf(fromHex(bad), 'cenv', 32)).toThrow(RangeError)
  })

  test('envelopes', () => {
    const placeOf = (entry: { key: string; label: string; context: string }) => ({
      key: fromHex(entry.key),
      label: entry.label as AeadLabel,
      context: fromHex(entry.context),
    })
    for (const entry of envelopes.opened) {
      expect(toHex(openEnvelope(suite, placeOf(entry), fromHex(entry.envelope)))).toBe(entry.plaintext)
      expect(toHex(sealEnvelope(frozen, placeOf(entry), fromHex(entry.plaintext)))).toBe(entry.envelope)
    }
    for (const entry of envelopes.refused) {
      const found = refusal(() => openEnvelope(suite, placeOf(entry), fromHex(entry.envelope)))
      expect(found, entry.reason).toBe(entry.code)
    }
  })

  test('lockboxes', () => {
    const author = backend.signSeedKeypair(fromHex(lockboxes.authorSeed))
    const recipient = backend.xwingSeedKeypair(fromHex(lockboxes.recipientSeed))
    const contextOf = (changed: object): LockboxContext => ({
      ...(lockboxes.context as unknown as LockboxContext),
      recipientKeyHash: fromHex(lockboxes.context.recipientKeyHash),
      keyCommit: fromHex(lockboxes.context.keyCommit),
      ...changed,
    })
    const receive = (wire: string, expected: LockboxContext, seed = lockboxes.recipientSeed): string => {
      const lockbox: Lockbox = parseLockbox(fromHex(wire))
      verifyLockbox(suite, lockbox, author.publicKey)
      return toHex(openLockbox(suite, lockbox, { secretKey: fromHex(seed), expected }))
    }
    const keys = {
      key: fromHex(lockboxes.key),
      recipientPublicKey: recipient.publicKey,
      authorDeviceSecretKey: author.secretKey,
    }
    for (const [wire, context] of [
      [lockboxes.wire, contextOf({})],
      [lockboxes.byRoot, contextOf({ authorDevice: null })],
    ] as const) {
      expect(receive(wire, context)).toBe(lockboxes.key)
      expect(toHex(sealLockbox(frozen, context, keys))).toBe(wire)
    }
    for (const { reason, code, wire, ...changed } of lockboxes.refused) {
      const expected = contextOf('expected' in changed ? changed.expected : {})
      const found = refusal(() => receive(wire, expected, changed.recipientSeed))
      expect(found, reason).toBe(code)
    }
  })

  test('safety numbers', async () => {
    const numberOf = (a: string, b: string) =>
      safetyNumber(suite, suite.backend.argon2id, a as IdentityId, b as IdentityId)
    for (const { a, b, number } of numbers.numbers) {
      expect(await numberOf(b, a)).toBe(number)
    }
    for (const { a, b, code } of numbers.refused) {
      await expect(numberOf(a, b)).rejects.toMatchObject({ code })
    }
  })

  test('recovery phrases', () => {
    for (const { entropy, words, rootId, rootSignPublicKey, recoveryKemKeyHash } of phrases.phrases) {
      expect(wordsOf(fromHex(entropy)).join(' ')).toBe(words)
      expect(toHex(parseRecoveryPhrase(words))).toBe(entropy)
      const { rootSign, recoveryKem } = rootKeysOf(suite, fromHex(entropy))
      expect(toHex(suite.kdf(fromHex(entropy), 'root/id', 16))).toBe(rootId)
      expect(toHex(rootSign.publicKey)).toBe(rootSignPublicKey)
      expect(toHex(kemKeyHash(suite, recoveryKem.publicKey))).toBe(recoveryKemKeyHash)
    }
    for (const { text, problem } of phrases.refused) {
      expect(recoveryPhraseProblem(text)).toEqual(problem)
      expect(refusal(() => parseRecoveryPhrase(text))).toBe('E_CANON')
    }
  })
})
