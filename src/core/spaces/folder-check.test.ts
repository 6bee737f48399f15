// Which folders may become spaces, on a real disk.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkFolder } from './folder-check.ts'

let base: string
const at = (...parts: string[]) => path.join(base, ...parts)
const check = (folder: string, use: 'share' | 'receive' = 'share') =>
  checkFolder(folder, { use, spaceFolders: [at('Akten')], profileDirectory: at('profile') })

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'siegel-folder-'))
  for (const name of ['Akten/2026', 'profile', 'Neu', 'Dropbox/Büro']) mkdirSync(at(name), { recursive: true })
})
afterEach(() => rmSync(base, { recursive: true }))

test('an ordinary folder is welcome, and told apart from an empty one', async () => {
  expect(await check(at('Neu'))).toEqual({ refusal: null, warnings: [], empty: true })
  writeFileSync(at('Neu', 'a.txt'), 'a')
  expect(await check(at('Neu'))).toMatchObject({ refusal: null, empty: false })
})

test('a folder inside a space, around one, or the same one is refused, also through a link', async () => {
  symlinkSync(at('Akten'), at('link'))
  expect((await check(at('Akten', '2026'))).refusal).toBe('inside-space')
  expect((await check(at('Akten'))).refusal).toBe('inside-space')
  expect((await check(at('link', '2026'))).refusal).toBe('inside-space')
  expect((await check(base)).refusal).toBe('contains-space')
})

test('the profile, the home folder, a volume and system folders are refused', async () => {
  expect((await check(at('profile', 'inner'), 'receive')).refusal).toBe('profile')
  expect((await check(homedir())).refusal).toBe('home')
  expect((await check(path.parse(base).root)).refusal).not.toBeNull()
  expect((await check('/etc')).refusal).toBe('system')
})

test('a missing folder may receive a space but not become one; a file neither', async () => {
  writeFileSync(at('file'), '')
  expect((await check(at('later', 'deep'), 'receive')).refusal).toBeNull()
  expect((await check(at('later'))).refusal).toBe('not-a-folder')
  expect((await check(at('file'))).refusal).toBe('not-a-folder')
})

test('a folder of another sync program is warned about', async () => {
  expect((await check(at('Dropbox', 'Büro'))).warnings).toEqual(['sync-program'])
  writeFileSync(at('Neu', '.stfolder'), '')
  expect((await check(at('Neu'))).warnings).toEqual(['sync-program'])
})
