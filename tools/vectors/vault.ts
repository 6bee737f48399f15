// Frozen vaults: every later version must open them. `node tools/vectors/vault.ts` writes what is missing;
// src/core/vault/vectors.test.ts reads it. PROTOCOL §6.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createVault, type Protection } from '../../src/core/vault/index.ts'
import { openSuite } from '../../src/node/crypto/index.ts'
import type { Argon2idRequest } from '../../src/shared/crypto/passphrase.ts'
import { writeVectorsOnce } from './write.ts'

const suite = await openSuite()
const environment = { suite, argon2id: (request: Argon2idRequest) => Promise.resolve(suite.backend.argon2id(request)) }
const osKey = new Uint8Array(32).fill(1)
const recoveryEntropy = new Uint8Array(32).fill(2)
const secrets = new TextEncoder().encode('device secrets')
const passphrase = 'quer durch den moosgrünen tannenwald'
const protections: readonly Protection[] = [
  { mode: 'passphrase', passphrase },
  { mode: 'os', osKey },
  { mode: 'both', passphrase, osKey },
]

const directory = await mkdtemp(path.join(tmpdir(), 'siegel-vectors-'))
const vaults = await Promise.all(
  protections.map(async (protection) => {
    const file = path.join(directory, protection.mode)
    const vault = await createVault(environment, file, { protection, recoveryEntropy, secrets })
    const { databaseKey, pinsKey } = vault
    return { mode: protection.mode, file: new Uint8Array(await readFile(file)), databaseKey, pinsKey }
  }),
)
await rm(directory, { recursive: true })
await writeVectorsOnce('src/core/vault/vectors/vault.json', { passphrase, osKey, recoveryEntropy, secrets, vaults })
