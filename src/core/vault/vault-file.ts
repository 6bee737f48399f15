// The bytes of `vault.cbor`, and the checks made on them before any secret is used. Core and CLI. PROTOCOL §6, §19.18.
import { z } from 'zod'
import { Refused } from '../../shared/base/errors.ts'
import { bytes, record, uint } from '../../shared/base/record.ts'
import { checkPassphraseCost } from '../../shared/crypto/passphrase.ts'
import type { VaultMode } from './interface.ts'

const wrapLength = 32 + 72
/** Most bytes of device secrets a vault holds. */
export const maxSecretsLength = 2 ** 20
const maxVaultLength = maxSecretsLength + 4096

const headerRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('vault.header'),
    bytes(16),
    z.enum(['passphrase', 'os', 'both']),
    z.tuple([z.literal('argon2id-1.3'), bytes(16), uint(), uint()]).nullable(),
  ]),
)
const fileRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('vault'),
    bytes({ min: 1, max: 128 }),
    bytes(wrapLength),
    bytes(wrapLength),
    bytes({ min: 72, max: maxSecretsLength + 72 }),
  ]),
)

export type KdfHeader = { readonly salt: Uint8Array; readonly passes: number; readonly memoryBytes: number }

/** The open part of a vault. `vaultId` is 16 random bytes that never change; `kdf` is null exactly in mode `os`. */
export type VaultHeader = {
  readonly vaultId: Uint8Array
  readonly mode: VaultMode
  readonly kdf: KdfHeader | null
}

/** A vault as stored. `headerBytes` is associated data of `wrap`; everything before `secrets` is that of `secrets`. */
export type VaultFile = {
  readonly header: VaultHeader
  readonly headerBytes: Uint8Array
  /** The vault key under passphrase, operating system's key, or both. */
  readonly wrap: Uint8Array
  /** The vault key under the recovery phrase. */
  readonly recoveryWrap: Uint8Array
  readonly secrets: Uint8Array
}

export function encodeHeader({ vaultId, mode, kdf }: VaultHeader): Uint8Array {
  const cost = kdf === null ? null : (['argon2id-1.3', kdf.salt, kdf.passes, kdf.memoryBytes] as const)
  return headerRecord.encode([1, 'vault.header', vaultId, mode, cost === null ? null : [...cost]])
}

export function encodeVaultFile({ headerBytes, wrap, recoveryWrap, secrets }: Omit<VaultFile, 'header'>): Uint8Array {
  return fileRecord.encode([1, 'vault', headerBytes, wrap, recoveryWrap, secrets])
}

/**
 * Nothing in it is authenticated yet. Throws E_LIMIT for a file too long or a passphrase cost outside floor and ceiling,
 * E_CANON, or E_UNKNOWN_VERSION.
 */
export function decodeVaultFile(file: Uint8Array): VaultFile {
  const [, , headerBytes, wrap, recoveryWrap, secrets] = fileRecord.decode(file, maxVaultLength)
  return { header: decodeHeader(headerBytes), headerBytes, wrap, recoveryWrap, secrets }
}

function decodeHeader(headerBytes: Uint8Array): VaultHeader {
  const [, , vaultId, mode, cost] = headerRecord.decode(headerBytes, 128)
  if ((mode === 'os') !== (cost === null)) throw new Refused('E_CANON', 'vault header')
  const kdf = cost === null ? null : { salt: cost[1], passes: cost[2], memoryBytes: cost[3] }
  if (kdf !== null) checkPassphraseCost(kdf)
  return { vaultId, mode, kdf }
}
