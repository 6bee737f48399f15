// The canary search finds what is planted and nothing else.
import { randomBytes } from 'node:crypto'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { canaryWord, checkControls, searchBytes, searchFolder } from './index.ts'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'siegel-canary-test-'))))
afterEach(() => rm(folder, { recursive: true }))

test('each encoding of a word is found where it is planted', async () => {
  const { planted, missed } = await checkControls([canaryWord(), canaryWord()])
  expect(missed).toEqual([])
  const base64 = [0, 1, 2].map((phase) => `base64 phase ${phase}`)
  const names = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'hex', 'HEX', 'URL', 'JSON', ...base64]
  const wanted = names.flatMap((name) => [`${name} NFC`, `${name} NFD`])
  expect(planted).toEqual(expect.arrayContaining([...wanted, 'gzip']))
})

test('random bytes and another word are no find', async () => {
  await writeFile(path.join(folder, 'noise'), randomBytes(1 << 20))
  await writeFile(path.join(folder, 'other'), canaryWord())
  expect(await searchFolder(folder, [canaryWord()])).toEqual({
    files: 2,
    bytes: expect.any(Number) as number,
    finds: [],
  })
})

test('a word is found across two windows of a large file, and all bytes are counted once', async () => {
  const word = canaryWord()
  const file = randomBytes(40 << 20)
  file.write(word, (32 << 20) - 7)
  await writeFile(path.join(folder, 'large'), file)
  const searched = await searchFolder(folder, [word])
  expect(searched.bytes).toBe(file.length)
  expect(searched.finds.map((find) => find.encoding)).toEqual(['UTF-8 NFC'])
})

test('a word in the name of an empty folder is found', async () => {
  const word = canaryWord()
  await mkdir(path.join(folder, 'a', `x-${word}-y`), { recursive: true })
  expect((await searchFolder(folder, [word])).finds).toHaveLength(1)
})

test('a word is found in gzip whose end is missing', () => {
  const word = canaryWord()
  const zipped = gzipSync(`${word}${randomBytes(100_000).toString('hex')}`)
  const finds = searchBytes('cut', zipped.subarray(0, 50_000), [word])
  expect(finds.map((find) => find.encoding)).toEqual(['gzip, UTF-8 NFC'])
})

test('a folder that is not there is an error, not a clean result', async () => {
  await expect(searchFolder(path.join(folder, 'missing'), ['word'])).rejects.toThrow('ENOENT')
})

test('a file that goes away during the search is not counted, and everything else is searched', async () => {
  const word = canaryWord()
  await writeFile(path.join(folder, 'a'), randomBytes(40 << 20))
  for (const name of ['y', 'z']) await writeFile(path.join(folder, name), word)
  const searching = searchFolder(folder, [word])
  await setTimeout(5)
  await rm(path.join(folder, 'z'))
  const { files, finds } = await searching
  expect([2, 3]).toContain(files)
  expect(finds.map(({ place }) => place)).toContain('y')
})
