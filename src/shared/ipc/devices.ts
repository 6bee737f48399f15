// Channel group `devices`: the person's own computers. Answered by core. PROTOCOL §5, §13.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { deviceId, instant } from './values.ts'

export const device = z.object({
  id: deviceId,
  /** As it was called when it joined; null where that cannot be read. */
  name: z.string().nullable(),
  addedAt: instant,
  /** The one this window runs on. */
  here: z.boolean(),
})
export type OwnDevice = z.output<typeof device>

export const deviceCalls = {
  'devices.list': call(nothing, z.array(device)),
  /** For good. E_POLICY: this one. What lies on the device stays there. */
  'devices.revoke': call(z.strictObject({ device: deviceId }), done),
} as const
