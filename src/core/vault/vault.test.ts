// Stories and attacks around vault.cbor. PROTOCOL §6, §19.18.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { decodeCanonical, encodeCanonical, type Cbor } from '../../shared/base/canonical.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Argon2idRequest } from '../../shared/crypto/passphrase.ts'
import { createVault, unlockVault, unlockVaultWithRecovery, vaultMode, type Protection } from './index.ts'

const suite = await openSuite()
const realCost = { suite, argon2id: (request: Argon2idRequest) => Promise.resolve(suite.backend.argon2id(request)) }

/** Argon2id with 64 KiB whatever is asked for, once floor and ceiling let the request through: the tests try many. */
function cheap(asked: Argon2idRequest[] = []) {
  return {
    suite,
    argon2id(request: Argon2idRequest): Promise<Uint8Array> {
      asked.push({ ...request, password: new Uint8Array(request.password) })
      return Promise.resolve(suite.backend.argon2id({ ...request, memoryBytes: 2 ** 16 }))
    },
  }
}

const passphrase = 'quer durch den moosgrünen tannenwald'
const osKey = suite.random(32)
const recoveryEntropy = suite.random(32)
const secrets = new TextEncoder().encode("alice's device keys")
const protections: readonly Protection[] = [
  { mode: 'passphrase', passphrase },
  { mode: 'os', osKey },
  { mode: 'both', passphrase, osKey },
]

let directory = ''
let file = ''
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'siegel-vault-'))
  file = path.join(directory, 'vault.cbor')
})
afterEach(() => rm(directory, { recursive: true }))

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
  return 'opened'
}

test('alice sets up with the full passphrase cost, locks, and comes back to the same keys', async () => {
  const protection = { mode: 'passphrase', passphrase } as const
  const vault = await createVault(realCost, file, { protection, recoveryEntropy, secrets })
  const before = { database: vault.databaseKey.slice(), pins: vault.pinsKey.slice() }
  vault.lock()
  const again = await unlockVault(realCost, file, protection)
  expect(again.databaseKey).toEqual(before.database)
  expect(again.pinsKey).toEqual(before.pins)
  expect(again.secrets).toEqual(secrets)
  expect(again.databaseKey).not.toEqual(again.pinsKey)
})

describe.each(protections)('a vault in mode $mode', (protection) => {
  test('opens again with what protects it and says its mode', async () => {
    const vault = await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
    expect(await vaultMode(file)).toBe(protection.mode)
    const again = await unlockVault(cheap(), file, protection)
    expect(again.databaseKey).toEqual(vault.databaseKey)
    expect(again.secrets).toEqual(secrets)
  })

  test('refuses every other protection with one error', async () => {
    await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
    const wrong: Protection[] = [
      ...protections.filter(({ mode }) => mode !== protection.mode),
      { mode: 'passphrase', passphrase: `${passphrase} ` },
      { mode: 'os', osKey: suite.random(32) },
      { mode: 'both', passphrase, osKey: suite.random(32) },
      { mode: 'both', passphrase: `${passphrase} `, osKey },
    ]
    for (const attempt of wrong) expect(await refusal(unlockVault(cheap(), file, attempt))).toBe('E_OPEN')
  })

  test('T44 every byte flipped, every truncation, every appended byte is refused', async () => {
    await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
    const whole = new Uint8Array(await readFile(file))
    expect(await refusal(unlockVault(cheap(), file, protection))).toBe('opened')
    const seen = new Set<string>()
    const tryBytes = async (bytes: Uint8Array) => {
      await writeFile(file, bytes)
      const byProtection = await refusal(unlockVault(cheap(), file, protection))
      const next = { recoveryEntropy, protection: { mode: 'os', osKey } } as const
      const byWords = await refusal(unlockVaultWithRecovery(cheap(), file, next))
      expect(byProtection).not.toBe('opened')
      expect(byWords).not.toBe('opened')
      seen.add(byProtection)
    }
    for (let at = 0; at < whole.length; at++) {
      const mutated = whole.slice()
      mutated[at] = (mutated[at] ?? 0) ^ (1 << (at % 8))
      await tryBytes(mutated)
    }
    for (let length = 0; length < whole.length; length += 31) await tryBytes(whole.slice(0, length))
    await tryBytes(new Uint8Array([...whole, 0]))
    expect(['E_CANON', 'E_LIMIT', 'E_OPEN', 'E_UNKNOWN_VERSION']).toEqual(expect.arrayContaining([...seen]))
    expect(seen).toContain('E_OPEN')
  })

  test('the recovery words set a new passphrase; the vault key stays', async () => {
    const vault = await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
    const next = { mode: 'passphrase', passphrase: 'ein ganz anderer satz mit sieben worten' } as const
    const recovered = await unlockVaultWithRecovery(cheap(), file, { recoveryEntropy, protection: next })
    expect(recovered.databaseKey).toEqual(vault.databaseKey)
    expect(recovered.secrets).toEqual(secrets)
    expect((await unlockVault(cheap(), file, next)).databaseKey).toEqual(vault.databaseKey)
    expect(await refusal(unlockVault(cheap(), file, protection))).toBe('E_OPEN')
    const once = await unlockVaultWithRecovery(cheap(), file, { recoveryEntropy, protection })
    expect(once.databaseKey).toEqual(vault.databaseKey)
  })
})

