// Earlier versions that a person looks at: private, read-only copies in the profile, which go when it is locked or the app ends; what a
// crash left goes when the profile is opened again (profile/index.ts). Runs in core.
import { randomUUID } from 'node:crypto'
import { chmod, copyFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { ensurePrivateDirectory } from '../node/files/index.ts'
import { Refused } from '../shared/base/errors.ts'
import { openedDirectory } from './profile/index.ts'

export class OpenedCopies {
  readonly #directory: string
  #isOver = false

  constructor(profileDirectory: string) {
    this.#directory = openedDirectory(profileDirectory)
  }

  /** Takes the file `temporary` over under `name`, in a folder of its own; answers where it is. Throws E_STALE once all is over. */
  async keep(temporary: string, name: string): Promise<string> {
    if (this.#isOver) throw new Refused('E_STALE', 'locked meanwhile')
    await ensurePrivateDirectory(this.#directory)
    const folder = path.join(this.#directory, randomUUID())
    await ensurePrivateDirectory(folder)
    const target = path.join(folder, path.basename(name))
    // Another volume than the space's folder, perhaps.
    await rename(temporary, target).catch(async () => {
      await copyFile(temporary, target)
      await rm(temporary, { force: true })
    })
    await chmod(target, 0o400)
    return target
  }

  /** What a program still holds open (Windows) goes at the next start. */
  async clear(): Promise<void> {
    this.#isOver = true
    await rm(this.#directory, { recursive: true, force: true }).catch(() => undefined)
  }
}
