// The frozen vectors of identity logs and receipts read as they did when they were written, and T44: no byte of them may change.
// PROTOCOL §5, §8. `node tools/vectors/identity.ts` writes missing ones.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex, toHex } from '../base/encoding.ts'
import { rootKeysOf } from '../crypto/recovery-phrase.ts'
import type { Suite } from '../crypto/suite.ts'
import type { RelayId } from '../domain/ids.ts'
import { encodeEntry, parseEntry } from './entry.ts'
import { IdentityLog, mustHandOutSeed, openIdentitySeed } from './identity/index.ts'
import { verifyReceipt, type Receipt } from './receipt.ts'
import { verdictOf } from './testing/people.ts'

type Accepted = { entropy: string; entries: string[]; seeds: (string | null)[]; state: object }
type Refused = { after: string; code: string; entry: string }
type ReceiptVector = { relayId: RelayId; receipt: string; held?: Receipt; code?: string }

const folder = join(import.meta.dirname, 'vectors')
function vectorsIn(part: string): readonly (readonly [string, unknown])[] {
  const files = readdirSync(join(folder, part)).filter((file) => file.endsWith('.json'))
  return files
    .sort()
    .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, part, file), 'utf8'))])
}
const accepted = vectorsIn('identity/accepted') as [string, Accepted][]
const refused = vectorsIn('identity/refused') as [string, Refused][]
const receipts = vectorsIn('receipt') as [string, ReceiptVector][]

let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})
const parse = (entry: string) => parseEntry(suite, 'identity', fromHex(entry))
const logOf = (entries: readonly string[]) => IdentityLog.verify(suite, entries.map(parse))

describe('identity logs that stand', () => {
  test('there are as many as were written', () => {
    expect(accepted).toHaveLength(12)
    expect(refused).toHaveLength(42)
    expect(receipts).toHaveLength(5)
  })

  test.each(accepted)('%s', (_, { entropy, entries, seeds, state }) => {
    const log = logOf(entries)
    const devices = [...log.state.devices.values()]
    expect({ ...log.state, devices }).toMatchObject(state)
    expect(log.entries.map((entry) => toHex(encodeEntry(entry)))).toEqual(entries)
    const opener = { recoverySecretKey: rootKeysOf(suite, fromHex(entropy)).recoveryKem.secretKey }
    seeds.forEach((seed, i) => {
      if (seed === null) expect(verdictOf(() => openIdentitySeed(suite, log, opener, i + 1))).toBe('E_OPEN')
      else expect(toHex(openIdentitySeed(suite, log, opener, i + 1))).toBe(seed)
    })
    for (const entry of log.entries) if (entry.body !== null) mustHandOutSeed(suite, log, entry)
  })
})

test.each(refused)('refused entry: %s', (_, { after, code, entry }) => {
  const log = logOf(accepted.find(([name]) => name === after)?.[1].entries ?? expect.fail())
  expect(verdictOf(() => log.append(suite, parse(entry)))).toBe(code)
})

test.each(receipts)('receipt: %s', (_, { relayId, receipt, held, code }) => {
  const verify = () => verifyReceipt(suite, fromHex(receipt), relayId)
  if (held !== undefined) expect(verify()).toEqual(held)
  else expect(verdictOf(verify)).toBe(code)
})

test('T44 every byte of every entry, mutated once, is refused', { timeout: 120_000 }, () => {
  const seen = new Set<string>()
  let mutations = 0
  for (const [name, { entries }] of accepted) {
    const log = logOf(entries)
    for (const [seq, entry] of entries.entries()) {
      if (seen.has(entry)) continue
      seen.add(entry)
      const append = (stored: Uint8Array) =>
        seq === 0
          ? IdentityLog.verify(suite, [parseEntry(suite, 'identity', stored)], log.id)
          : log.upTo(seq - 1).append(suite, parseEntry(suite, 'identity', stored))
      expect(verdictOf(() => append(fromHex(entry)))).toBe('accepted')
      const stored = fromHex(entry)
      for (let i = 0; i < stored.length; i++) {
        const before = stored[i] ?? 0
        stored[i] = before ^ (1 << (i % 8))
        if (verdictOf(() => append(stored)) === 'accepted') expect.fail(`${name}, entry ${seq}, byte ${i}`)
        stored[i] = before
        mutations++
      }
    }
  }
  expect(mutations).toBeGreaterThan(10_000)
})
