// 32 random bytes for the vault, sealed by the key store of this computer in a small file beside the profile. Main process.
// PROTOCOL §6: ATTACKS T70, where there is no key store nothing is stored, and core is told why.
import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import type { OsKeyAnswer, OsKeyObstacle } from '../shared/ipc/core-process.ts'

/** What is used of Electron's `safeStorage`; older versions have the synchronous half only. */
export type KeyStore = {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(sealed: Buffer): string
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(text: string): Promise<Buffer>
  decryptStringAsync?(sealed: Buffer): Promise<{ readonly result: string }>
  /** Linux only. */
  getSelectedStorageBackend?(): string
}

export class OsKeyFile {
  readonly #file: string
  readonly #store: KeyStore

  constructor(file: string, store: KeyStore) {
    this.#file = file
    this.#store = store
  }

  /** `state`: whether there is a key store · `read`: the key of this profile · `make`: the same, or a new one where there is none. */
  async answer(want: 'state' | 'read' | 'make'): Promise<OsKeyAnswer> {
    const obstacle = await this.#obstacle()
    if (obstacle !== null) return { kind: 'obstacle', obstacle }
    if (want === 'state') return { kind: 'there' }
    const key = await this.#read().catch(() => null)
    if (key !== null) return { kind: 'key', key }
    return want === 'make' ? this.#make() : { kind: 'obstacle', obstacle: 'lost' }
  }

  async #obstacle(): Promise<OsKeyObstacle | null> {
    // The desktop has no key store: Chromium would seal with a password that stands in its source.
    if (this.#store.getSelectedStorageBackend?.() === 'basic_text') return 'plain-text'
    const isThere = this.#store.isAsyncEncryptionAvailable?.() ?? this.#store.isEncryptionAvailable()
    return (await isThere) ? null : 'absent'
  }

  async #read(): Promise<Uint8Array | null> {
    const sealed = await readFile(this.#file)
    const opened = this.#store.decryptStringAsync?.(sealed) ?? { result: this.#store.decryptString(sealed) }
    const key = Buffer.from((await opened).result, 'base64')
    return key.length === 32 ? new Uint8Array(key) : null
  }

  async #make(): Promise<OsKeyAnswer> {
    const key = randomBytes(32)
    const text = key.toString('base64')
    const sealed = this.#store.encryptStringAsync?.(text) ?? this.#store.encryptString(text)
    await writeFile(`${this.#file}.new`, await sealed, { mode: 0o600, flush: true })
    await rename(`${this.#file}.new`, this.#file)
    return { kind: 'key', key: new Uint8Array(key) }
  }
}
