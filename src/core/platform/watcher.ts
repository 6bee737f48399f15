// Which watcher a folder gets: the system's events, or polling where there are none. Runs in core. SYNC.md "observe": hints only.
import { statfs } from 'node:fs/promises'
import type { Watcher } from '../sync/interface.ts'
import { createNativeWatcher } from './native-watcher.ts'
import { createPollingWatcher } from './polling-watcher.ts'

/** `f_type` of NFS, SMB, CIFS, SMB2, 9p, FUSE (sshfs and its like): what others change there raises no event here. */
const remoteTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546])

export function createWatcher(): Watcher {
  const native = createNativeWatcher()
  const polling = createPollingWatcher({ interval: 5000 })
  return {
    watch: async (root, onHint) => ((await isRemote(root)) ? polling : native).watch(root, onHint),
  }
}

async function isRemote(root: string): Promise<boolean> {
  if (process.platform === 'win32') return root.startsWith('\\\\') || root.startsWith('//')
  return remoteTypes.has((await statfs(root)).type)
}
