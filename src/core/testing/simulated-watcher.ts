// The `Watcher` of the engine on a simulated disk. Like real ones it tells late, and may forget: events are hints. Tests only.
import type { LocalPath, Watcher } from '../sync/interface.ts'
import type { Inode, SimulatedDisk } from './simulated-disk.ts'

/** `pass` says what becomes of one event, when it resolves: true, it is told. */
export class SimulatedWatcher implements Watcher {
  readonly #disk: SimulatedDisk
  readonly #pass: () => Promise<boolean>

  constructor(disk: SimulatedDisk, pass: () => Promise<boolean> = () => Promise.resolve(true)) {
    this.#disk = disk
    this.#pass = pass
  }

  /** A root that is not there rejects. */
  watch(root: LocalPath, onHint: (directory: LocalPath | null) => void): Promise<{ close(): Promise<void> }> {
    return new Promise((resolve) => resolve(this.#watch(root, onHint)))
  }

  #watch(root: LocalPath, onHint: (directory: LocalPath | null) => void): { close(): Promise<void> } {
    const top = this.#disk.directory(root.split('/').filter((name) => name !== ''))
    const tell = async (changed: Inode): Promise<void> => {
      const names = [...directoriesWith(top, changed)]
      if (names.length > 0 && (await this.#pass()) && this.#disk.watchers.has(hear))
        for (const path of names) onHint([root, ...path].join('/') as LocalPath)
    }
    const hear = (changed: Inode): void => void tell(changed)
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
