// Brings revisions from the relay into temporary files: files of one chunk pack by pack, the others file by file, large
// ones last. Runs in core. PROTOCOL §11 "Download": nothing is answered before every hash and the content id are true.
import type { SpaceRemote } from '../interface.ts'
import { Patience, type DownloadContext } from './download-context.ts'
import { downloadFile } from './download-file.ts'
import { downloadTiny, isTiny } from './download-tiny.ts'
import { asCompleted } from './flow.ts'
import type { DownloadJob, DownloadOutcome, Downloader, TransferOptions } from './interface.ts'
import { filesInHand, smallFileLimit } from './limits.ts'

/** Of the `SyncEnvironment`, what a download uses. */
export type DownloadEnvironment = Pick<DownloadContext, 'files' | 'packs' | 'sealer'> & {
  readonly remote: Pick<SpaceRemote, 'spaceId'>
}

export function createDownloader(environment: DownloadEnvironment): Downloader {
  return { download: (jobs, options) => download(environment, jobs, options) }
}

async function* download(
  { files, packs, sealer, remote }: DownloadEnvironment,
  jobs: readonly DownloadJob[],
  options: TransferOptions,
): AsyncGenerator<readonly DownloadOutcome[], void, undefined> {
  options.signal.throwIfAborted()
  const failed = new AbortController()
  const signal = AbortSignal.any([options.signal, failed.signal])
  const cancel = () => failed.abort()
  const context: DownloadContext = {
    ...{ files, packs, sealer, options, signal, cancel },
    ...{ spaceId: remote.spaceId, patience: new Patience() },
  }
  const others = jobs.filter((job) => !isTiny(job)).sort((a, b) => a.manifest.size - b.manifest.size)
  const isSmall = ({ manifest }: DownloadJob) => manifest.size <= smallFileLimit
  const one = async (job: DownloadJob) => [await downloadFile(context, job)]
  try {
    yield* downloadTiny(context, jobs.filter(isTiny))
    yield* asCompleted(others.filter(isSmall), { limit: filesInHand, cancel }, one)
    for (const job of others.filter((other) => !isSmall(other))) yield await one(job)
  } catch (error) {
    options.signal.throwIfAborted()
    throw error
  }
}
