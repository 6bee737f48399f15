// What a channel is: one zod schema for what goes in, one for what comes back. Runs in preload, main and core.
// The schemas give the types, the check on both ends of the wire and the fakes of the preview (DESIGN.md "Processes").
import { z } from 'zod'

// Schemas must not be compiled with `new Function`: the window's content security policy forbids it.
z.config({ jitless: true })

export type Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly input: I
  readonly output: O
}
export type Contract = Readonly<Record<string, Call>>

export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({ input, output })

/** The input of a channel that takes nothing. */
export const nothing = z.strictObject({})
/** The output of a channel that only succeeds or fails. */
export const done = z.null()

export type InputOf<C extends Call> = z.output<C['input']>
export type OutputOf<C extends Call> = z.output<C['output']>
