// Brings local files to the relay: small ones first, together in packs of about 4 MiB, then large ones pack by pack.
// Runs in core. SYNC.md "Many small files, and large ones". Decides nothing: what is committed is the engine's matter.
import type { SpaceRemote } from '../interface.ts'
import type { TransferOptions, Uploader, UploadJob, UploadOutcome } from './interface.ts'
import { finishedPacks, forgetFinished } from './journal.ts'
import { smallFileLimit } from './limits.ts'
import { PackBuffers } from './pack-fill.ts'
import type { UploadContext } from './upload-file.ts'
import { uploadLarge } from './upload-large.ts'
import { uploadSmall } from './upload-small.ts'

/** Of the `SyncEnvironment`, what an upload uses. */
export type UploadEnvironment = Omit<
  UploadContext,
  'spaceId' | 'buffers' | 'finished' | 'options' | 'signal' | 'cancel'
> & {
  readonly remote: Pick<SpaceRemote, 'spaceId'>
}

export function createUploader(environment: UploadEnvironment): Uploader {
  return {
    upload: (jobs, options) => upload(environment, jobs, options),
    forget: (nodeIds) => forgetFinished(environment.store, nodeIds),
  }
}

async function* upload(
  environment: UploadEnvironment,
  jobs: readonly UploadJob[],
  options: TransferOptions,
): AsyncGenerator<readonly UploadOutcome[], void, undefined> {
  options.signal.throwIfAborted()
  const { files, packs, sealer, store, clock, random, remote } = environment
  const failed = new AbortController()
  const context: UploadContext = {
    ...{ files, packs, sealer, store, clock, random, options },
    spaceId: remote.spaceId,
    buffers: new PackBuffers(),
    finished: finishedPacks(store, clock.now()),
    signal: AbortSignal.any([options.signal, failed.signal]),
    cancel: () => failed.abort(),
  }
  const sorted = [...jobs].sort((a, b) => a.stat.size - b.stat.size)
  try {
    const isSmall = ({ stat }: UploadJob) => stat.size <= smallFileLimit
    yield* uploadSmall(context, sorted.filter(isSmall))
    for (const job of sorted.filter((one) => !isSmall(one))) yield [await uploadLarge(context, job)]
  } catch (error) {
    options.signal.throwIfAborted()
    throw error
  }
}
