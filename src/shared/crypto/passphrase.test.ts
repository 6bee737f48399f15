// The cost of a guess has a floor and a ceiling. PROTOCOL §6.
import { describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { toHex } from '../base/encoding.ts'
import {
  checkPassphraseCost,
  passphraseDefault,
  passphraseFloor,
  passphraseKey,
  passphraseRequest,
} from './passphrase.ts'
import { Suite } from './suite.ts'
import { createWasmBackend } from './wasm-backend.ts'

const suite = await openSuite()
const mebibyte = 2 ** 20
const salt = new Uint8Array(16).fill(1)
const good = { passphrase: 'correct horse', salt, ...passphraseFloor }

describe('T69 floor and ceiling', () => {
  test.each([
    ['the floor', 3, 64 * mebibyte],
    ['the default', 3, 256 * mebibyte],
    ['the ceiling', 10, 1024 * mebibyte],
  ])('%s is accepted', (_, passes, memoryBytes) => {
    expect(() => checkPassphraseCost({ salt, passes, memoryBytes })).not.toThrow()
  })

  test.each([
    ['8 KiB', { memoryBytes: 8192 }],
    ['a byte below the floor', { memoryBytes: 64 * mebibyte - 1 }],
    ['a byte above the ceiling', { memoryBytes: 1024 * mebibyte + 1 }],
    ['8 GiB', { memoryBytes: 8192 * mebibyte }],
    ['no memory', { memoryBytes: 0 }],
    ['memory that is no number', { memoryBytes: NaN }],
    ['no pass', { passes: 0 }],
    ['two passes', { passes: 2 }],
    ['eleven passes', { passes: 11 }],
    ['three and a half passes', { passes: 3.5 }],
    ['no salt', { salt: new Uint8Array(0) }],
    ['a short salt', { salt: new Uint8Array(15) }],
    ['a long salt', { salt: new Uint8Array(17) }],
  ])('%s is E_LIMIT before the passphrase is looked at', (_, altered) => {
    const request = {
      ...good,
      ...altered,
      get passphrase(): string {
        throw new Error('the passphrase was used')
      },
    }
    expect(() => passphraseRequest(request)).toThrow('E_LIMIT')
  })
})

test('T05 an empty passphrase, or one that is no text, is E_POLICY', () => {
  for (const passphrase of ['', '\ud800']) expect(() => passphraseRequest({ ...good, passphrase })).toThrow('E_POLICY')
})

test('both back ends give the same key, for any Unicode form of the passphrase', async () => {
  const wasm = new Suite(await createWasmBackend())
  const key = passphraseKey(suite, { ...good, passphrase: 'Schlüssel ﬁn' })
  expect(key).toHaveLength(32)
  expect(passphraseKey(wasm, { ...good, passphrase: 'Schlu\u0308ssel fin' })).toEqual(key)
  expect(toHex(passphraseKey(suite, { ...good, passphrase: 'Schlüssel fin ' }))).not.toBe(toHex(key))
})

test('the default is within its own limits', () => {
  expect(() => checkPassphraseCost({ salt, ...passphraseDefault })).not.toThrow()
})
