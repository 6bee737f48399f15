// The frozen vaults open in this version, at their full cost. Written by tools/vectors/vault.ts. PROTOCOL §6.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex, toHex } from '../../shared/base/encoding.ts'
import type { Argon2idRequest } from '../../shared/crypto/passphrase.ts'
import { unlockVault, unlockVaultWithRecovery, type Protection, type UnlockedVault } from './index.ts'
import vectors from './vectors/vault.json' with { type: 'json' }

const suite = await openSuite()
const environment = { suite, argon2id: (request: Argon2idRequest) => Promise.resolve(suite.backend.argon2id(request)) }
const { passphrase } = vectors
const osKey = fromHex(vectors.osKey)
const protections: Record<string, Protection> = {
  passphrase: { mode: 'passphrase', passphrase },
  os: { mode: 'os', osKey },
  both: { mode: 'both', passphrase, osKey },
}

test.each(vectors.vaults)(
  'a vault of version 1 in mode $mode opens, with its protection and with the words',
  async (stored) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'siegel-vault-'))
    const file = path.join(directory, 'vault.cbor')
    const expectKeys = (vault: UnlockedVault) => {
      const found = [vault.databaseKey, vault.pinsKey, vault.secrets].map(toHex)
      expect(found).toEqual([stored.databaseKey, stored.pinsKey, vectors.secrets])
    }
    try {
      await writeFile(file, fromHex(stored.file))
      const protection = protections[stored.mode]
      if (protection === undefined) throw new Error(stored.mode)
      expectKeys(await unlockVault(environment, file, protection))
      const words = { recoveryEntropy: fromHex(vectors.recoveryEntropy), protection: { mode: 'os', osKey } as const }
      expectKeys(await unlockVaultWithRecovery(environment, file, words))
    } finally {
      await rm(directory, { recursive: true })
    }
  },
)
