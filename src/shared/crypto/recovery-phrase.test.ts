// Twenty-four words stand for the root of an identity. PROTOCOL §5.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex, toHex } from '../base/encoding.ts'
import {
  createRecoveryPhrase,
  parseRecoveryPhrase,
  recoveryPhraseProblem,
  rootKeysOf,
  wordsOf,
} from './recovery-phrase.ts'

const suite = await openSuite()
const { entropy, words } = createRecoveryPhrase(suite)
const phrase = words.join(' ')

test('∀ entropy: 24 words that lead back to it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      expect(wordsOf(bytes)).toHaveLength(24)
      expect(parseRecoveryPhrase(wordsOf(bytes).join(' '))).toEqual(bytes)
    }),
  )
})

test('BIP39’s own vector', () => {
  const zoo = `${'zoo '.repeat(23)}vote`
  expect(wordsOf(new Uint8Array(32).fill(255)).join(' ')).toBe(zoo)
  expect(toHex(parseRecoveryPhrase(`${'abandon '.repeat(23)}art`))).toBe('00'.repeat(32))
})

test('fresh phrases differ', () => {
  expect(createRecoveryPhrase(suite).entropy).not.toEqual(entropy)
})

describe('T12 typed phrases', () => {
  test.each([
    ['as printed', phrase],
    ['with spaces around and between', `  ${words.join('   ')}\n`],
    ['one word a line', words.join('\r\n')],
    ['with no-break and ideographic spaces', words.join('\u00a0\u3000')],
    ['in capitals', phrase.toUpperCase()],
    [
      'in full-width letters',
      phrase.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    ],
    ['in NFKD', phrase.normalize('NFKD')],
  ])('%s: read', (_, typed) => {
    expect(recoveryPhraseProblem(typed)).toBeNull()
    expect(parseRecoveryPhrase(typed)).toEqual(entropy)
  })

  test.each([
    ['nothing', '', { kind: 'count', count: 0 }],
    ['12 words of 24', words.slice(0, 12).join(' '), { kind: 'count', count: 12 }],
    ['a word too many', `${phrase} abandon`, { kind: 'count', count: 25 }],
    ['words run together', words.join(''), { kind: 'count', count: 1 }],
    [
      'two misspelt words',
      words.with(2, 'abandonn').with(23, 'x').join(' '),
      { kind: 'unknownWords', positions: [3, 24] },
    ],
    ['the first four letters of a word', words.with(0, 'abst').join(' '), { kind: 'unknownWords', positions: [1] }],
  ])('%s: says so', (_, typed, problem) => {
    expect(recoveryPhraseProblem(typed)).toEqual(problem)
    expect(() => parseRecoveryPhrase(typed)).toThrow('E_CANON')
  })

  test('another language: every foreign word is named by its place', () => {
    const foreign = spanish.slice(100, 124)
    const problem = recoveryPhraseProblem(foreign.join(' '))
    expect(problem?.kind).toBe('unknownWords')
  })

  test('a wrong checksum: two words swapped', () => {
    const swapped = wordsOf(new Uint8Array(32)).with(0, 'zoo').join(' ')
    expect(recoveryPhraseProblem(swapped)).toEqual({ kind: 'checksum' })
    expect(() => parseRecoveryPhrase(swapped)).toThrow('E_CANON: recovery phrase: checksum')
  })

  test('the refusal never repeats a word', () => {
    const typed = words.with(5, 'geheimnis').join(' ')
    expect(() => parseRecoveryPhrase(typed)).toThrow(/^E_CANON: recovery phrase: unknownWords$/)
  })
})

test('the keys follow from the entropy alone, and are not BIP39’s', () => {
  const keys = rootKeysOf(suite, fromHex('00'.repeat(32)))
  expect(rootKeysOf(suite, fromHex('00'.repeat(32)))).toEqual(keys)
  expect(rootKeysOf(suite, entropy)).not.toEqual(keys)
  expect([keys.rootSign.publicKey.length, keys.recoveryKem.publicKey.length]).toEqual([32, 1216])
  expect(keys.recoveryKem.secretKey).toEqual(suite.kdf(new Uint8Array(32), 'root/kem', 32))
})

test('T05 entropy that is empty or short has neither words nor keys', () => {
  for (const length of [0, 16, 31, 33]) {
    expect(() => wordsOf(new Uint8Array(length))).toThrow(RangeError)
    expect(() => rootKeysOf(suite, new Uint8Array(length))).toThrow(RangeError)
  }
})
