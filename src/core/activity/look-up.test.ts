// Looking through what happened: filters, text, pages, and how long it takes with many entries.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceId, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { ActivityFilter } from '../../shared/ipc/activity.ts'
import { addActivity, openStore, readActivePeople, type Store } from '../store/index.ts'
import { lookUp } from './index.ts'

const [bob, carol] = ['b0', 'c0'].map((one) => one.repeat(32) as IdentityId) as [IdentityId, IdentityId]
const [files, contracts] = ['5a', '5b'].map((one) => one.repeat(32) as SpaceId) as [SpaceId, SpaceId]
const names = {
  person: (id: IdentityId) => (id === bob ? 'Bob Meier' : 'Carol Öztürk'),
  space: (id: SpaceId) => (id === files ? 'Akten' : 'Verträge'),
}
const all: ActivityFilter = { space: null, by: null, group: null, text: '' }

let directory: string
let store: Store
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'siegel-activity-'))
  store = openStore(path.join(directory, 'cache.db'), new Uint8Array(32).fill(7))
})
afterEach(() => {
  store.close()
  rmSync(directory, { recursive: true })
})

const note = (kind: string, spaceId: SpaceId | null, identityId: IdentityId | null, subject: string) =>
  store.write((w) => addActivity(w, { at: 1, kind, spaceId, identityId, subject }))
const subjects = async (filter: Partial<ActivityFilter>, before: number | null = null, limit = 50) =>
  (await lookUp(store, names, { filter: { ...all, ...filter }, before, limit })).records.map(({ subject }) => subject)

test('by space, by person, by kind, and all of them together', async () => {
  note('files-added', files, bob, 'a')
  note('files-removed', files, carol, 'b')
  note('member-joined', contracts, bob, 'c')
  note('told-positive', null, null, 'd')
  expect(await subjects({})).toEqual(['d', 'c', 'b', 'a'])
  expect(await subjects({ space: files })).toEqual(['b', 'a'])
  expect(await subjects({ by: bob })).toEqual(['c', 'a'])
  expect(await subjects({ group: 'files' })).toEqual(['b', 'a'])
  expect(await subjects({ group: 'messages' })).toEqual(['d'])
  expect(await subjects({ group: 'files', by: bob, space: files })).toEqual(['a'])
  expect([...readActivePeople(store)].sort()).toEqual([bob, carol])
})

test('a text is found in the subject, in who it was and in which space, without its accents', async () => {
  note('files-added', files, bob, 'Übersicht.xlsx')
  note('files-added', contracts, carol, 'Plan.pdf')
  expect(await subjects({ text: 'ubersicht' })).toEqual(['Übersicht.xlsx'])
  expect(await subjects({ text: 'oztürk' })).toEqual(['Plan.pdf'])
  expect(await subjects({ text: 'VERTRAGE plan' })).toEqual(['Plan.pdf'])
  expect(await subjects({ text: 'akten plan' })).toEqual([])
})

test('on which device it was done comes back', async () => {
  const deviceId = 'd0'.repeat(32) as DeviceId
  store.write((w) =>
    addActivity(w, { at: 1, kind: 'files-added', spaceId: files, identityId: bob, deviceId, subject: '' }),
  )
  expect((await lookUp(store, names, { filter: all, before: null, limit: 1 })).records).toMatchObject([{ deviceId }])
})

test('30,000 entries are read page by page, each once, also where few of them are meant', async () => {
  store.write((w) => {
    for (let n = 0; n < 30_000; n++)
      addActivity(w, { at: n, kind: 'files-added', spaceId: files, identityId: bob, subject: `${n % 1000} von vielen` })
  })
  const seen: number[] = []
  for (let before: number | null = null, more = true; more;) {
    const page = await lookUp(store, names, { filter: { ...all, text: '999 viel' }, before, limit: 7 })
    seen.push(...page.records.map(({ id }) => id))
    ;({ more } = page)
    before = page.records.at(-1)?.id ?? null
  }
  expect(seen).toHaveLength(30)
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
})
