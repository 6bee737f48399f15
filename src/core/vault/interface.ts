// What the vault offers, and what it needs. Core and CLI. PROTOCOL §6, §19.18.
import type { Argon2idRequest } from '../../shared/crypto/passphrase.ts'
import type { Suite } from '../../shared/crypto/suite.ts'

/** What opens a vault besides the recovery words: a passphrase, 32 bytes kept by the operating system, or both together. */
export type Protection =
  | { readonly mode: 'passphrase'; readonly passphrase: string }
  | { readonly mode: 'os'; readonly osKey: Uint8Array }
  | { readonly mode: 'both'; readonly passphrase: string; readonly osKey: Uint8Array }
export type VaultMode = Protection['mode']

export type VaultEnvironment = {
  readonly suite: Suite
  /** Runs off the event loop; takes a second and 256 MiB. */
  readonly argon2id: (request: Argon2idRequest) => Promise<Uint8Array>
}

/** An open vault. After `lock` its keys are zeros and every other member but `mode` throws. */
export interface UnlockedVault {
  /** What opens it besides the recovery words. */
  readonly mode: VaultMode
  /** 32 bytes, for the local database. */
  readonly databaseKey: Uint8Array
  /** 32 bytes, for the sealed pins file. */
  readonly pinsKey: Uint8Array
  /**
   * The device's secrets as the identity feature encoded them; empty until the first `saveSecrets`. The live buffer: zeros
   * after the next `saveSecrets` and after `lock`.
   */
  readonly secrets: Uint8Array
  /** Durable when it fulfils. At most 1 MiB. */
  saveSecrets(secrets: Uint8Array): Promise<void>
  /**
   * Seals the same vault key under `next`. Throws E_OPEN if `current` does not open the vault now, E_POLICY for a
   * weak passphrase.
   */
  changeProtection(current: Protection, next: Protection): Promise<void>
  /** Overwrites every key this vault handed out. */
  lock(): void
}
