// What is measured: something happens in alice's folder, and the clock stops when bob's folder has it. Beside each the same work
// done by `cp` or `rsync` on the same disk, without encryption and without a second computer: the floor.
import { copyFile, cp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { dataSets, insertInside, overwriteInside, smallFile } from './data-sets.ts'

export type Stage = {
  readonly alice: string
  readonly bob: string
  /** An empty directory on the same disk, outside of both folders. */
  readonly aside: string
}

export type Scenario = {
  readonly title: string
  /** Bytes of user data that are new to bob. */
  readonly bytes: (stage: Stage) => Promise<number>
  /** Untimed. */
  readonly prepare?: (stage: Stage) => Promise<void>
  /** How often it is measured (once); the median counts. */
  readonly turns?: number
  readonly change: (stage: Stage, turn: number) => Promise<void>
  /** Whether bob has it; asked again and again, so cheap. */
  readonly hasArrived: (stage: Stage, turn: number) => Promise<boolean>
  /** The floor: commands that do the same to `aside`, after `change`. */
  readonly floor: (stage: Stage) => Readonly<Record<string, readonly string[]>>
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  let [files, bytes] = [0, 0]
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile()) continue
    files += 1
    bytes += (await stat(path.join(entry.parentPath, entry.name))).size
  }
  return { files, bytes }
}

const countOf = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).length
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

/** A whole data set appears at once, as after unzipping or a move. */
function arrival(name: keyof typeof dataSets, title: string): Scenario {
  const made = ({ aside }: Stage) => path.join(aside, name)
  const hers = ({ alice }: Stage) => path.join(alice, name)
  let files = 0
  return {
    title,
    prepare: async (stage) => {
      await dataSets[name](made(stage))
      files = await countOf(made(stage))
    },
    bytes: async (stage) => (await sizeOf(hers(stage))).bytes,
    change: (stage) => rename(made(stage), hers(stage)),
    hasArrived: async ({ bob }) => (await countOf(path.join(bob, name))) === files,
    floor: (stage) => ({
      cp: ['cp', '-r', hers(stage), path.join(stage.aside, 'cp')],
      rsync: ['rsync', '-a', `${hers(stage)}/`, path.join(stage.aside, 'rsync')],
    }),
  }
}

/** The file of A changes in place; bob has it once his has the size and the time of hers. */
function change(title: string, edit: (file: string) => Promise<void>): Scenario {
  const hers = ({ alice }: Stage) => path.join(alice, 'A/large.bin')
  return {
    title,
    bytes: () => Promise.resolve(1024),
    prepare: ({ alice, aside }) => copyFile(path.join(alice, 'A/large.bin'), path.join(aside, 'before.bin')),
    change: (stage) => edit(hers(stage)),
    hasArrived: async (stage) => {
      const [here, there] = [await stat(hers(stage)), await stat(path.join(stage.bob, 'A/large.bin'))]
      return here.size === there.size && Math.abs(here.mtimeMs - there.mtimeMs) < 2
    },
    floor: (stage) => ({
      rsync: ['rsync', '-a', '--no-whole-file', hers(stage), path.join(stage.aside, 'before.bin')],
    }),
  }
}

/** In this order: D and D2 change what A made, E renames what B made. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  A: arrival('A', 'one file of 1 GiB'),
  B: arrival('B', '10,000 files of 4–16 KiB'),
  C: arrival('C', '500 files, 1 GiB'),
  D: change('1 KiB overwritten inside 1 GiB', overwriteInside),
  D2: change('1 KiB inserted inside 1 GiB', insertInside),
  E: {
    title: 'a directory of 5,000 files renamed',
    bytes: () => Promise.resolve(0),
    prepare: ({ alice, aside }) =>
      cp(path.join(alice, 'B'), path.join(aside, 'B'), { recursive: true, preserveTimestamps: true }),
    change: ({ alice }) => rename(path.join(alice, 'B/x'), path.join(alice, 'B/x renamed')),
    hasArrived: async ({ bob }) =>
      !(await exists(path.join(bob, 'B/x'))) && (await countOf(path.join(bob, 'B/x renamed'))) === 5_000,
    floor: ({ alice, aside }) => ({
      rsync: ['rsync', '-a', '--delete', `${path.join(alice, 'B')}/`, path.join(aside, 'B')],
    }),
  },
  G: {
    title: 'one new file of 10 KiB',
    turns: 9,
    bytes: () => Promise.resolve(10_240),
    change: ({ alice }, turn) => writeFile(path.join(alice, `G ${turn}.bin`), smallFile()),
    hasArrived: ({ bob }, turn) => exists(path.join(bob, `G ${turn}.bin`)),
    floor: ({ alice, aside }) => ({ cp: ['cp', path.join(alice, 'G 0.bin'), aside] }),
  },
}

/** Leaves nothing of a scenario's floor behind. */
export async function clear(aside: string): Promise<void> {
  for (const name of await readdir(aside)) await rm(path.join(aside, name), { recursive: true })
}