test("bob's recovery words do not open alice's vault and change nothing", async () => {
  const protection = { mode: 'os', osKey } as const
  await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
  const before = await readFile(file)
  const attempt = unlockVaultWithRecovery(cheap(), file, { recoveryEntropy: suite.random(32), protection })
  expect(await refusal(attempt)).toBe('E_OPEN')
  expect(await readFile(file)).toEqual(before)
})

test("parts of bob's vault in alice's are refused, even under the same protection", async () => {
  const protection = { mode: 'os', osKey } as const
  await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
  const other = path.join(directory, 'other.cbor')
  await createVault(cheap(), other, { protection, recoveryEntropy, secrets })
  const [mine, foreign] = await Promise.all([file, other].map(async (name) => decodeVault(await readFile(name))))
  for (let position = 2; position < 6; position++) {
    const mixed = mine?.with(position, foreign?.[position] ?? null) ?? []
    await writeFile(file, encodeCanonical(mixed))
    expect(await refusal(unlockVault(cheap(), file, protection))).toBe('E_OPEN')
    expect(await refusal(unlockVaultWithRecovery(cheap(), file, { recoveryEntropy, protection }))).toBe('E_OPEN')
  }
  await writeFile(file, encodeCanonical(foreign ?? []))
  expect(await refusal(unlockVault(cheap(), file, protection))).toBe('opened')
})

const decodeVault = (bytes: Uint8Array): Cbor[] => decodeCanonical(new Uint8Array(bytes), 2 ** 20) as Cbor[]

describe('T69 the header cannot make guessing cheap or unlocking endless', () => {
  const mebibyte = 2 ** 20
  test.each([
    ['8 KiB of memory', ['argon2id-1.3', new Uint8Array(16), 3, 8192], 'E_LIMIT'],
    ['one pass', ['argon2id-1.3', new Uint8Array(16), 1, 256 * mebibyte], 'E_LIMIT'],
    ['8 GiB of memory', ['argon2id-1.3', new Uint8Array(16), 3, 8192 * mebibyte], 'E_LIMIT'],
    ['a thousand passes', ['argon2id-1.3', new Uint8Array(16), 1000, 256 * mebibyte], 'E_LIMIT'],
    ['another algorithm', ['scrypt', new Uint8Array(16), 3, 256 * mebibyte], 'E_CANON'],
    ['a short salt', ['argon2id-1.3', new Uint8Array(8), 3, 256 * mebibyte], 'E_CANON'],
    ['no salt', ['argon2id-1.3', new Uint8Array(0), 3, 256 * mebibyte], 'E_CANON'],
    ['no cost at all', null, 'E_CANON'],
  ] as const)('%s: refused before the passphrase is used', async (_, cost, code) => {
    const protection = { mode: 'passphrase', passphrase } as const
    await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
    const parts = decodeVault(await readFile(file))
    const header = decodeVault(parts[2] as Uint8Array)
    await writeFile(file, encodeCanonical(parts.with(2, encodeCanonical(header.with(4, cost)))))
    const asked: Argon2idRequest[] = []
    expect(await refusal(unlockVault(cheap(asked), file, protection))).toBe(code)
    expect(asked).toEqual([])
  })

  test('a changed salt or a dearer cost within the limits does not open: the header is authenticated', async () => {
    const protection = { mode: 'passphrase', passphrase } as const
    await createVault(cheap(), file, { protection, recoveryEntropy, secrets })
    const parts = decodeVault(await readFile(file))
    const header = decodeVault(parts[2] as Uint8Array)
    const [, salt] = header[4] as Cbor[]
    for (const cost of [
      ['argon2id-1.3', suite.random(16), 3, 256 * mebibyte],
      ['argon2id-1.3', salt ?? null, 3, 257 * mebibyte],
    ]) {
      await writeFile(file, encodeCanonical(parts.with(2, encodeCanonical(header.with(4, cost)))))
      const asked: Argon2idRequest[] = []
      expect(await refusal(unlockVault(cheap(asked), file, protection))).toBe('E_OPEN')
      expect(asked).toHaveLength(1)
    }
  })
})

test('a vault of a later version says so', async () => {
  await writeFile(file, encodeCanonical([2, 'vault', 'whatever comes']))
  expect(await refusal(vaultMode(file))).toBe('E_UNKNOWN_VERSION')
})

