// The length checks in front of libsodium, the same for both back ends. PROTOCOL §2. All processes.
// Needed because raw back ends differ: sodium-native takes Ed25519 signatures with trailing bytes, the WASM one hashes
// unkeyed when the key is empty. Nothing empty or of a wrong length reaches either.
import { Refused } from '../base/errors.ts'
import type { CryptoBackend } from './backend.ts'
import { isUsableXwingKey } from './xwing-key.ts'

const refusedToOpen = (): Refused => new Refused('E_OPEN', 'does not open')

/** `raw` behind exact checks. */
export function checkedBackend(raw: CryptoBackend): CryptoBackend {
  return { ...checkedKeys(raw), ...checkedCiphers(raw), ...checkedHashes(raw) }
}

type Keys =
  'signSeedKeypair' | 'signDetached' | 'verifyDetached' | `xwing${'SeedKeypair' | 'Encapsulate' | 'Decapsulate'}`
type Ciphers = `${'x' | ''}chacha${'Seal' | 'Open'}` | 'xchachaStream'

function checkedKeys(raw: CryptoBackend): Pick<CryptoBackend, Keys> {
  return {
    signSeedKeypair(seed) {
      need(seed, 32)
      return raw.signSeedKeypair(seed)
    },
    signDetached(message, secretKey) {
      needAny(message)
      need(secretKey, 64)
      return raw.signDetached(message, secretKey)
    },
    verifyDetached(signature, message, publicKey) {
      if (!isBytes(signature, 64) || !isBytes(publicKey, 32) || !(message instanceof Uint8Array)) return false
      return raw.verifyDetached(signature, message, publicKey)
    },
    xwingSeedKeypair(seed) {
      need(seed, 32)
      return raw.xwingSeedKeypair(seed)
    },
    xwingEncapsulate(publicKey, seed) {
      need(seed, 64)
      if (!isBytes(publicKey, 1216) || !isUsableXwingKey(publicKey)) throw refusedToOpen()
      return orRefuse(() => raw.xwingEncapsulate(publicKey, seed))
    },
    xwingDecapsulate(ciphertext, secretKey) {
      need(secretKey, 32)
      if (!isBytes(ciphertext, 1120)) throw refusedToOpen()
      return orRefuse(() => raw.xwingDecapsulate(ciphertext, secretKey))
    },
  }
}

function checkedCiphers(raw: CryptoBackend): Pick<CryptoBackend, Ciphers> {
  return {
    xchachaSeal(plaintext, associated, nonce, key) {
      checkSealing(plaintext, associated, key)
      need(nonce, 24)
      return raw.xchachaSeal(plaintext, associated, nonce, key)
    },
    xchachaOpen(ciphertext, associated, nonce, key) {
      checkOpening(ciphertext, associated, key)
      if (!isBytes(nonce, 24)) throw refusedToOpen()
      return orRefuse(() => raw.xchachaOpen(ciphertext, associated, nonce, key))
    },
    chachaSeal(plaintext, associated, nonce, key) {
      checkSealing(plaintext, associated, key)
      need(nonce, 12)
      return raw.chachaSeal(plaintext, associated, nonce, key)
    },
    chachaOpen(ciphertext, associated, nonce, key) {
      checkOpening(ciphertext, associated, key)
      if (!isBytes(nonce, 12)) throw refusedToOpen()
      return orRefuse(() => raw.chachaOpen(ciphertext, associated, nonce, key))
    },
    xchachaStream(length, nonce, key) {
      needInteger(length, 1, 0x10000)
      need(nonce, 24)
      need(key, 32)
      return raw.xchachaStream(length, nonce, key)
    },
  }
}

function checkedHashes(raw: CryptoBackend): Omit<CryptoBackend, Keys | Ciphers> {
  return {
    randomBytes(length) {
      needInteger(length, 1, 0x10000)
      return raw.randomBytes(length)
    },
    blake2b(length, message, key) {
      needInteger(length, 16, 64)
      needAny(message)
      if (key !== null) need(key, 32)
      return raw.blake2b(length, message, key)
    },
    hmacSha256(key, message) {
      needAny(key)
      needAny(message)
      if (key.length === 0) throw new RangeError('empty key')
      return raw.hmacSha256(key, message)
    },
    sha256(message) {
      needAny(message)
      return raw.sha256(message)
    },
    argon2id(request) {
      needAny(request.password)
      if (request.password.length === 0) throw new RangeError('empty password')
      need(request.salt, 16)
      needInteger(request.length, 16, 64)
      needInteger(request.passes, 1, 10)
      needInteger(request.memoryBytes, 8192, 2 ** 30)
      return raw.argon2id(request)
    },
    equalSecrets(a, b) {
      needAny(a)
      needAny(b)
      return a.length > 0 && a.length === b.length && raw.equalSecrets(a, b)
    },
    wipe(secret) {
      needAny(secret)
      raw.wipe(secret)
    },
  }
}

function checkSealing(plaintext: Uint8Array, associated: Uint8Array, key: Uint8Array): void {
  needAny(plaintext)
  needAny(associated)
  need(key, 32)
}

function checkOpening(ciphertext: Uint8Array, associated: Uint8Array, key: Uint8Array): void {
  needAny(associated)
  if (!isBytes(key, 32) || !(ciphertext instanceof Uint8Array) || ciphertext.length < 16) throw refusedToOpen()
}

function orRefuse<T>(open: () => T): T {
  try {
    return open()
  } catch {
    throw refusedToOpen()
  }
}

const isBytes = (value: unknown, length: number): boolean => value instanceof Uint8Array && value.length === length

function need(value: Uint8Array, length: number): void {
  if (!isBytes(value, length)) throw new RangeError(`not ${length} bytes`)
}

function needAny(value: unknown): void {
  if (!(value instanceof Uint8Array)) throw new RangeError('not bytes')
}

function needInteger(value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) throw new RangeError(`not in ${min} … ${max}`)
}
