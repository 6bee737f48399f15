// What a download needs for as long as it runs, and when a failure of the transport is one of all files. Runs in core.
import { Refused } from '../../../shared/base/errors.ts'
import type { DownloadJob, DownloadOutcome, TransferOptions, TransferProblem } from './interface.ts'
import type { FetchEnvironment } from './fetch.ts'
import { transportPatience } from './limits.ts'
import { problemOf } from './problem.ts'
import type { TransferFiles } from './target-file.ts'

export type DownloadContext = FetchEnvironment & {
  readonly files: TransferFiles
  readonly options: TransferOptions
  /** Ends when the caller says so and when the transfer as a whole has failed. */
  readonly signal: AbortSignal
  readonly cancel: () => void
  readonly patience: Patience
}

/** One pack that is withheld holds up only the files in it; several in a row mean that the relay cannot be reached. */
export class Patience {
  #failures = 0

  succeeded(): void {
    this.#failures = 0
  }

  /** The reason for which a file is left alone, or null for what ends the whole transfer. */
  problemOf(error: unknown): TransferProblem | null {
    if (!(error instanceof Refused) || error.code !== 'E_TRANSPORT') return problemOf(error)
    return ++this.#failures < transportPatience ? error.code : null
  }
}

export const leftAlone = ({ nodeId }: DownloadJob, reason: TransferProblem): DownloadOutcome => ({
  kind: 'not-downloaded',
  nodeId,
  reason,
})
