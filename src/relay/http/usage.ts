// What a device or sender may use a day. Relay only. PROTOCOL §15: counted per device, so people behind one address never collide.
import type { Relay } from '../context.ts'
import type { Use } from '../database/interface.ts'
import { HttpRefused } from './refused.ts'

const dayLength = 86_400_000

/** Counts it. Throws E_QUOTA with 429, and until when, where today's limit would be exceeded. */
export async function mustBeWithin(relay: Relay, subject: string, uses: readonly Use[]): Promise<void> {
  const now = relay.now()
  if (await relay.database.usage.add(subject, uses, now)) return
  const retryAfter = Math.ceil((dayLength - (now % dayLength)) / 1000)
  throw new HttpRefused('E_QUOTA', 'limit of the day', { status: 429, retryAfter })
}
