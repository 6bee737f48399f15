// A long file is saved, not made durable, and the engine has just seen it: then the power may fail. Tests only. SYNC.md "What must hold" 9.
import type { Client } from './client.ts'
import type { Event } from './history.ts'
import type { Person } from './people.ts'
import type { Scheduler } from './scheduler.ts'

/** The longest a person saves, and never made durable. */
const longest = [0.99, 0.99]

/** Ends when the engine remembers the new length, or has not looked for 300 ms. */
export async function saveUntilSeen(
  { store }: Client,
  person: Person,
  event: Event,
  scheduler: Scheduler,
): Promise<void> {
  const before = new Map([...store.local()].map(({ id, stat }) => [id, stat.modifiedNs]))
  person.act({ ...event, kind: 'save', chances: [...event.chances.slice(0, 4), ...longest] })
  const isSeen = (): boolean =>
    [...store.local()].some(({ id, stat }) => stat.size > 8192 && before.has(id) && before.get(id) !== stat.modifiedNs)
  for (let waits = 0; waits < 300 && !isSeen(); waits++) await scheduler.sleep(1)
}
