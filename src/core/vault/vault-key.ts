// What the vault key is wrapped under: passphrase, operating system's key, both, or the recovery phrase. Core and CLI.
// PROTOCOL §6, §19.18.
import { Refused } from '../../shared/base/errors.ts'
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../../shared/crypto/envelope.ts'
import { passphraseDefault, passphraseRequest } from '../../shared/crypto/passphrase.ts'
import { lengthPrefixed, type Suite } from '../../shared/crypto/suite.ts'
import type { Protection, VaultEnvironment } from './interface.ts'
import { encodeHeader, type KdfHeader, type VaultFile, type VaultHeader } from './vault-file.ts'

/** Seals `vaultKey` (32 bytes) under a fresh salt at the default cost; the header is associated data. */
export async function wrapVaultKey(
  environment: VaultEnvironment,
  vaultKey: Uint8Array,
  { vaultId, protection }: { readonly vaultId: Uint8Array; readonly protection: Protection },
): Promise<Pick<VaultFile, 'header' | 'headerBytes' | 'wrap'>> {
  const { suite } = environment
  const kdf = protection.mode === 'os' ? null : { salt: suite.random(16), ...passphraseDefault }
  const header: VaultHeader = { vaultId, mode: protection.mode, kdf }
  const headerBytes = encodeHeader(header)
  const key = await wrappingKey(environment, protection, kdf)
  const wrap = sealEnvelope(suite, { key, label: 'vault', context: headerBytes }, vaultKey)
  suite.backend.wipe(key)
  return { header, headerBytes, wrap }
}

/** The vault key. Throws E_OPEN for another mode, passphrase, key or header. */
export async function unwrapVaultKey(
  environment: VaultEnvironment,
  { header, headerBytes, wrap }: VaultFile,
  protection: Protection,
): Promise<Uint8Array> {
  if (protection.mode !== header.mode) throw new Refused('E_OPEN', 'vault of another mode')
  const key = await wrappingKey(environment, protection, header.kdf)
  try {
    return openEnvelope(environment.suite, { key, label: 'vault', context: headerBytes }, wrap)
  } finally {
    environment.suite.backend.wipe(key)
  }
}

/** Where the vault key lies under the recovery phrase. Bound to the vault's id: the header changes with the passphrase. */
export function recoveryPlace(suite: Suite, recoveryEntropy: Uint8Array, vaultId: Uint8Array): EnvelopePlace {
  return {
    key: suite.kdf(recoveryEntropy, 'vault/recovery', 32),
    label: 'vault',
    context: lengthPrefixed('recovery', vaultId),
  }
}

async function wrappingKey(
  { suite, argon2id }: VaultEnvironment,
  protection: Protection,
  kdf: KdfHeader | null,
): Promise<Uint8Array> {
  if (protection.mode === 'os') return suite.kdf(protection.osKey, 'vault/os', 32)
  if (protection.mode === 'both' && protection.osKey.length !== 32) throw new RangeError('operating system key')
  if (kdf === null) throw new RangeError('no passphrase header')
  const request = passphraseRequest({ passphrase: protection.passphrase, ...kdf })
  const passphraseKey = await argon2id(request)
  try {
    return protection.mode === 'both'
      ? suite.kdf(passphraseKey, 'vault/both', 32, protection.osKey)
      : suite.kdf(passphraseKey, 'vault/pass', 32)
  } finally {
    for (const secret of [request.password, passphraseKey]) suite.backend.wipe(secret)
  }
}
