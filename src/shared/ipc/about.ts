// Channel group `about`: what Siegel is made of, and taking it off this computer. Answered by main (src/main/about.ts).
import { z } from 'zod'
import { call, done, nothing } from './call.ts'

export const versions = z.object({
  app: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  system: z.string(),
})
export type Versions = z.output<typeof versions>

/** Of the software in Siegel: name, version, licence (SPDX, or null), texts. */
export const licences = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    licence: z.string().nullable(),
    source: z.string(),
    texts: z.array(z.string()),
  }),
)

export const aboutCalls = {
  'about.versions': call(nothing, versions),
  'about.licences': call(nothing, licences),
  /** Asks the person once more, in a window of the system. */
  'about.confirmRemoval': call(nothing, z.object({ confirmed: z.boolean() })),
  /** Deletes keys, database and relay of this computer and quits; folders stay. E_CONSENT: nobody confirmed. */
  'about.remove': call(nothing, done),
} as const
