// The real disk: the contract of all file systems, and links, pipes and holes in the folder. ATTACKS T64, T65, T66.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileSystemContract } from '../testing/file-system-contract.ts'
import { FileSystemError, type FileSystem, type LocalPath } from '../sync/interface.ts'
import { createFileSystem } from './file-system.ts'
import { parentsBelow } from './parents.ts'
import { renameKeeping } from './rename.ts'

const newRoot = (): LocalPath => mkdtempSync(join(tmpdir(), 'siegel-files-')) as LocalPath
const endOf = (root: LocalPath) => (): Promise<void> => rm(root, { recursive: true })

fileSystemContract('the real disk', () => {
  const root = newRoot()
  return Promise.resolve({ files: createFileSystem(), root, link: linkSync, end: endOf(root) })
})

fileSystemContract('the real disk, confined to a folder', () => {
  const root = newRoot()
  return Promise.resolve({ files: createFileSystem().confinedTo(root), root, link: linkSync, end: endOf(root) })
})

describe('T64 a link inside the folder', () => {
  let base: LocalPath
  let root: LocalPath
  let files: FileSystem
  const at = (path: string): LocalPath => `${root}/${path}` as LocalPath
  beforeEach(() => {
    base = newRoot()
    root = `${base}/space` as LocalPath
    mkdirSync(root)
    mkdirSync(`${base}/outside`)
    writeFileSync(`${base}/outside/secret`, 'secret')
    files = createFileSystem().confinedTo(root)
  })
  afterEach(() => rmSync(base, { recursive: true }))
  const refuses = async (work: Promise<unknown>, problem = 'link'): Promise<void> => {
    await expect(work).rejects.toMatchObject({ problem })
  }

  test('is seen as a link, not as what it leads to', async () => {
    symlinkSync(`${base}/outside`, at('door'))
    symlinkSync(`${base}/outside/secret`, at('file'))
    expect((await files.list(root)).map((entry) => entry.stat.kind)).toEqual(['link', 'link'])
    expect((await files.stat(at('door')))?.kind).toBe('link')
  })

  test('is not followed by any call', async () => {
    symlinkSync(`${base}/outside`, at('door'))
    symlinkSync(`${base}/outside/secret`, at('file'))
    writeFileSync(at('mine'), 'x')
    await refuses(files.openForRead(at('file')))
    await refuses(files.openForRead(at('door/secret')))
    await refuses(files.list(at('door')))
    await refuses(files.create(at('door/new')))
    await refuses(files.makeDirectory(at('door/new')))
    await refuses(files.rename(at('mine'), at('door/mine')))
    await refuses(files.rename(at('door/secret'), at('stolen')))
    await refuses(files.replace(at('mine'), at('door/secret'), at('kept')))
    await refuses(files.removeFile(at('door/secret')))
    await refuses(files.setModified(at('file'), 0n))
    await refuses(files.setExecutable(at('file'), true))
    await refuses(files.syncFile(at('door/secret')))
    await refuses(files.stat(at('door/secret')))
    expect(readFileSync(`${base}/outside/secret`, 'utf8')).toBe('secret')
  })

  test('may lead to the folder itself: the person chose it', async () => {
    symlinkSync(root, `${base}/way`)
    writeFileSync(at('mine'), 'x')
    const through = createFileSystem().confinedTo(`${base}/way` as LocalPath)
    expect((await through.stat(`${base}/way/mine` as LocalPath))?.kind).toBe('file')
  })

  test('a parent that turns into a link between the look and the call is noticed', () => {
    mkdirSync(at('dir'))
    const parents = parentsBelow(root)
    const before = parents.look(at('dir/file'))
    renameSync(at('dir'), at('old'))
    symlinkSync(`${base}/outside`, at('dir'))
    expect(() => parents.mustBeSame(at('dir/file'), before)).toThrow(FileSystemError)
  })

  test('a parent that turns into another directory is noticed as well', () => {
    mkdirSync(at('dir'))
    const parents = parentsBelow(root)
    const before = parents.look(at('dir/file'))
    renameSync(at('dir'), at('old'))
    mkdirSync(at('dir'))
    expect(() => parents.mustBeSame(at('dir/file'), before)).toThrow(FileSystemError)
  })

  test('a path out of the folder is refused', async () => {
    await refuses(files.stat(`${root}/../outside/secret` as LocalPath))
    await refuses(files.stat(`${base}/outside/secret` as LocalPath))
    await refuses(files.stat(`${root}-other/x` as LocalPath))
  })

  test('hard links are counted, and replacing a file leaves its other name alone', async () => {
    writeFileSync(at('one'), 'shared')
    linkSync(at('one'), `${base}/outside/two`)
    writeFileSync(at('fresh'), 'new')
    expect((await files.stat(at('one')))?.links).toBe(2)
    await files.replace(at('fresh'), at('one'), at('kept'))
    expect(readFileSync(`${base}/outside/two`, 'utf8')).toBe('shared')
    expect(readFileSync(at('one'), 'utf8')).toBe('new')
  })
})

