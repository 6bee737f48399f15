// Ids and numbers in paths and queries. What is malformed is not here: [Note: Alike]. Relay only.
import { notHere } from './refused.ts'

type Parameters = { readonly params: unknown; readonly query: unknown }

/** `length` bytes as lower-case hex. */
export function idIn(request: Parameters, name: string, length: 16 | 32): string {
  const value = (request.params as Record<string, string | undefined>)[name] ?? ''
  if (value.length !== 2 * length || !/^[0-9a-f]*$/.test(value)) throw notHere()
  return value
}

/** A number of the query; `byDefault` where it is absent. */
export function numberIn(request: Parameters, name: string, byDefault: number): number {
  const value = (request.query as Record<string, string | undefined>)[name]
  if (value === undefined) return byDefault
  if (!/^\d{1,15}$/.test(value)) throw notHere()
  return Number(value)
}

export const textIn = (request: Parameters, name: string): string | null =>
  (request.query as Record<string, string | undefined>)[name] ?? null

/** Whoever passed `access: 'signed'` or more. */
export function mustBeSigned<T>(requester: T | null): T {
  if (requester === null) throw new Error('route without access')
  return requester
}
