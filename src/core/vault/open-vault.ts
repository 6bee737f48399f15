// The vault while it is open: keys in ordinary buffers, every change written durably, zeros after `lock`. Core and CLI.
// PROTOCOL §6.
import { writeFileAtomic } from '../../node/files/index.ts'
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../../shared/crypto/envelope.ts'
import { lengthPrefixed, type Suite } from '../../shared/crypto/suite.ts'
import type { Protection, UnlockedVault, VaultEnvironment, VaultMode } from './interface.ts'
import { requireStrongPassphrase } from './passphrase-quality.ts'
import { encodeVaultFile, maxSecretsLength, type VaultFile } from './vault-file.ts'
import { unwrapVaultKey, wrapVaultKey } from './vault-key.ts'

type OpenParts = Omit<VaultFile, 'secrets'>

export class OpenVault implements UnlockedVault {
  readonly #environment: VaultEnvironment
  readonly #file: string
  readonly #vaultKey: Uint8Array
  readonly #databaseKey: Uint8Array
  readonly #pinsKey: Uint8Array
  #parts: OpenParts
  #secrets: Uint8Array
  #locked = false
  /** Changes follow one another: each writes the whole file. */
  #lastChange: Promise<void> = Promise.resolve()

  private constructor(
    environment: VaultEnvironment,
    file: string,
    content: { readonly vaultKey: Uint8Array; readonly parts: OpenParts; readonly secrets: Uint8Array },
  ) {
    const { suite } = environment
    this.#environment = environment
    this.#file = file
    this.#vaultKey = content.vaultKey
    this.#databaseKey = suite.kdf(content.vaultKey, 'vault/database', 32)
    this.#pinsKey = suite.kdf(content.vaultKey, 'vault/pins', 32)
    this.#parts = content.parts
    this.#secrets = content.secrets
  }

  /** Takes over `vaultKey`. Throws E_OPEN unless every byte of the file is what was last written with this key. */
  static open(
    environment: VaultEnvironment,
    file: string,
    { vaultKey, stored }: { readonly vaultKey: Uint8Array; readonly stored: VaultFile },
  ): OpenVault {
    const { secrets: sealed, ...parts } = stored
    try {
      const secrets = openEnvelope(environment.suite, secretsPlace(environment.suite, vaultKey, parts), sealed)
      return new OpenVault(environment, file, { vaultKey, parts, secrets })
    } catch (error) {
      environment.suite.backend.wipe(vaultKey)
      throw error
    }
  }

  /** Takes over `vaultKey` and writes a first file. */
  static async create(
    environment: VaultEnvironment,
    file: string,
    content: { readonly vaultKey: Uint8Array; readonly parts: OpenParts; readonly secrets: Uint8Array },
  ): Promise<OpenVault> {
    const vault = new OpenVault(environment, file, { ...content, secrets: new Uint8Array(0) })
    await vault.saveSecrets(content.secrets)
    return vault
  }

  get mode(): VaultMode {
    return this.#parts.header.mode
  }

  get databaseKey(): Uint8Array {
    this.#mustBeOpen()
    return this.#databaseKey
  }

  get pinsKey(): Uint8Array {
    this.#mustBeOpen()
    return this.#pinsKey
  }

  get secrets(): Uint8Array {
    this.#mustBeOpen()
    return this.#secrets
  }

  async saveSecrets(secrets: Uint8Array): Promise<void> {
    if (secrets.length > maxSecretsLength) throw new RangeError('secrets too long')
    const kept = new Uint8Array(secrets)
    await this.#change(() => Promise.resolve({ parts: this.#parts, secrets: kept }))
  }

  async changeProtection(current: Protection, next: Protection): Promise<void> {
    requireStrongPassphrase(next)
    const stored = { ...this.#parts, secrets: new Uint8Array(0) }
    this.#environment.suite.backend.wipe(await unwrapVaultKey(this.#environment, stored, current))
    await this.protect(next, this.#parts.recoveryWrap)
  }

  /** Wraps the vault key anew, without asking for what protects it now. */
  async protect(protection: Protection, recoveryWrap: Uint8Array): Promise<void> {
    await this.#change(async () => {
      const { vaultId } = this.#parts.header
      const wrapped = await wrapVaultKey(this.#environment, this.#vaultKey, { vaultId, protection })
      return { parts: { ...wrapped, recoveryWrap }, secrets: this.#secrets }
    })
  }

  lock(): void {
    this.#locked = true
    for (const secret of [this.#vaultKey, this.#databaseKey, this.#pinsKey, this.#secrets]) {
      this.#environment.suite.backend.wipe(secret)
    }
  }

  #change(next: () => Promise<{ readonly parts: OpenParts; readonly secrets: Uint8Array }>): Promise<void> {
    const change = this.#lastChange.then(async () => {
      this.#mustBeOpen()
      const { suite } = this.#environment
      const { parts, secrets } = await next()
      this.#mustBeOpen()
      const sealed = sealEnvelope(suite, secretsPlace(suite, this.#vaultKey, parts), secrets)
      await writeFileAtomic(this.#file, encodeVaultFile({ ...parts, secrets: sealed }))
      if (this.#secrets !== secrets) suite.backend.wipe(this.#secrets)
      this.#parts = parts
      this.#secrets = secrets
      if (this.#locked) suite.backend.wipe(secrets)
    })
    this.#lastChange = change.catch(() => undefined)
    return change
  }

  #mustBeOpen(): void {
    if (this.#locked) throw new Error('the vault is locked')
  }
}

/** Everything before the secrets is their associated data: no byte of a vault changes unnoticed, whatever opens it. */
function secretsPlace(suite: Suite, vaultKey: Uint8Array, parts: OpenParts): EnvelopePlace {
  return {
    key: suite.kdf(vaultKey, 'vault/secrets', 32),
    label: 'vault-secrets',
    context: lengthPrefixed(parts.headerBytes, parts.wrap, parts.recoveryWrap),
  }
}
