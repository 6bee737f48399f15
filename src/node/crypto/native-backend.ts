// sodium-native and node:crypto: the fast back end of core, relay and cli, and the only importer of sodium-native.
// PROTOCOL §2. X-Wing comes from the WASM back end. Ordinary buffers: `sodium_malloc` fails in Electron.
import { createHash, createHmac } from 'node:crypto'
import native from 'sodium-native'
import type { CryptoBackend } from '../../shared/crypto/backend.ts'
import { checkedBackend } from '../../shared/crypto/checked-backend.ts'
import { createWasmBackend } from '../../shared/crypto/wasm-backend.ts'

type Seal = (output: Buffer, message: Buffer, associated: Buffer, unused: null, nonce: Buffer, key: Buffer) => void
type Open = (output: Buffer, unused: null, ciphertext: Buffer, associated: Buffer, nonce: Buffer, key: Buffer) => void

/** The functions that @types/sodium-native does not know. */
const sodium = native as typeof native & {
  readonly crypto_aead_chacha20poly1305_ietf_encrypt: Seal
  readonly crypto_aead_chacha20poly1305_ietf_decrypt: Open
  readonly crypto_stream_xchacha20: (output: Buffer, nonce: Buffer, key: Buffer) => void
}

/** Ready to use once the promise fulfils. */
export async function createNativeBackend(): Promise<CryptoBackend> {
  const wasm = await createWasmBackend()
  const { xwingSeedKeypair, xwingEncapsulate, xwingDecapsulate } = wasm
  return checkedBackend({ ...rawBackend, xwingSeedKeypair, xwingEncapsulate, xwingDecapsulate })
}

/** A view, not a copy. */
const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Plain bytes of `length` that `write` fills. */
function filled(length: number, write: (output: Buffer) => void): Uint8Array {
  const output = new Uint8Array(length)
  write(view(output))
  return output
}

const seal =
  (encrypt: Seal) =>
  (plaintext: Uint8Array, associated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array =>
    filled(plaintext.length + 16, (output) => {
      encrypt(output, view(plaintext), view(associated), null, view(nonce), view(key))
    })

const open =
  (decrypt: Open) =>
  (ciphertext: Uint8Array, associated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array =>
    filled(ciphertext.length - 16, (output) => {
      decrypt(output, null, view(ciphertext), view(associated), view(nonce), view(key))
    })

const rawBackend: Omit<CryptoBackend, `xwing${string}`> = {
  randomBytes: (length) => filled(length, (output) => sodium.randombytes_buf(output)),
  signSeedKeypair(seed) {
    const secretKey = new Uint8Array(64)
    const publicKey = filled(32, (output) => sodium.crypto_sign_seed_keypair(output, view(secretKey), view(seed)))
    return { publicKey, secretKey }
  },
  signDetached: (message, secretKey) =>
    filled(64, (output) => sodium.crypto_sign_detached(output, view(message), view(secretKey))),
  verifyDetached: (signature, message, publicKey) =>
    sodium.crypto_sign_verify_detached(view(signature), view(message), view(publicKey)),
  xchachaSeal: seal(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt),
  xchachaOpen: open(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt),
  chachaSeal: seal(sodium.crypto_aead_chacha20poly1305_ietf_encrypt),
  chachaOpen: open(sodium.crypto_aead_chacha20poly1305_ietf_decrypt),
  xchachaStream: (length, nonce, key) =>
    filled(length, (output) => sodium.crypto_stream_xchacha20(output, view(nonce), view(key))),
  blake2b: (length, message, key) =>
    filled(length, (output) =>
      key === null
        ? sodium.crypto_generichash(output, view(message))
        : sodium.crypto_generichash(output, view(message), view(key)),
    ),
  hmacSha256: (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest()),
  sha256: (message) => new Uint8Array(createHash('sha256').update(message).digest()),
  argon2id: ({ password, salt, length, passes, memoryBytes }) =>
    filled(length, (output) =>
      sodium.crypto_pwhash(
        output,
        view(password),
        view(salt),
        passes,
        memoryBytes,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
      ),
    ),
  equalSecrets: (a, b) => sodium.sodium_memcmp(view(a), view(b)),
  wipe: (secret) => sodium.sodium_memzero(view(secret)),
}
