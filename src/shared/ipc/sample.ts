// Channel group `sample`: a space of one's own that explains itself, offered at the beginning. Answered by core.
import { z } from 'zod'
import { call, nothing } from './call.ts'
import { spaceId } from './values.ts'

export const sampleCalls = {
  /** Null: there is none. */
  'sample.get': call(nothing, z.object({ space: spaceId.nullable() })),
  'sample.create': call(z.strictObject({ language: z.enum(['de', 'en']) }), z.object({ space: spaceId })),
  /** Ends the space; its folder goes to the bin of this computer. `left`: the bin did not take it. */
  'sample.delete': call(nothing, z.object({ folder: z.enum(['binned', 'left', 'none']) })),
} as const
