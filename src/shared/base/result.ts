// Expected failures as values: what a module edge answers. Runs everywhere.
import { Refused, type ErrorCode } from './errors.ts'

export type Failure = { readonly code: ErrorCode; readonly detail: string }
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (code: ErrorCode, detail: string): Result<never> => ({ ok: false, error: { code, detail } })

/** Runs `work`; a `Refused` becomes a failed result, every other exception is a bug and passes through. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work())
  } catch (error) {
    if (error instanceof Refused) return fail(error.code, error.detail)
    throw error
  }
}

/** `attempt` for asynchronous work. */
export async function attemptAsync<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    if (error instanceof Refused) return fail(error.code, error.detail)
    throw error
  }
}

/** The value of a result, or its failure thrown as `Refused`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refused(result.error.code, result.error.detail)
}
