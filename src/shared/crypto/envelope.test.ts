// An envelope opens under its own key, label and context, unaltered, or not at all. PROTOCOL §4.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { concat } from '../base/bytes.ts'
import { toHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { envelopeOverhead, openEnvelope, sealEnvelope, type EnvelopePlace } from './envelope.ts'
import { aeadLabels } from './labels.ts'
import { lengthPrefixed, Suite } from './suite.ts'
import { createWasmBackend } from './wasm-backend.ts'

const suite = await openSuite()
const wasm = new Suite(await createWasmBackend())
const place: EnvelopePlace = { key: suite.random(32), label: 'pins', context: Uint8Array.of(1, 2, 3) }
const plaintext = suite.random(50)
const envelope = sealEnvelope(suite, place, plaintext)

/** The error's whole text, so that a difference between reasons would show. */
function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return 'opened'
}
const opened = (bytes: Uint8Array, at: EnvelopePlace = place) => refusal(() => openEnvelope(suite, at, bytes))

test('∀ plaintexts: 72 bytes more, and each back end opens what the other sealed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...aeadLabels), (text, label) => {
      const at = { ...place, label }
      const [a, b] = [sealEnvelope(suite, at, text), sealEnvelope(wasm, at, text)]
      expect([a.length, b.length]).toEqual([text.length + envelopeOverhead, text.length + envelopeOverhead])
      expect(toHex(a)).not.toBe(toHex(b))
      expect(openEnvelope(wasm, at, a)).toEqual(text)
      expect(openEnvelope(suite, at, b)).toEqual(text)
    }),
  )
})

test('T44 every bit of it flipped: one error, always the same', () => {
  expect(opened(envelope)).toBe('opened')
  for (let bit = 0; bit < envelope.length * 8; bit++) {
    const altered = envelope.slice()
    altered[bit >>> 3] = (altered[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
    expect(opened(altered)).toBe('E_OPEN: envelope')
  }
})

test('T44 every truncation, every appended byte', () => {
  for (let length = 0; length < envelope.length; length++)
    expect(opened(envelope.slice(0, length))).toBe('E_OPEN: envelope')
  expect(opened(new Uint8Array([...envelope, 0]))).toBe('E_OPEN: envelope')
})

test('T10 ∀ pairs of labels: sealed as one, opened as no other', () => {
  for (const made of aeadLabels) {
    const sealed = sealEnvelope(suite, { ...place, label: made }, plaintext)
    for (const shown of aeadLabels) {
      expect(opened(sealed, { ...place, label: shown })).toBe(made === shown ? 'opened' : 'E_OPEN: envelope')
    }
  }
})

test('another key or another context does not open it', () => {
  expect(opened(envelope, { ...place, key: suite.random(32) })).toBe('E_OPEN: envelope')
  for (const context of [Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3, 0), Uint8Array.of(1, 2, 4)]) {
    expect(opened(envelope, { ...place, context })).toBe('E_OPEN: envelope')
  }
})

test('it commits to its key: a ciphertext that two keys would open has no envelope that both open', () => {
  // With the commitment of another key but an authentic ciphertext, the cipher alone would say yes.
  const nonce = envelope.slice(0, 24)
  const other = suite.random(32)
  const derived = suite.kdf(other, 'cenv', 64, place.label, nonce)
  const associated = lengthPrefixed('siegel/1/aead/pins', place.context)
  const sealed = suite.backend.xchachaSeal(plaintext, associated, nonce, derived.slice(0, 32))
  expect(opened(concat(nonce, derived.slice(32), sealed), { ...place, key: other })).toBe('opened')
  expect(opened(concat(nonce, envelope.slice(24, 56), sealed), { ...place, key: other })).toBe('E_OPEN: envelope')
})

test('T05 no key, a short key or no context neither seals nor opens', () => {
  const bad: Partial<Record<keyof EnvelopePlace, unknown>>[] = [
    { key: undefined },
    { key: new Uint8Array(0) },
    { key: new Uint8Array(31) },
    { context: undefined },
    { context: new Uint8Array(0) },
    { context: 'text' },
  ]
  for (const part of bad) {
    const at = { ...place, ...part } as EnvelopePlace
    expect(() => sealEnvelope(suite, at, plaintext)).toThrow(RangeError)
    expect(() => openEnvelope(suite, at, envelope)).toThrow(RangeError)
  }
  expect(() => sealEnvelope(suite, place, undefined as unknown as Uint8Array)).toThrow(RangeError)
  expect(opened(new Uint8Array(0))).toBe('E_OPEN: envelope')
})

describe('T57 nonce discipline, watched at the cipher itself', () => {
  /** Every (key, nonce) the cipher saw, with what was sealed under it. */
  function watched(randomBytes: (length: number) => Uint8Array) {
    const seen = new Map<string, string>()
    let reused = 0
    const spying = new Suite({
      ...suite.backend,
      randomBytes,
      xchachaSeal(text, associated, nonce, key) {
        const pair = toHex(key) + toHex(nonce)
        const sealed = `${toHex(text)} ${toHex(associated)}`
        if ((seen.get(pair) ?? sealed) !== sealed) reused++
        seen.set(pair, sealed)
        return suite.backend.xchachaSeal(text, associated, nonce, key)
      },
    })
    return { spying, pairs: () => seen.size, reused: () => reused }
  }
  const small = fc.uint8Array({ minLength: 1, maxLength: 2 })
  const work = fc.array(fc.record({ context: small, text: small, label: fc.constantFrom('pins', 'self') }), {
    maxLength: 30,
  })

  test('∀ work before and after a machine is put back to a snapshot: no pair twice with different content', () => {
    let pairsSeen = 0
    fc.assert(
      fc.property(work, work, work, (before, first, second) => {
        let state = 0
        const generator = (length: number) => new Uint8Array(length).fill(state++)
        const { spying, pairs, reused } = watched(generator)
        const run = (items: typeof before) => {
          for (const { context, text, label } of items) sealEnvelope(spying, { key: place.key, label, context }, text)
        }
        run(before)
        const snapshot = state
        run(first)
        state = snapshot
        run(second)
        expect(reused()).toBe(0)
        pairsSeen += pairs()
      }),
    )
    expect(pairsSeen).toBeGreaterThan(500)
  })

  test('the watch is awake: a nonce from the generator alone would have been caught', () => {
    const { spying, reused } = watched((length) => new Uint8Array(length))
    for (const text of [1, 2])
      spying.backend.xchachaSeal(Uint8Array.of(text), Uint8Array.of(1), spying.random(24), place.key)
    expect(reused()).toBe(1)
  })

  test('ten thousand envelopes of one key under a generator stuck on one value', () => {
    const { spying, pairs, reused } = watched((length) => new Uint8Array(length).fill(5))
    for (let i = 0; i < 10_000; i++) sealEnvelope(spying, place, Uint8Array.of(i & 255, i >>> 8))
    expect([pairs(), reused()]).toEqual([10_000, 0])
  })
})
