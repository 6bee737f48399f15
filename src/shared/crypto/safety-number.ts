// The safety number: 60 digits that two people compare to know that they hold each other's identity. PROTOCOL §7, §19.21.
// All processes. It depends on the two identity ids alone, so it survives new devices.
import { compareBytes } from '../base/bytes.ts'
import { fromHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { IdentityId } from '../domain/ids.ts'
import type { Argon2id } from './passphrase.ts'
import { lengthPrefixed, type Suite } from './suite.ts'

/**
 * Twelve groups of five digits, separated by spaces; the same whoever computes it. `argon2id` runs off the event loop where there
 * is one to keep free: twice, 64 MiB each. Throws E_ID for one identity twice.
 */
export async function safetyNumber(
  suite: Suite,
  argon2id: Argon2id,
  mine: IdentityId,
  theirs: IdentityId,
): Promise<string> {
  if (mine === theirs) throw new Refused('E_ID', 'safety number with oneself')
  const sides = [fromHex(mine), fromHex(theirs)].sort(compareBytes)
  return (await Promise.all(sides.map((id) => sideOf(suite, argon2id, id)))).flat().join(' ')
}

/** Whether `typed` is the whole number, whatever its spacing: a part of it never counts. */
export function matchesSafetyNumber(number: string, typed: string): boolean {
  const [expected, found] = [number, typed].map((text) => text.replace(/\s/gu, ''))
  return expected !== undefined && /^\d{60}$/.test(expected) && found === expected
}

async function sideOf(suite: Suite, argon2id: Argon2id, id: Uint8Array): Promise<string[]> {
  if (id.length !== 32) throw new RangeError('identity id')
  const digest = await argon2id({
    password: lengthPrefixed('safety-number', id),
    salt: suite.hash('safety/salt').slice(0, 16),
    length: 30,
    passes: 3,
    memoryBytes: 64 * 2 ** 20,
  })
  return [0, 5, 10, 15, 20, 25].map((at) => {
    const number = digest.subarray(at, at + 5).reduce((sum, byte) => sum * 256 + byte, 0)
    return String(number % 100_000).padStart(5, '0')
  })
}
