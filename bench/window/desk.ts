// Alice's desk for the window's benchmark: 20 spaces, 100,000 files settled, at a relay on loopback. Made once by the command line
// (real cores, the real relay) and kept in .cache: a later run only starts the relay again. Benchmarks only.
import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Person } from '../../tools/people/person.ts'
import { startRelay, type RunningRelay } from '../../tools/people/relay.ts'
import { meet } from '../../tools/people/share.ts'
import { many } from '../data-sets.ts'

export const passphrase = 'seven quiet herons cross the frozen lake'
export const spaces = 20
/** The first space has so many files in one folder; with those of `plant` there are 100,000. */
export const crowd = 20_000
/** The first ones are shared with bob, who has not answered yet: a relay takes so many invitations for him. */
const shared = 10
export const nameOf = (space: number): string => `Matter ${String(space).padStart(2, '0')}`

/** Alice's identity keeps the relay's address: the port is the same for every run. */
const port = '47820'

export type Desk = {
  /** Where the app has its own: `--user-data-dir`. */
  readonly userData: string
  readonly vault: string
  readonly relay: RunningRelay
}

/** `cache` keeps it; `onStep` hears what is made where it has to be made. */
export async function openDesk(cache: string, onStep: (step: string) => void): Promise<Desk> {
  const directory = path.join(cache, 'desk')
  const done = path.join(directory, 'done')
  const isMade = await access(done).then(
    () => true,
    () => false,
  )
  if (!isMade) {
    await rm(directory, { recursive: true, force: true })
    await make(directory, onStep)
    await writeFile(done, '')
  }
  const userData = path.join(directory, 'alice')
  return { userData, vault: path.join(userData, 'profile/vault.cbor'), relay: await relayOf(directory) }
}

async function relayOf(directory: string): Promise<RunningRelay> {
  await mkdir(path.join(directory, 'relay'), { recursive: true })
  return startRelay(path.join(directory, 'relay'), path.join(directory, 'relay-log'), { PORT: port })
}

/** The app's profile is `profile` below its user data, a person's below their home: alice's home is the app's user data. */
async function make(directory: string, onStep: (step: string) => void): Promise<void> {
  const relay = await relayOf(directory)
  try {
    const alice = await Person.create('Alice', path.join(directory, 'alice'), passphrase)
    const bob = await Person.create('Bob', path.join(directory, 'bob'), 'nine loud magpies leave the burning barn')
    await meet(alice, bob, relay.address)
    for (let space = 1; space <= spaces; space++) {
      onStep(nameOf(space))
      const folder = path.join(directory, 'folders', nameOf(space))
      await plant(folder, space)
      await alice.siegel('space', 'create', folder, '--name', nameOf(space))
      if (space <= shared) await alice.siegel('space', 'grant', nameOf(space), bob.name, 'editor')
      await alice.siegel('sync', '--once')
    }
  } finally {
    await relay.stop()
  }
}

function plant(folder: string, space: number): Promise<void> {
  const isCrowded = space === 1
  const count = isCrowded ? crowd : space < spaces ? 4_200 : 4_400
  const directories = isCrowded ? 1 : count / 50
  return many(folder, { seed: space, count, directories, smallest: 256, largest: 1024 })
}
