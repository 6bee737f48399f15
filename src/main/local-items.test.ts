// Paths become tokens; the window gets names only.
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localItem } from '../shared/ipc/values.ts'
import { localItemOf, shortLocation, targetOf } from './local-items.ts'

let home: string
const remembered = new Map<string, string>()
const remember = (token: string, chosen: string) => {
  remembered.set(token, chosen)
  return Promise.resolve()
}

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'local-items-'))
  remembered.clear()
})
afterEach(() => rm(home, { recursive: true }))

describe('local items', () => {
  it('a folder alice picks gets a fresh token each time, and only main knows the path', async () => {
    const folder = path.join(home, 'Mandanten', 'Hohenlohe')
    await mkdir(folder, { recursive: true })
    const first = await localItemOf(folder, home, remember)
    const second = await localItemOf(folder, home, remember)
    expect(localItem.safeParse(first).success).toBe(true)
    expect(first).toMatchObject({ name: 'Hohenlohe', location: `~${path.sep}Mandanten`, kind: 'folder' })
    expect(first?.token).not.toBe(second?.token)
    expect([...remembered.values()]).toEqual([folder, folder])
    expect(JSON.stringify(first)).not.toContain(home)
  })

  it('nobody has the token before core knows what it stands for', async () => {
    const events: string[] = []
    const slowly = async () => {
      await setImmediate()
      events.push('known')
    }
    const gets = (item: Promise<unknown>) => item.then(() => events.push('given'))
    await gets(localItemOf(home, home, slowly))
    await gets(targetOf(path.join(home, 'export.csv'), slowly))
    expect(events).toEqual(['known', 'given', 'known', 'given'])
  })

  it('a file is told from a folder, also through a link', async () => {
    await writeFile(path.join(home, 'bob.siegel-card'), 'x')
    await symlink(path.join(home, 'bob.siegel-card'), path.join(home, 'link'))
    expect(await localItemOf(path.join(home, 'link'), home, remember)).toMatchObject({
      kind: 'file',
      name: 'link',
      location: '~',
    })
  })

  it('what is not there, not absolute or neither file nor folder gets no token', async () => {
    for (const chosen of [path.join(home, 'gone'), 'relative', '', '/dev/null'])
      expect(await localItemOf(chosen, home, remember)).toBeNull()
    expect(remembered.size).toBe(0)
  })
})

describe('short locations', () => {
  it.each([
    ['/home/alice', '~'],
    ['/home/alice/Documents', '~/Documents'],
    ['/home/alice/a/b/c/d', '~/…/c/d'],
    ['/home/alice2', '/home/alice2'],
    ['/media/usb/2026/11', '/…/2026/11'],
    ['/', '/'],
  ])('%s is shown as %s', (directory, shown) => {
    expect(shortLocation(directory, '/home/alice')).toBe(shown)
  })
})
