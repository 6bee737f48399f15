// The simulated disk keeps the contract of the real one. SYNC.md "How it is tested" 3.
import { fileSystemContract, fullDiskContract } from './file-system-contract.ts'
import { SimulatedDisk } from './simulated-disk.ts'
import { SimulatedFiles } from './simulated-files.ts'
import type { LocalPath } from '../sync/interface.ts'

fileSystemContract('the simulated disk', () => {
  const disk = new SimulatedDisk(() => 1_700_000_000_000_000_000n)
  disk.create(['root'], 'directory')
  return Promise.resolve({
    files: new SimulatedFiles(disk),
    root: '/root' as LocalPath,
    link: (from, to) => disk.link(from.split('/').slice(1), to.split('/').slice(1)),
    end: () => Promise.resolve(),
  })
})

fullDiskContract('the simulated disk', () => {
  const disk = new SimulatedDisk(() => 1_700_000_000_000_000_000n)
  disk.create(['root'], 'directory')
  disk.capacity = 2 ** 22
  return Promise.resolve({ files: new SimulatedFiles(disk), root: '/root' as LocalPath })
})
