// libsodium compiled to WebAssembly: the only importer of libsodium-wrappers. PROTOCOL §2. All processes; in Node only
// for X-Wing, which sodium-native does not have.
import sodium from 'libsodium-wrappers-sumo'
import type { CryptoBackend, KeyPair } from './backend.ts'
import { checkedBackend } from './checked-backend.ts'

/** Ready to use once the promise fulfils. */
export async function createWasmBackend(): Promise<CryptoBackend> {
  await sodium.ready
  return checkedBackend(rawBackend)
}

const keyPair = (pair: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }): KeyPair => ({
  publicKey: pair.publicKey,
  secretKey: pair.privateKey,
})

const rawBackend: CryptoBackend = {
  randomBytes: (length) => sodium.randombytes_buf(length),
  signSeedKeypair: (seed) => keyPair(sodium.crypto_sign_seed_keypair(seed)),
  signDetached: (message, secretKey) => sodium.crypto_sign_detached(message, secretKey),
  verifyDetached: (signature, message, publicKey) => sodium.crypto_sign_verify_detached(signature, message, publicKey),
  xwingSeedKeypair: (seed) => keyPair(sodium.crypto_kem_xwing_seed_keypair(seed)),
  xwingEncapsulate: (publicKey, seed) => sodium.crypto_kem_xwing_enc_deterministic(publicKey, seed),
  xwingDecapsulate: (ciphertext, secretKey) => sodium.crypto_kem_xwing_dec(ciphertext, secretKey),
  xchachaSeal: (plaintext, associated, nonce, key) =>
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associated, null, nonce, key),
  xchachaOpen: (ciphertext, associated, nonce, key) =>
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, associated, nonce, key),
  chachaSeal: (plaintext, associated, nonce, key) =>
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, associated, null, nonce, key),
  chachaOpen: (ciphertext, associated, nonce, key) =>
    sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, associated, nonce, key),
  xchachaStream: (length, nonce, key) => sodium.crypto_stream_xchacha20_xor(new Uint8Array(length), nonce, key),
  blake2b: (length, message, key) => sodium.crypto_generichash(length, message, key),
  hmacSha256(key, message) {
    const state = sodium.crypto_auth_hmacsha256_init(key)
    sodium.crypto_auth_hmacsha256_update(state, message)
    return sodium.crypto_auth_hmacsha256_final(state)
  },
  sha256: (message) => sodium.crypto_hash_sha256(message),
  argon2id: ({ password, salt, length, passes, memoryBytes }) =>
    sodium.crypto_pwhash(length, password, salt, passes, memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13),
  equalSecrets: (a, b) => sodium.memcmp(a, b),
  wipe: (secret) => sodium.memzero(secret),
}
