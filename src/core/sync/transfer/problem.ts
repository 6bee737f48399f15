// Why one file is left alone while the others go on. Runs in core; never leaves this folder.
import { Refused } from '../../../shared/base/errors.ts'
import { FileSystemError } from '../disk.ts'
import type { TransferProblem } from './interface.ts'

/** Ends the work on one file. */
export class LeftAlone extends Error {
  readonly reason: TransferProblem

  constructor(reason: TransferProblem) {
    super(reason)
    this.name = 'LeftAlone'
    this.reason = reason
  }
}

/** The reason one file is left alone for, or null for what ends the whole transfer. */
export function problemOf(error: unknown): TransferProblem | null {
  if (error instanceof LeftAlone) return error.reason
  if (error instanceof FileSystemError) return error.problem === 'full' ? null : error.problem
  if (error instanceof Refused) return error.code === 'E_TRANSPORT' || error.code === 'E_QUOTA' ? null : error.code
  return null
}
