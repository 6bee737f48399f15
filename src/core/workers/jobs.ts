// What the pool asks of its workers and what they answer: plain messages between threads of core. SYNC.md "Shape".
import type { ErrorCode } from '../../shared/base/errors.ts'
import type { CryptoBackend } from '../../shared/crypto/backend.ts'
import { hasRoom, type ChunkPlace, type SealedChunk } from '../../shared/content/chunk.ts'

export type Argon2idRequest = Parameters<CryptoBackend['argon2id']>[0]

/** Every kind of job: what it takes, what it gives. */
export type Jobs = {
  readonly sealChunk: { readonly input: ChunkPlace & { readonly plaintext: Uint8Array }; readonly output: SealedChunk }
  readonly openChunk: { readonly input: ChunkPlace & SealedChunk; readonly output: Uint8Array }
  readonly hashChunk: { readonly input: Uint8Array; readonly output: Uint8Array }
  readonly argon2id: { readonly input: Argon2idRequest; readonly output: Uint8Array }
}
export type JobKind = keyof Jobs

export type Job = { readonly [K in JobKind]: { readonly kind: K; readonly input: Jobs[K]['input'] } }[JobKind]
export type Request = (Job & { readonly id: number }) | { readonly kind: 'stop' }
export type Reply =
  | { readonly id: number; readonly kind: 'done'; readonly output: Jobs[JobKind]['output'] }
  | { readonly id: number; readonly kind: 'refused'; readonly code: ErrorCode; readonly detail: string }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }

/** Bytes up to which copying is cheaper than handing over. */
const copyLimit = 65_536

/** The buffer of a view that has it for itself and is large; otherwise none: then the bytes are copied on their way. */
export const transferable = (bytes: Uint8Array): ArrayBuffer[] =>
  bytes.byteLength > copyLimit &&
  bytes.buffer instanceof ArrayBuffer &&
  (bytes.byteLength === bytes.buffer.byteLength || hasRoom(bytes))
    ? [bytes.buffer]
    : []
