// How what went wrong is told: as the obstacle in a space's way. Runs in core and CLI. interface.ts "what people see".
import { Refused, type ErrorCode } from '../../shared/base/errors.ts'
import { CycleEnded } from './execute/context.ts'
import { spareBytes } from './execute/room.ts'
import { FileSystemError } from './disk.ts'
import type { SyncObstacle } from './interface.ts'

/** Null where the next try may do. Throws what is neither a refusal nor the disk's: a bug. */
export function obstacleOf(error: unknown): SyncObstacle | null {
  if (error instanceof CycleEnded) {
    const { reason } = error
    if (reason.kind === 'overtaken') return null
    if (reason.kind === 'full') return { kind: 'disk-full', neededBytes: reason.neededBytes }
    if (reason.kind === 'withheld') return { kind: 'withheld', files: 0 }
    return reason.kind === 'refused' ? obstacleOfRefusal(reason) : reason
  }
  if (error instanceof Refused) return obstacleOfRefusal(error)
  if (error instanceof FileSystemError) return isFull(error) ? { kind: 'disk-full', neededBytes: spareBytes } : null
  throw error
}

type Refusal = { readonly code: ErrorCode; readonly retryAt?: number | null }

export function obstacleOfRefusal({ code, retryAt = null }: Refusal): SyncObstacle {
  if (code === 'E_TRANSPORT') return { kind: 'offline', retryAt }
  return code === 'E_QUOTA' ? { kind: 'relay-full', retryAt } : { kind: 'refused', code }
}

export const isFull = (error: unknown): boolean => error instanceof FileSystemError && error.problem === 'full'
