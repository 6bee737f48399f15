// Both watchers against one contract, on a real folder. SYNC.md "observe": events are hints.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LocalPath, Watcher } from '../sync/interface.ts'
import { createNativeWatcher } from './native-watcher.ts'
import { createPollingWatcher } from './polling-watcher.ts'
import { createWatcher } from './watcher.ts'

function watcherContract(name: string, create: () => Watcher): void {
  describe(name, () => {
    let base: string
    let root: LocalPath
    let hints: Set<LocalPath | null>
    let wake: () => void
    let watching: { close(): Promise<void> }
    const watch = async (path: LocalPath): Promise<void> => {
      watching = await create().watch(path, (directory) => {
        hints.add(directory)
        wake()
      })
    }
    beforeEach(() => {
      base = mkdtempSync(join(tmpdir(), 'siegel-watch-'))
      root = `${base}/space` as LocalPath
      mkdirSync(`${root}/inner`, { recursive: true })
      mkdirSync(`${root}/.siegel`)
      writeFileSync(`${root}/inner/file`, 'x')
      hints = new Set()
      wake = () => undefined
    })
    afterEach(async () => {
      await watching.close()
      rmSync(base, { recursive: true })
    })
    /** Until a hint covers the directory. */
    const hinted = async (directory: LocalPath): Promise<void> => {
      while (!hints.has(directory) && !hints.has(null)) await new Promise<void>((resolve) => (wake = resolve))
    }

    test('a new file is a hint for its directory', async () => {
      await watch(root)
      writeFileSync(`${root}/new`, 'x')
      await hinted(root)
    })

    test('a changed file below is a hint for the directory below', async () => {
      await watch(root)
      writeFileSync(`${root}/inner/file`, 'longer than before')
      await hinted(`${root}/inner` as LocalPath)
    })

    test('a removed and a renamed file are hints', async () => {
      await watch(root)
      renameSync(`${root}/inner/file`, `${root}/moved`)
      await hinted(`${root}/inner` as LocalPath)
      await hinted(root)
      hints.clear()
      rmSync(`${root}/moved`)
      await hinted(root)
    })

    test('what happens in a directory made a moment ago is a hint for it or for one above', async () => {
      await watch(root)
      mkdirSync(`${root}/fresh`)
      await hinted(root)
    })

    test('names keep the form of the root, also if a link leads to it', async () => {
      symlinkSync(root, `${base}/way`)
      await watch(`${base}/way` as LocalPath)
      writeFileSync(`${root}/inner/other`, 'x')
      await hinted(`${base}/way/inner` as LocalPath)
    })

    test('our own directory raises none', async () => {
      await watch(root)
      writeFileSync(`${root}/.siegel/marker`, 'x')
      writeFileSync(`${root}/inner/last`, 'x')
      await hinted(`${root}/inner` as LocalPath)
      expect([...hints].filter((hint) => hint?.endsWith('.siegel'))).toEqual([])
    })
  })
}

watcherContract("the system's events", createNativeWatcher)
watcherContract('polling', () => createPollingWatcher({ interval: 50 }))
watcherContract('the one chosen for the folder', createWatcher)
