// Creates, opens and reseals the vault: one random key that opens the database, the pins file and the device's secrets.
// Core and CLI. PROTOCOL §6, §19.18. The vault key never changes; only what it is wrapped under does.
import { readFile } from 'node:fs/promises'
import { Refused } from '../../shared/base/errors.ts'
import { openEnvelope, sealEnvelope } from '../../shared/crypto/envelope.ts'
import type { Protection, UnlockedVault, VaultEnvironment, VaultMode } from './interface.ts'
import { OpenVault } from './open-vault.ts'
import { requireStrongPassphrase } from './passphrase-quality.ts'
import { decodeVaultFile, type VaultFile } from './vault-file.ts'
import { recoveryPlace, unwrapVaultKey, wrapVaultKey } from './vault-key.ts'

/** How the vault in `file` is protected, or null where there is none. Throws as `decodeVaultFile` does. */
export async function vaultMode(file: string): Promise<VaultMode | null> {
  const bytes = await readIfPresent(file)
  return bytes === null ? null : decodeVaultFile(bytes).header.mode
}

/**
 * A new vault, written to `file` and open. `recoveryEntropy` are the 32 bytes behind the recovery words.
 * Throws E_CONFLICT where a vault exists, E_POLICY for a weak passphrase.
 */
export async function createVault(
  environment: VaultEnvironment,
  file: string,
  options: { readonly protection: Protection; readonly recoveryEntropy: Uint8Array; readonly secrets?: Uint8Array },
): Promise<UnlockedVault> {
  const { suite } = environment
  requireStrongPassphrase(options.protection)
  if ((await readIfPresent(file)) !== null) throw new Refused('E_CONFLICT', 'a vault exists')
  const vaultKey = suite.random(32)
  const vaultId = suite.random(16)
  const recoveryWrap = sealEnvelope(suite, recoveryPlace(suite, options.recoveryEntropy, vaultId), vaultKey)
  const wrapped = await wrapVaultKey(environment, vaultKey, { vaultId, protection: options.protection })
  const secrets = options.secrets ?? new Uint8Array(0)
  return OpenVault.create(environment, file, { vaultKey, parts: { ...wrapped, recoveryWrap }, secrets })
}

/** Throws E_OPEN for a wrong passphrase or key and for an altered vault alike, E_ID where there is none. */
export async function unlockVault(
  environment: VaultEnvironment,
  file: string,
  protection: Protection,
): Promise<UnlockedVault> {
  const stored = await readVault(file)
  const vaultKey = await unwrapVaultKey(environment, stored, protection)
  return OpenVault.open(environment, file, { vaultKey, stored })
}

/** Opens the vault with the bytes behind the recovery words and protects it anew. Throws E_OPEN for another person's words. */
export async function unlockVaultWithRecovery(
  environment: VaultEnvironment,
  file: string,
  options: { readonly recoveryEntropy: Uint8Array; readonly protection: Protection },
): Promise<UnlockedVault> {
  const { suite } = environment
  requireStrongPassphrase(options.protection)
  const stored = await readVault(file)
  const { vaultId } = stored.header
  const place = recoveryPlace(suite, options.recoveryEntropy, vaultId)
  const vaultKey = openEnvelope(suite, place, stored.recoveryWrap)
  const vault = OpenVault.open(environment, file, { vaultKey, stored })
  try {
    await vault.protect(options.protection, sealEnvelope(suite, place, vaultKey))
  } catch (error) {
    vault.lock()
    throw error
  }
  return vault
}

async function readVault(file: string): Promise<VaultFile> {
  const bytes = await readIfPresent(file)
  if (bytes === null) throw new Refused('E_ID', 'no vault')
  return decodeVaultFile(bytes)
}

async function readIfPresent(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
