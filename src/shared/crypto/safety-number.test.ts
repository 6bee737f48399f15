// Two people compare sixty digits. PROTOCOL §7, §19.21.
import { describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { toHex } from '../base/encoding.ts'
import type { IdentityId } from '../domain/ids.ts'
import { matchesSafetyNumber, safetyNumber } from './safety-number.ts'
import { Suite } from './suite.ts'

const suite = await openSuite()
const someone = () => toHex(suite.random(32)) as IdentityId
const [alice, bob, mallory] = [someone(), someone(), someone()]
const numberOf = (mine: IdentityId, theirs: IdentityId) => safetyNumber(suite, suite.backend.argon2id, mine, theirs)
const number = await numberOf(alice, bob)

describe('T11 safety number', () => {
  test('is twelve groups of five digits, the same for both', async () => {
    expect(number).toMatch(/^\d{5}( \d{5}){11}$/)
    expect(await numberOf(bob, alice)).toBe(number)
  })

  test('is computed where Argon2id is told to run, never here', async () => {
    const elsewhere = suite.backend.argon2id
    const here = () => {
      throw new Error('on the event loop')
    }
    const loop = new Suite({ ...suite.backend, argon2id: here })
    expect(await safetyNumber(loop, (request) => Promise.resolve(elsewhere(request)), alice, bob)).toBe(number)
  })

  test('differs on both sides when mallory sits between them', async () => {
    const [seenByAlice, seenByBob] = [await numberOf(alice, mallory), await numberOf(mallory, bob)]
    expect(new Set([number, seenByAlice, seenByBob]).size).toBe(3)
    expect(matchesSafetyNumber(seenByAlice, seenByBob)).toBe(false)
  })

  test('holds each side’s half whole: the half of alice is the same towards everyone', async () => {
    const halves = (text: string) => [text.slice(0, 35), text.slice(36)]
    const other = halves(await numberOf(alice, mallory))
    const common = halves(number).filter((half) => other.includes(half))
    expect(common).toHaveLength(1)
  })

  test('with oneself is refused', async () => {
    await expect(numberOf(alice, alice)).rejects.toThrow('E_ID')
  })

  test('a part of it never counts, spacing never matters', () => {
    expect(matchesSafetyNumber(number, number.replaceAll(' ', ''))).toBe(true)
    expect(matchesSafetyNumber(number, ` ${number.replaceAll(' ', '\n')} `)).toBe(true)
    const wrong = ['', number.slice(0, -1), number.slice(0, 35), number.slice(36), `${number}0`, `${number} 00000`]
    const lastChanged = number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10)
    for (const typed of [...wrong, lastChanged]) expect(matchesSafetyNumber(number, typed)).toBe(false)
    for (const missing of ['', ' ', '12345']) expect(matchesSafetyNumber(missing, missing)).toBe(false)
  })

  test('T05 an id that is empty or short has no number', async () => {
    for (const bad of ['', 'ab', alice.slice(2)]) {
      await expect(numberOf(bad as IdentityId, bob)).rejects.toThrow(RangeError)
    }
  })
})
