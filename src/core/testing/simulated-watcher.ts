// The `Watcher` of the engine on a simulated disk. Like real ones it tells late: events are hints. Tests only.
import type { LocalPath, Watcher } from '../sync/interface.ts'
import type { Inode, SimulatedDisk } from './simulated-disk.ts'

/** What changed in a directory is told when `delay` resolves. */
export class SimulatedWatcher implements Watcher {
  readonly #disk: SimulatedDisk
  readonly #delay: (directory: LocalPath) => Promise<void>

  constructor(disk: SimulatedDisk, delay: (directory: LocalPath) => Promise<void> = () => Promise.resolve()) {
    this.#disk = disk
    this.#delay = delay
  }

  /** A root that is not there rejects. */
  watch(root: LocalPath, onHint: (directory: LocalPath | null) => void): Promise<{ close(): Promise<void> }> {
    return new Promise((resolve) => resolve(this.#watch(root, onHint)))
  }

  #watch(root: LocalPath, onHint: (directory: LocalPath | null) => void): { close(): Promise<void> } {
    const top = this.#disk.directory(root.split('/').filter((name) => name !== ''))
    const tell = async (names: readonly string[]): Promise<void> => {
      const directory = [root, ...names].join('/') as LocalPath
      await this.#delay(directory)
      if (this.#disk.watchers.has(hear)) onHint(directory)
    }
    const hear = (changed: Inode): void => {
      for (const names of directoriesWith(top, changed)) void tell(names)
    }
    this.#disk.watchers.add(hear)
    return {
      close: () => {
        this.#disk.watchers.delete(hear)
        return Promise.resolve()
      },
    }
  }
}

/** The directory itself, or those in which a file has a name; without what lies in our own. */
function* directoriesWith(top: Inode, changed: Inode, names: readonly string[] = []): Generator<readonly string[]> {
  if (top === changed && changed.kind === 'directory') yield names
  for (const [name, inode] of top.entries) {
    if (name === '.siegel') continue
    if (inode === changed && inode.kind !== 'directory') yield names
    yield* directoriesWith(inode, changed, [...names, name])
  }
}
