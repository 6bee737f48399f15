// The pool of worker threads behind `Sealer`: jobs go to the thread with the fewest, answers come back as promises.
// Runs in core and CLI. SYNC.md "Shape": the event loop never blocks longer than 50 ms.
import { Worker } from 'node:worker_threads'
import { Refused } from '../../shared/base/errors.ts'
import type { Sealer } from '../sync/interface.ts'
import {
  transferable,
  type Argon2idRequest,
  type Job,
  type JobKind,
  type Jobs,
  type Reply,
  type Request,
} from './jobs.ts'

export type SealerPool = Sealer & {
  /** Throws what the back end throws; the limits of a passphrase's cost are the caller's to check. */
  argon2id(request: Argon2idRequest): Promise<Uint8Array>
  /** Fulfils when every job given before is answered and every thread has ended. Jobs given later are refused. */
  close(): Promise<void>
}

type Waiting = { readonly resolve: (output: Jobs[JobKind]['output']) => void; readonly reject: (error: Error) => void }

/**
 * `worker` is the URL of worker.ts, or of the file it was bundled into. A thread that dies takes the pool with it: all its
 * jobs and all later ones fail with an Error that no caller expects, and core is started again by whoever watches it.
 */
export function createSealer({ worker, threads = 2 }: { readonly worker: URL; readonly threads?: number }): SealerPool {
  const pool = Array.from({ length: threads }, () => new Thread(worker))
  const run = <K extends JobKind>(kind: K, input: Jobs[K]['input'], transfer: Uint8Array | null) => {
    const idlest = pool.reduce((best, thread) => (thread.load < best.load ? thread : best))
    // The kind and its input belong together by the signature of `run`; the answer belongs to the kind.
    return idlest.run({ kind, input } as Job, transfer === null ? [] : transferable(transfer)) as Promise<
      Jobs[K]['output']
    >
  }
  return {
    sealChunk: (job) => run('sealChunk', job, job.plaintext),
    openChunk: (job) => run('openChunk', job, job.sealed),
    hashChunk: (plaintext) => run('hashChunk', plaintext, plaintext),
    argon2id: (request) => run('argon2id', request, null),
    close: async () => {
      await Promise.all(pool.map((thread) => thread.stop()))
    },
  }
}

class Thread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #ended: Promise<void>
  #next = 0
  #failure: Error | null = null

  constructor(file: URL) {
    this.#worker = new Worker(file)
    this.#worker.on('message', (reply: Reply) => this.#settle(reply))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#fail(new Error('worker thread has ended'))
        resolve()
      })
    })
  }

  /** Jobs given and not answered yet. */
  get load(): number {
    return this.#waiting.size
  }

  run(job: Job, transfer: ArrayBuffer[]): Promise<Jobs[JobKind]['output']> {
    if (this.#failure !== null) return Promise.reject(this.#failure)
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ ...job, id } satisfies Request, transfer)
    })
  }

  stop(): Promise<void> {
    this.#failure ??= new Error('worker pool is closed')
    this.#worker.postMessage({ kind: 'stop' } satisfies Request)
    return this.#ended
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.kind === 'done') waiting?.resolve(reply.output)
    else waiting?.reject(reply.kind === 'refused' ? new Refused(reply.code, reply.detail) : new Error(reply.message))
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
