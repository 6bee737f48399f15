// One process owns a profile, and a dead one owns nothing. DESIGN.md, "Storage on the client".
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProfile } from './index.ts'

let directory = ''
beforeEach(async () => {
  directory = path.join(await mkdtemp(path.join(tmpdir(), 'siegel-profile-')), 'profile')
})
afterEach(() => rm(path.dirname(directory), { recursive: true }))

/** Another process that opens the profile, says so, and stays. */
async function openElsewhere() {
  const source = `
    const { openProfile } = await import(${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))})
    try { await openProfile(${JSON.stringify(directory)}); console.log('mine') } catch (error) { console.log(error.code) }
    setInterval(() => {}, 1000)
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { said: line.toString().trim(), kill }
}

test('a second opening is refused until the first lets go', async () => {
  const first = await openProfile(directory)
  await expect(openProfile(directory)).rejects.toMatchObject({ code: 'E_CONFLICT' })
  first.release()
  const second = await openProfile(directory)
  second.release()
  second.release()
})

test('another living process keeps us out; kill -9 lets us in at once', async () => {
  const other = await openElsewhere()
  expect(other.said).toBe('mine')
  await expect(openProfile(directory)).rejects.toMatchObject({ code: 'E_CONFLICT' })
  await other.kill()
  const profile = await openProfile(directory)
  profile.release()
})

test('we keep another process out', async () => {
  const profile = await openProfile(directory)
  const other = await openElsewhere()
  expect(other.said).toBe('E_CONFLICT')
  await other.kill()
  profile.release()
})

test.skipIf(process.platform === 'win32')(
  'the directory is its owner’s alone, even if it was open before',
  async () => {
    const profile = await openProfile(directory)
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
    profile.release()
  },
)

test('what an interrupted write left behind is cleared; everything else stays', async () => {
  const profile = await openProfile(directory)
  profile.release()
  await writeFile(path.join(directory, '.vault.cbor.0123456789abcdef.tmp'), 'half')
  await writeFile(path.join(directory, 'notes.tmp'), 'mine')
  const again = await openProfile(directory)
  again.release()
  const names = await readdir(directory)
  expect(names).toContain('notes.tmp')
  expect(names.filter((name) => name.startsWith('.'))).toEqual([])
})
