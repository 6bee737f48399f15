// What every `FileSystem` of the engine must do: the real one and the simulated one run this suite. Tests only.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fromUtf8, utf8 } from '../../shared/base/encoding.ts'
import type { FileProblem, FileSystem, LocalPath } from '../sync/interface.ts'

export type Disk = {
  readonly files: FileSystem
  readonly root: LocalPath
  /** Gives a file a second name, as everybody may who writes on this disk. */
  readonly link: (from: LocalPath, to: LocalPath) => void
  readonly end: () => Promise<void>
}

export function fileSystemContract(name: string, open: () => Promise<Disk>): void {
  let disk: Disk
  beforeEach(async () => {
    disk = await open()
  })
  afterEach(() => disk.end())

  const at = (path: string): LocalPath => `${disk.root}/${path}` as LocalPath
  const write = async (path: string, text: string): Promise<void> => {
    const file = await disk.files.create(at(path))
    await file.write(utf8(text), 0)
    await file.sync()
    await file.close()
  }
  const read = async (path: string): Promise<string> => {
    const file = await disk.files.openForRead(at(path))
    const bytes = new Uint8Array(1000)
    const length = await file.read(bytes, 0)
    await file.close()
    return fromUtf8(bytes.subarray(0, length))
  }
  const refuses = async (work: Promise<unknown>, problem: FileProblem): Promise<void> => {
    await expect(work).rejects.toMatchObject({ name: 'FileSystemError', problem })
  }

  describe(name, () => {
    test('a file that was written is there, with its size, and reads the same', async () => {
      await write('letter.txt', 'Dear Bob')
      expect(await disk.files.stat(at('letter.txt'))).toMatchObject({
        kind: 'file',
        size: 8,
        links: 1,
        executable: false,
      })
      expect(await read('letter.txt')).toBe('Dear Bob')
    })

    test('reading past the end answers what is there', async () => {
      await write('letter.txt', 'Dear Bob')
      const file = await disk.files.openForRead(at('letter.txt'))
      const bytes = new Uint8Array(10)
      expect(await file.read(bytes, 5)).toBe(3)
      expect(await file.read(bytes, 8)).toBe(0)
      await file.close()
    })

    test('writes at a position extend the file', async () => {
      const file = await disk.files.create(at('letter.txt'))
      await file.write(utf8('Bob'), 5)
      await file.write(utf8('Dear '), 0)
      await file.close()
      expect(await read('letter.txt')).toBe('Dear Bob')
    })

    test('a file that is there is opened again as it is, read and written on; nothing is made where nothing is', async () => {
      await write('letter.txt', 'Dear Bob')
      const before = await disk.files.stat(at('letter.txt'))
      const file = await disk.files.reopen(at('letter.txt'))
      expect((await file.stat()).size).toBe(8)
      const bytes = new Uint8Array(3)
      expect(await file.read(bytes, 5)).toBe(3)
      await file.write(utf8('Carol'), 5)
      await file.sync()
      await file.close()
      expect([fromUtf8(bytes), await read('letter.txt')]).toEqual(['Bob', 'Dear Carol'])
      expect((await disk.files.stat(at('letter.txt')))?.fileId).toBe(before?.fileId)
      await refuses(disk.files.reopen(at('nothing')), 'vanished')
    })

    test('T64 a file that has another name, too, is not opened to be written on: both would hold what is written', async () => {
      await write('diary', 'mine')
      disk.link(at('diary'), at('part'))
      expect((await disk.files.stat(at('part')))?.links).toBe(2)
      await refuses(disk.files.reopen(at('part')), 'link')
      await disk.files.removeFile(at('part'))
      await (await disk.files.reopen(at('diary'))).close()
      expect(await read('diary')).toBe('mine')
    })

    test('what is not there has no stat, cannot be opened, listed, renamed or removed', async () => {
      expect(await disk.files.stat(at('nothing'))).toBeNull()
      expect(await disk.files.stat(at('nothing/below'))).toBeNull()
      await refuses(disk.files.openForRead(at('nothing')), 'vanished')
      await refuses(disk.files.list(at('nothing')), 'vanished')
      await refuses(disk.files.rename(at('nothing'), at('other')), 'vanished')
      await refuses(disk.files.removeFile(at('nothing')), 'vanished')
      await refuses(disk.files.removeDirectory(at('nothing')), 'vanished')
      await refuses(disk.files.create(at('nothing/below')), 'vanished')
      await refuses(disk.files.makeDirectory(at('nothing/below')), 'vanished')
    })

    test('a directory lists what is in it', async () => {
      await disk.files.makeDirectory(at('letters'))
      await write('letters/one', '1')
      await disk.files.makeDirectory(at('letters/old'))
      const entries = await disk.files.list(at('letters'))
      expect(entries.map((entry) => [entry.name, entry.stat.kind]).sort()).toEqual([
        ['old', 'directory'],
        ['one', 'file'],
      ])
      expect(entries.map((entry) => entry.stat.fileId)).toContain((await disk.files.stat(at('letters/one')))?.fileId)
    })

    test('nothing is created over what is there', async () => {
      await write('taken', 'x')
      await refuses(disk.files.create(at('taken')), 'exists')
      await refuses(disk.files.makeDirectory(at('taken')), 'exists')
      expect(await read('taken')).toBe('x')
    })

    test('a renamed file keeps its id, its time and its content', async () => {
      await write('draft', 'x')
      const before = await disk.files.stat(at('draft'))
      await disk.files.makeDirectory(at('final'))
      await disk.files.rename(at('draft'), at('final/letter'))
      expect(await disk.files.stat(at('draft'))).toBeNull()
      expect(await disk.files.stat(at('final/letter'))).toMatchObject({
        fileId: before?.fileId,
        modifiedNs: before?.modifiedNs,
        links: 1,
      })
    })

    test('a renamed directory takes along what is in it', async () => {
      await disk.files.makeDirectory(at('a'))
      await write('a/file', 'x')
      const before = await disk.files.stat(at('a'))
      await disk.files.rename(at('a'), at('b'))
      expect(await read('b/file')).toBe('x')
      expect((await disk.files.stat(at('b')))?.fileId).toBe(before?.fileId)
    })

    test('renaming never overwrites: neither a file nor a directory, not even an empty one', async () => {
      await write('one', '1')
      await write('two', '2')
      await disk.files.makeDirectory(at('dir'))
      await disk.files.makeDirectory(at('other'))
      await refuses(disk.files.rename(at('one'), at('two')), 'exists')
      await refuses(disk.files.rename(at('one'), at('dir')), 'exists')
      await refuses(disk.files.rename(at('dir'), at('other')), 'exists')
      await refuses(disk.files.rename(at('dir'), at('two')), 'exists')
      expect([await read('one'), await read('two')]).toEqual(['1', '2'])
    })

    test('a replaced file leaves its old content where it was told to', async () => {
      await write('letter', 'old')
      await write('fresh', 'new')
      const old = await disk.files.stat(at('letter'))
      await disk.files.replace(at('fresh'), at('letter'), at('kept'))
      expect([await read('letter'), await read('kept')]).toEqual(['new', 'old'])
      expect(await disk.files.stat(at('fresh'))).toBeNull()
      expect(await disk.files.stat(at('kept'))).toMatchObject({
        fileId: old?.fileId,
        modifiedNs: old?.modifiedNs,
        links: 1,
      })
    })

    test('nothing is replaced where nothing is, and nothing kept over what is there', async () => {
      await write('fresh', 'new')
      await refuses(disk.files.replace(at('fresh'), at('letter'), at('kept')), 'vanished')
      await write('letter', 'old')
      await write('kept', 'other')
      await refuses(disk.files.replace(at('fresh'), at('letter'), at('kept')), 'exists')
      expect([await read('fresh'), await read('letter'), await read('kept')]).toEqual(['new', 'old', 'other'])
    })

    test('only an empty directory is removed', async () => {
      await disk.files.makeDirectory(at('dir'))
      await write('dir/file', 'x')
      await refuses(disk.files.removeDirectory(at('dir')), 'not-empty')
      await disk.files.removeFile(at('dir/file'))
      await disk.files.removeDirectory(at('dir'))
      expect(await disk.files.stat(at('dir'))).toBeNull()
    })

    test('time and executable bit can be set, and change nothing else', async () => {
      await write('script', 'x')
      const before = await disk.files.stat(at('script'))
      await disk.files.setModified(at('script'), 1_600_000_000_123_000_000n)
      await disk.files.setExecutable(at('script'), true)
      const after = await disk.files.stat(at('script'))
      expect(after).toMatchObject({ executable: disk.files.hasExecutableBit, size: 1, fileId: before?.fileId })
      expect(Number((after?.modifiedNs ?? 0n) / 1_000_000n)).toBe(1_600_000_000_123)
      await disk.files.setExecutable(at('script'), false)
      expect((await disk.files.stat(at('script')))?.executable).toBe(false)
    })

    test('an open file knows its own time', async () => {
      await write('letter', 'x')
      await disk.files.setModified(at('letter'), 1_600_000_000_000_000_000n)
      const handle = await disk.files.openForRead(at('letter'))
      expect((await handle.stat()).modifiedNs).toBe(1_600_000_000_000_000_000n)
      await handle.close()
    })

    test('files and directories can be made durable', async () => {
      await disk.files.makeDirectory(at('dir'))
      await write('dir/file', 'x')
      await disk.files.syncFile(at('dir/file'))
      await disk.files.syncDirectory(at('dir'))
      await refuses(disk.files.syncFile(at('dir/none')), 'vanished')
      await refuses(disk.files.syncDirectory(at('none')), 'vanished')
    })

    test('the mark of a received file changes neither its content nor its identity', async () => {
      await write('letter', 'x')
      const before = await disk.files.stat(at('letter'))
      await disk.files.markReceived(at('letter'))
      expect(await disk.files.stat(at('letter'))).toMatchObject({ size: 1, fileId: before?.fileId })
      expect(await read('letter')).toBe('x')
    })

    test('a file takes about as much of the disk as it has bytes', async () => {
      await write('letter', 'x'.repeat(2 ** 16))
      const stored = await disk.files.storedBytes(at('letter'))
      expect([stored >= 2 ** 16, stored < 2 ** 20]).toEqual([true, true])
      await refuses(disk.files.storedBytes(at('nothing')), 'vanished')
    })

    test('there is room', async () => {
      expect(await disk.files.freeBytes(disk.root)).toBeGreaterThan(0)
    })
  })
}

/** A disk of a few mebibytes. Its end is the caller's. */
export function fullDiskContract(name: string, open: () => Promise<Pick<Disk, 'files' | 'root'>>): void {
  test(`${name} says how much room there is, and refuses what does not fit as full`, async () => {
    const { files, root } = await open()
    const free = await files.freeBytes(root)
    const file = await files.create(`${root}/film` as LocalPath)
    await file.write(new Uint8Array(2 ** 20), 0)
    expect(await files.freeBytes(root)).toBeLessThanOrEqual(free - 2 ** 20)
    await expect(file.write(new Uint8Array(free + 2 ** 20), 2 ** 20)).rejects.toMatchObject({
      name: 'FileSystemError',
      problem: 'full',
    })
    await file.close()
    await files.removeFile(`${root}/film` as LocalPath)
    expect(await files.freeBytes(root)).toBe(free)
  })
}
