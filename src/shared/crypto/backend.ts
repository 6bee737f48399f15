// What Siegel needs of libsodium: the interface that both back ends implement with identical bytes. PROTOCOL §2.
// Runs everywhere. Exact lengths are checked before libsodium is called (checked-backend.ts): whatever an opening function
// is given from outside and cannot open is E_OPEN; a caller's own mistake (a secret key, a nonce to seal with) RangeError.

export type KeyPair = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

export interface CryptoBackend {
  /** 1 … 65,536 bytes. */
  randomBytes(length: number): Uint8Array
  /** Ed25519 (RFC 8032). Seed 32 → public 32, secret 64 bytes. */
  signSeedKeypair(seed: Uint8Array): KeyPair
  /** 64-byte signature. */
  signDetached(message: Uint8Array, secretKey: Uint8Array): Uint8Array
  /** False for every signature or key that is not exactly right, whatever its length. Never throws. */
  verifyDetached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  /** X-Wing (draft-connolly-cfrg-xwing-kem). Seed 32 → public 1216, secret 32 bytes. */
  xwingSeedKeypair(seed: Uint8Array): KeyPair
  /**
   * Ciphertext 1120, shared secret 32 bytes, all of it from a fresh 64-byte seed. Throws E_OPEN for a malformed key:
   * another length, coefficients not reduced, an X25519 half of low order.
   */
  xwingEncapsulate(
    publicKey: Uint8Array,
    seed: Uint8Array,
  ): { readonly ciphertext: Uint8Array; readonly sharedSecret: Uint8Array }
  /** 32 bytes; an altered ciphertext yields another secret (implicit rejection). Throws E_OPEN if libsodium refuses. */
  xwingDecapsulate(ciphertext: Uint8Array, secretKey: Uint8Array): Uint8Array
  /** XChaCha20-Poly1305-IETF: ciphertext ‖ 16-byte tag. Nonce 24, key 32 bytes. */
  xchachaSeal(plaintext: Uint8Array, associated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array
  /** Throws E_OPEN, whatever the reason. */
  xchachaOpen(ciphertext: Uint8Array, associated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array
  /** ChaCha20-Poly1305-IETF (RFC 8439), for HPKE. Nonce 12, key 32 bytes. */
  chachaSeal(plaintext: Uint8Array, associated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array
  /** Throws E_OPEN, whatever the reason. */
  chachaOpen(ciphertext: Uint8Array, associated: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array
  /** `length` (1 … 65,536) bytes of XChaCha20 key stream. Nonce 24, key 32 bytes. */
  xchachaStream(length: number, nonce: Uint8Array, key: Uint8Array): Uint8Array
  /** BLAKE2b, 16 … 64 bytes, unkeyed (null) or with a key of exactly 32 bytes: an empty key never hashes unkeyed. */
  blake2b(length: number, message: Uint8Array, key: Uint8Array | null): Uint8Array
  /** HMAC-SHA256 (RFC 2104), 32 bytes, key of any length but 0. */
  hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array
  /** SHA-256, 32 bytes. */
  sha256(message: Uint8Array): Uint8Array
  /** Argon2id 1.3. Salt 16, length 16 … 64 bytes, passes ≤ 10, memory 8 KiB … 1 GiB in bytes. Blocks for as long as it takes: call it off the event loop. */
  argon2id(request: {
    readonly password: Uint8Array
    readonly salt: Uint8Array
    readonly length: number
    readonly passes: number
    readonly memoryBytes: number
  }): Uint8Array
  /** Constant-time comparison; false for different lengths and for empty values. */
  equalSecrets(a: Uint8Array, b: Uint8Array): boolean
  /** Overwrites a secret with zeros. */
  wipe(secret: Uint8Array): void
}
