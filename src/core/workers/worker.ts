// A worker thread of core: seals, opens and hashes chunks and runs Argon2id, off the event loop. SYNC.md "Shape".
// Stops when told to, by letting its event loop run empty: never terminated, because native code may be at work in it.
import { parentPort } from 'node:worker_threads'
import { openSuite } from '../../node/crypto/index.ts'
import { Refused } from '../../shared/base/errors.ts'
import { openChunk, sealChunk } from '../../shared/content/chunk.ts'
import { transferable, type Job, type JobKind, type Jobs, type Reply, type Request } from './jobs.ts'

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
      return sealChunk(suite, job.input, job.input.plaintext)
    case 'openChunk':
      return openChunk(suite, job.input, job.input)
    case 'hashChunk':
      return suite.backend.sha256(job.input)
    case 'argon2id':
      return suite.backend.argon2id(job.input)
  }
}
