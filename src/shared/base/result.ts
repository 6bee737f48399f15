// Expected failures as values: what a module edge answers. Runs everywhere.
import { Refused, WrongClock, type ErrorCode } from './errors.ts'

/** `retryAt` as in `Refused`; absent where no time was named. `clockOffBy` as in `WrongClock`; absent for every other refusal. */
export type Failure = {
  readonly code: ErrorCode
  readonly detail: string
  readonly retryAt?: number
  readonly clockOffBy?: number
}
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (code: ErrorCode, detail: string): Result<never> => ({ ok: false, error: { code, detail } })

function failed(refused: Refused): Result<never> {
  const { code, detail, retryAt } = refused
  if (refused instanceof WrongClock) return { ok: false, error: { code, detail, clockOffBy: refused.offBy } }
  return retryAt === null ? fail(code, detail) : { ok: false, error: { code, detail, retryAt } }
}

/** Runs `work`; a `Refused` becomes a failed result, every other exception is a bug and passes through. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work())
  } catch (error) {
    if (error instanceof Refused) return failed(error)
    throw error
  }
}

/** `attempt` for asynchronous work. */
export async function attemptAsync<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    if (error instanceof Refused) return failed(error)
    throw error
  }
}

/** The value of a result, or its failure thrown as `Refused`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw refusedBy(result.error)
}

export const refusedBy = ({ code, detail, retryAt, clockOffBy }: Failure): Refused =>
  clockOffBy === undefined ? new Refused(code, detail, retryAt ?? null) : new WrongClock(clockOffBy)
