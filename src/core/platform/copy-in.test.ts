// What a person drops into a space is copied whole, beside what is there, or not at all.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyIn, type CopyProgress } from './copy-in.ts'

let base: string
let target: string
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-copy-'))
  target = path.join(base, 'space')
  await mkdir(target)
})
afterEach(() => rm(base, { recursive: true }))

const at = (...names: string[]) => path.join(base, ...names)
const write = async (file: string, content: string) => {
  await mkdir(path.dirname(at(file)), { recursive: true })
  await writeFile(at(file), content)
}
const copy = (sources: string[], signal = new AbortController().signal, seen: CopyProgress[] = []) =>
  copyIn(
    sources.map((source) => at(source)),
    target,
    { signal, onProgress: (progress) => seen.push(progress) },
  )
const there = async (): Promise<string[]> => (await readdir(target)).filter((name) => name !== '.siegel').sort()

test('files and folders arrive with their times, the originals stay, and what was taken gets a number', async () => {
  await write('space/Bericht.pdf', 'der alte')
  await write('Bericht.pdf', 'der neue')
  await write('more/bericht.PDF', 'noch einer')
  await write('Akte/leer/.keep', '')
  await write('Akte/Blatt 1.txt', 'eins')
  await utimes(at('Bericht.pdf'), 1_000_000, 1_000_000)
  await chmod(at('Akte/Blatt 1.txt'), 0o755)
  const seen: CopyProgress[] = []
  expect(await copy(['Bericht.pdf', 'more/bericht.PDF', 'Akte'], undefined, seen)).toEqual({ files: 4, leftOut: 0 })
  expect(await there()).toEqual(['Akte', 'Bericht (2).pdf', 'Bericht.pdf', 'bericht (3).PDF'])
  expect(await readFile(path.join(target, 'Bericht.pdf'), 'utf8')).toBe('der alte')
  expect(await readFile(path.join(target, 'Bericht (2).pdf'), 'utf8')).toBe('der neue')
  expect((await stat(path.join(target, 'Bericht (2).pdf'))).mtimeMs).toBe(1_000_000_000)
  expect((await stat(path.join(target, 'Akte/Blatt 1.txt'))).mode & 0o100).not.toBe(0)
  expect(await readFile(at('Bericht.pdf'), 'utf8')).toBe('der neue')
  expect(seen.at(-1)).toMatchObject({ doneBytes: 22, totalBytes: 22 })
  expect(await readdir(path.join(target, '.siegel'))).toEqual([])
})

test('a link inside a folder is left out and counted; one that was chosen itself stands for its file', async () => {
  await write('secret.txt', 'geheim')
  await write('Akte/a.txt', 'a')
  await symlink(at('secret.txt'), at('Akte/link'))
  await symlink(at('secret.txt'), at('chosen.txt'))
  expect(await copy(['Akte', 'chosen.txt'])).toEqual({ files: 2, leftOut: 1 })
  expect(await readdir(path.join(target, 'Akte'))).toEqual(['a.txt'])
  expect(await readFile(path.join(target, 'chosen.txt'), 'utf8')).toBe('geheim')
})

test('stopped on the way, or with one file that cannot be read, nothing has arrived', async () => {
  await write('a.txt', 'a'.repeat(200_000))
  const stop = new AbortController()
  const stopped = copyIn([at('a.txt')], target, { signal: stop.signal, onProgress: () => stop.abort() })
  await expect(stopped).rejects.toThrow()
  await expect(copy(['a.txt', 'nowhere.txt'])).rejects.toMatchObject({ code: 'E_PATH' })
  expect(await there()).toEqual([])
  expect(await readdir(path.join(target, '.siegel')).catch(() => [])).toEqual([])
})

test('a folder that holds the space is not copied into itself', async () => {
  await expect(
    copyIn([base], target, { signal: AbortSignal.timeout(9000), onProgress: () => undefined }),
  ).rejects.toMatchObject({ code: 'E_PATH' })
  await expect(copy(['space'])).rejects.toMatchObject({ code: 'E_PATH' })
  expect(await there()).toEqual([])
})

test('what a copy that was killed left behind is cleared by the next one', async () => {
  await write('space/.siegel/incoming-x/0', 'half')
  await write('a.txt', 'a')
  await copy(['a.txt'])
  expect(await readdir(path.join(target, '.siegel'))).toEqual([])
})