describe('T65 what is not a document', () => {
  let root: LocalPath
  beforeEach(() => {
    root = newRoot()
  })
  afterEach(() => rmSync(root, { recursive: true }))
  const at = (path: string): LocalPath => `${root}/${path}` as LocalPath

  test('a pipe is special, and opening one neither hangs nor works', async () => {
    execFileSync('mkfifo', [at('pipe')])
    const files = createFileSystem()
    expect((await files.stat(at('pipe')))?.kind).toBe('special')
    await expect(files.openForRead(at('pipe'))).rejects.toMatchObject({ problem: 'other' })
  })

  test('a terabyte of nothing is special, a large file is not', async () => {
    writeFileSync(at('hole'), '')
    truncateSync(at('hole'), 2 ** 40)
    writeFileSync(at('full'), new Uint8Array(2 ** 20))
    const files = createFileSystem()
    expect((await files.stat(at('hole')))?.kind).toBe('special')
    expect((await files.stat(at('full')))?.kind).toBe('file')
  })

  test.skipIf(process.platform === 'win32')(
    'SYNC-06 what a hole in a file would hold takes nothing of the disk',
    async () => {
      writeFileSync(at('hole'), 'x')
      truncateSync(at('hole'), 2 ** 22)
      expect(await createFileSystem().storedBytes(at('hole'))).toBeLessThan(2 ** 20)
    },
  )

  test('a name that is not text is shown as special', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x66, 0xff, 0x66])]), 'x')
    expect((await createFileSystem().list(root)).map((entry) => entry.stat.kind)).toEqual(['special'])
  })

  test('T66 making a file executable leaves no other bit but those for reading and writing', async () => {
    writeFileSync(at('script'), 'x')
    chmodSync(at('script'), 0o4640)
    const files = createFileSystem()
    await files.setExecutable(at('script'), true)
    expect(statSync(at('script')).mode & 0o7777).toBe(0o750)
    await files.setExecutable(at('script'), false)
    expect(statSync(at('script')).mode & 0o7777).toBe(0o640)
  })
})

/** What root may do tells nothing: nothing is locked for it. The work sees no path above the folder. */
function asNobody(folder: string, work: () => void): void {
  const [nobody, before] = [65_534, process.cwd()]
  const isRoot = process.geteuid?.() === 0
  if (isRoot)
    for (const path of ['', ...readdirSync(folder, { recursive: true })])
      chownSync(join(folder, String(path)), nobody, nobody)
  process.chdir(folder)
  if (isRoot) process.seteuid?.(nobody)
  try {
    work()
  } finally {
    if (isRoot) process.seteuid?.(0)
    process.chdir(before)
  }
}

// On Windows a scanner that reads the file has the same effect; there nobody can be shut out of a folder so simply.
test.skipIf(process.platform === 'win32')('SYNC-71 what may not leave its place gets no second name', () => {
  const root = newRoot()
  for (const name of ['locked', 'open']) mkdirSync(join(root, name))
  writeFileSync(join(root, 'locked/film'), 'x')
  chmodSync(join(root, 'locked'), 0o555)
  asNobody(root, () => expect(() => renameKeeping('locked/film', 'open/film')).toThrow('EACCES'))
  expect([existsSync(join(root, 'locked/film')), existsSync(join(root, 'open/film'))]).toEqual([true, false])
  chmodSync(join(root, 'locked'), 0o755)
  rmSync(root, { recursive: true })
})
