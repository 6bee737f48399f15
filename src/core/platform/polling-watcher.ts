// Hints by looking again and again, with chokidar: for network drives, where the system reports nothing. Runs in core.
import { realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { watch } from 'chokidar'
import type { Watcher } from '../sync/interface.ts'
import { translateHints } from './hints.ts'
import { ownDirectory } from './own-directory.ts'

/** `interval` in milliseconds. */
export function createPollingWatcher({ interval }: { readonly interval: number }): Watcher {
  return {
    watch: async (root, onHint) => {
      const real = await realpath(root)
      const hint = translateHints({ root, real }, onHint)
      const watcher = watch(real, {
        backend: 'polling',
        pollingInterval: interval,
        pollingBinaryInterval: interval,
        ignoreInitial: true,
        followSymlinks: false,
        ignored: (path) => path === join(real, ownDirectory),
      })
      watcher.on('all', (_event, path) => hint(path === real ? real : dirname(path)))
      watcher.on('error', () => onHint(null))
      await new Promise<void>((resolve) => watcher.once('ready', resolve))
      return { close: () => watcher.close() }
    },
  }
}
