// From a passphrase to a key, with a floor and a ceiling that no stored header can change. PROTOCOL §6 (T69).
// Core and CLI. The limits are the same in tests.
import { utf8 } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import type { CryptoBackend } from './backend.ts'
import type { Suite } from './suite.ts'

/** What an Argon2id run costs; a vault's header holds it. */
export type PassphraseCost = { readonly passes: number; readonly memoryBytes: number }
export type Argon2idRequest = Parameters<CryptoBackend['argon2id']>[0]
/** One run, here or (core) in a worker thread. */
export type Argon2id = (request: Argon2idRequest) => Uint8Array | Promise<Uint8Array>

const mebibyte = 2 ** 20
export const passphraseDefault: PassphraseCost = { passes: 3, memoryBytes: 256 * mebibyte }
export const passphraseFloor: PassphraseCost = { passes: 3, memoryBytes: 64 * mebibyte }
export const passphraseCeiling: PassphraseCost = { passes: 10, memoryBytes: 1024 * mebibyte }

/** Throws E_LIMIT for a cost below the floor (a downgrade) or above the ceiling (a denial of service), or a salt ≠ 16 bytes. */
export function checkPassphraseCost({
  salt,
  passes,
  memoryBytes,
}: PassphraseCost & { readonly salt: Uint8Array }): void {
  const within = (value: number, name: keyof PassphraseCost) =>
    Number.isInteger(value) && value >= passphraseFloor[name] && value <= passphraseCeiling[name]
  if (salt.length !== 16 || !within(passes, 'passes') || !within(memoryBytes, 'memoryBytes')) {
    throw new Refused('E_LIMIT', 'passphrase cost')
  }
}

/**
 * The Argon2id run that turns `passphrase` (NFKC) into 32 bytes: for a worker thread. The cost is checked before the
 * passphrase is looked at. Throws E_LIMIT (cost) or E_POLICY (empty passphrase, or text that is not well-formed).
 */
export function passphraseRequest(
  request: PassphraseCost & { readonly passphrase: string; readonly salt: Uint8Array },
): Argon2idRequest {
  checkPassphraseCost(request)
  const { passphrase, salt, passes, memoryBytes } = request
  if (passphrase === '' || !passphrase.isWellFormed()) throw new Refused('E_POLICY', 'passphrase')
  return { password: utf8(passphrase.normalize('NFKC')), salt, length: 32, passes, memoryBytes }
}

/** `passphraseRequest`, run here: 32 bytes. Blocks for a second or so. */
export function passphraseKey(suite: Suite, request: Parameters<typeof passphraseRequest>[0]): Uint8Array {
  return suite.backend.argon2id(passphraseRequest(request))
}
