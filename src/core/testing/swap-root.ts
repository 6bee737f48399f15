// The folder goes away and comes back: gone for a while, or an empty or another directory in its place, also in the middle of a look at it.
// Tests only. SYNC.md "What must hold" 7.
import type { Client } from './client.ts'
import type { Event } from './history.ts'
import type { Person } from './people.ts'
import type { Scheduler } from './scheduler.ts'
import type { Trouble } from './trouble.ts'

const root = ['home', 'space'] as const
const away = ['home', 'away'] as const

type Scene = { readonly person: Person; readonly trouble: Trouble; readonly scheduler: Scheduler }

/** Ends when the folder is back. What was made in the other directory stays on the disk, elsewhere. */
export async function swapRoot(client: Client, event: Event, { person, trouble, scheduler }: Scene): Promise<void> {
  const { disk } = client
  const [kind = 0, when = 0, howLong = 0] = event.chances
  if (disk.find(away) !== null) return
  const state = { isAway: false }
  const leave = (): void => {
    if (state.isAway) return
    state.isAway = true
    disk.rename(root, away, false)
    if (kind > 0.3) disk.create(root, 'directory')
    if (kind > 0.6) disk.create([...root, 'something else'], 'directory')
  }
  if (when < 0.7) {
    trouble.atNextList(client, 1 + Math.floor(when * 5), leave)
    person.act({ ...event, kind: 'save' })
    for (let waits = 0; waits < 300 && !state.isAway; waits++) await scheduler.sleep(1)
  }
  leave()
  await scheduler.sleep(50 + howLong * 3000)
  if (disk.find(root) !== null) disk.rename(root, ['home', `elsewhere ${scheduler.steps}`], false)
  disk.rename(away, root, false)
  disk.syncDirectory(disk.directory(['home']))
}