test('no vault: the mode is null, unlocking is E_ID; an empty file is refused', async () => {
  expect(await vaultMode(file)).toBeNull()
  expect(await refusal(unlockVault(cheap(), file, { mode: 'os', osKey }))).toBe('E_ID')
  await writeFile(file, '')
  expect(await refusal(vaultMode(file))).toBe('E_CANON')
})

test('a second set-up never overwrites a vault', async () => {
  const options = { protection: { mode: 'os', osKey }, recoveryEntropy, secrets } as const
  await createVault(cheap(), file, options)
  expect(await refusal(createVault(cheap(), file, options))).toBe('E_CONFLICT')
})

test('weak and empty passphrases are refused before anything is written', async () => {
  for (const weak of ['', 'password1234', 'siegelsiegel', 'Blumentopf']) {
    const protection = { mode: 'passphrase', passphrase: weak } as const
    expect(await refusal(createVault(cheap(), file, { protection, recoveryEntropy }))).toBe('E_POLICY')
  }
  expect(await readdir(directory)).toEqual([])
})

test('a passphrase counts in NFKC: another keyboard types the same', async () => {
  const composed = { mode: 'passphrase', passphrase: passphrase.normalize('NFC') } as const
  const decomposed = { mode: 'passphrase', passphrase: passphrase.normalize('NFD') } as const
  expect(composed).not.toEqual(decomposed)
  await createVault(cheap(), file, { protection: composed, recoveryEntropy })
  expect(await refusal(unlockVault(cheap(), file, decomposed))).toBe('opened')
})

test('an operating system key that is missing or short never opens or seals anything', async () => {
  for (const length of [0, 16, 31, 33]) {
    const short = new Uint8Array(length)
    for (const protection of [
      { mode: 'os', osKey: short } as const,
      { mode: 'both', passphrase, osKey: short } as const,
    ]) {
      await expect(createVault(cheap(), file, { protection, recoveryEntropy })).rejects.toThrow(RangeError)
    }
  }
  await expect(
    createVault(cheap(), file, { protection: { mode: 'os', osKey }, recoveryEntropy: new Uint8Array(0) }),
  ).rejects.toThrow(RangeError)
  expect(await readdir(directory)).toEqual([])
})

test('changing the passphrase asks for the present one, keeps keys and secrets, and ends the old one', async () => {
  const [old, next] = [protections[0], { mode: 'both', passphrase: 'neun graue katzen im regen', osKey }] as const
  if (old === undefined) throw new Error('no protection')
  const vault = await createVault(cheap(), file, { protection: old, recoveryEntropy, secrets })
  expect(await refusal(vault.changeProtection({ mode: 'passphrase', passphrase: 'falsch' }, next))).toBe('E_OPEN')
  await vault.changeProtection(old, next)
  expect(await refusal(unlockVault(cheap(), file, old))).toBe('E_OPEN')
  const again = await unlockVault(cheap(), file, next)
  expect(again.databaseKey).toEqual(vault.databaseKey)
  expect(again.secrets).toEqual(secrets)
})

test('secrets saved at the same time end as the last one asked for', async () => {
  const protection = { mode: 'os', osKey } as const
  const vault = await createVault(cheap(), file, { protection, recoveryEntropy })
  expect(vault.secrets).toHaveLength(0)
  await Promise.all([1, 2, 3].map((n) => vault.saveSecrets(Uint8Array.of(n))))
  expect(vault.secrets).toEqual(Uint8Array.of(3))
  expect((await unlockVault(cheap(), file, protection)).secrets).toEqual(Uint8Array.of(3))
  expect(await readdir(directory)).toEqual(['vault.cbor'])
})

test('T71 after lock every handed-out key is zeros and nothing is reachable', async () => {
  const vault = await createVault(cheap(), file, { protection: { mode: 'os', osKey }, recoveryEntropy, secrets })
  const handedOut = [vault.databaseKey, vault.pinsKey, vault.secrets]
  for (const key of handedOut) expect(key.some((byte) => byte !== 0)).toBe(true)
  vault.lock()
  for (const key of handedOut) expect(key.every((byte) => byte === 0)).toBe(true)
  for (const read of [() => vault.databaseKey, () => vault.pinsKey, () => vault.secrets]) expect(read).toThrow('locked')
  await expect(vault.saveSecrets(secrets)).rejects.toThrow('locked')
  expect((await unlockVault(cheap(), file, { mode: 'os', osKey })).secrets).toEqual(secrets)
})

test('the passphrase and its key are wiped once used', async () => {
  const kept: Uint8Array[] = []
  const watching = {
    suite,
    argon2id(request: Argon2idRequest): Promise<Uint8Array> {
      const key = suite.backend.argon2id({ ...request, memoryBytes: 2 ** 16 })
      kept.push(request.password, key)
      return Promise.resolve(key)
    },
  }
  await createVault(watching, file, { protection: { mode: 'passphrase', passphrase }, recoveryEntropy })
  expect(kept).toHaveLength(2)
  for (const secret of kept) expect(secret.every((byte) => byte === 0)).toBe(true)
})
