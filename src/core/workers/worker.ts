// A worker thread of core: seals, opens and hashes chunks and runs Argon2id, off the event loop. SYNC.md "Shape".
// Stops when told to, by letting its event loop run empty: never terminated, because native code may be at work in it.
import { parentPort } from 'node:worker_threads'
import { openSuite } from '../../node/crypto/index.ts'
import { Refused } from '../../shared/base/errors.ts'
import {
  hasRoom,
  openChunk,
  sealChunkParts,
  sealedOverhead,
  type ChunkPlace,
  type SealedChunk,
} from '../../shared/content/chunk.ts'
import { transferable, type Job, type JobKind, type Jobs, type Reply, type Request } from './jobs.ts'
import { release } from './release.ts'

if (parentPort === null) throw new Error('worker thread only')
const port = parentPort
const suite = await openSuite()

port.on('message', (request: Request) => {
  if (request.kind === 'stop') {
    port.close()
    return
  }
  const reply = answer(request)
  const output = reply.kind === 'done' ? reply.output : null
  const bytes = output instanceof Uint8Array ? output : output?.sealed
  port.postMessage(reply, bytes === undefined ? [] : transferable(bytes))
})

function answer(request: Job & { readonly id: number }): Reply {
  const { id } = request
  try {
    return { id, kind: 'done', output: run(request) }
  } catch (error) {
    if (error instanceof Refused) return { id, kind: 'refused', code: error.code, detail: error.detail }
    return { id, kind: 'failed', message: String(error) }
  }
}

function run(job: Job): Jobs[JobKind]['output'] {
  switch (job.kind) {
    case 'sealChunk':
      return seal(job.input, job.input.plaintext)
    case 'openChunk':
      return thenRelease(job.input.sealed, () => openChunk(suite, job.input, job.input))
    case 'hashChunk':
      return thenRelease(job.input, () => suite.backend.sha256(job.input))
    case 'argon2id':
      return suite.backend.argon2id(job.input)
  }
}

/** Where there is room around the plaintext, the sealed chunk takes its place. */
function seal(place: ChunkPlace, plaintext: Uint8Array): SealedChunk {
  const { nonce, ciphertext, hash } = sealChunkParts(suite, place, plaintext)
  const sealed = hasRoom(plaintext)
    ? new Uint8Array(plaintext.buffer)
    : new Uint8Array(plaintext.length + sealedOverhead)
  sealed.set(nonce)
  sealed.set(ciphertext, nonce.length)
  release(ciphertext)
  if (!hasRoom(plaintext)) release(plaintext)
  return { sealed, hash }
}

function thenRelease<T>(bytes: Uint8Array, work: () => T): T {
  try {
    return work()
  } finally {
    release(bytes)
  }
}
