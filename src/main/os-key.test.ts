// The key for the vault in this computer's key store.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OsKeyFile, type KeyStore } from './os-key.ts'

let directory: string
beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'siegel-os-key-'))))
afterEach(() => rmSync(directory, { recursive: true }))

/** Seals by turning every bit over: what it makes differs from what it is given, and another store does not open it. */
const turned = (bytes: Buffer, by: number): Buffer => Buffer.from(bytes.map((byte) => byte ^ by))
const store = (by = 0xff, more: Partial<KeyStore> = {}): KeyStore => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => turned(Buffer.from(text), by),
  decryptString: (sealed) => turned(sealed, by).toString(),
  ...more,
})
const file = (keys: KeyStore) => new OsKeyFile(path.join(directory, 'os-key'), keys)

describe('the key store of this computer', () => {
  it('keeps one key of 32 bytes, sealed, for its owner alone', async () => {
    const made = await file(store()).answer('make')
    if (made.kind !== 'key') throw new Error(made.kind)
    expect(made.key).toHaveLength(32)
    expect(await file(store()).answer('read')).toEqual(made)
    expect(await file(store()).answer('make')).toEqual(made)
    expect(readdirSync(directory)).toEqual(['os-key'])
    const stored = path.join(directory, 'os-key')
    expect(readFileSync(stored).toString('latin1')).not.toContain(Buffer.from(made.key).toString('base64'))
    if (process.platform !== 'win32') expect(statSync(stored).mode & 0o777).toBe(0o600)
  })

  it('the asynchronous half is used where there is one', async () => {
    const never = (): never => {
      throw new Error('synchronous')
    }
    const keys = store(0xff, {
      isEncryptionAvailable: never,
      encryptString: never,
      decryptString: never,
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text) => Promise.resolve(turned(Buffer.from(text), 7)),
      decryptStringAsync: (sealed) => Promise.resolve({ result: turned(sealed, 7).toString() }),
    })
    const made = await file(keys).answer('make')
    expect(made.kind).toBe('key')
    expect(await file(keys).answer('read')).toEqual(made)
  })

  it.each([
    ['plain-text', { getSelectedStorageBackend: () => 'basic_text' }],
    ['absent', { isEncryptionAvailable: () => false }],
  ] as const)('T70 without one (%s) nothing is stored, and the reason is told', async (obstacle, more) => {
    for (const want of ['state', 'read', 'make'] as const)
      expect(await file(store(0xff, more)).answer(want)).toEqual({ kind: 'obstacle', obstacle })
    expect(readdirSync(directory)).toEqual([])
  })

  it('T70 a key of another store, or none, is lost: it is not replaced where one is only read', async () => {
    expect(await file(store()).answer('state')).toEqual({ kind: 'there' })
    expect(await file(store()).answer('read')).toEqual({ kind: 'obstacle', obstacle: 'lost' })
    await file(store()).answer('make')
    expect(await file(store(0x55)).answer('read')).toEqual({ kind: 'obstacle', obstacle: 'lost' })
  })
})
