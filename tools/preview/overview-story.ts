// What the story tells of everything at once: what needs alice, what is found, what is transferred, what is in conflict. Tools only.
import type { Activity, ActivityFilter } from '../../src/shared/ipc/activity.ts'
import { activityGroups } from '../../src/shared/ipc/activity.ts'
import type { Conflict } from '../../src/shared/ipc/conflicts.ts'
import { BridgeRefused, type Handlers } from '../../src/shared/ipc/dispatch.ts'
import type { Need } from '../../src/shared/ipc/needs.ts'
import type { Found } from '../../src/shared/ipc/search.ts'
import type { Transfer } from '../../src/shared/ipc/transfers.ts'
import { besideMark, longName, recording } from './names.ts'
import * as story from './story.ts'

type Group = 'needs' | 'search' | 'activity' | 'conflicts' | 'transfers'
type OverviewHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const hex = (seed: number, bytes: number): never =>
  Array.from({ length: bytes }, (_, i) => ((seed * 131 + i * 17) & 0xff).toString(16).padStart(2, '0')).join(
    '',
  ) as never
const ago = (minutes: number) => Date.now() - minutes * 60_000
const placeOf = (at: number) => {
  const space = story.spaces[at % story.spaces.length]
  if (space === undefined) throw new Error('no such space')
  return { id: space.id, name: space.name }
}
const bob = story.people.bob
const dave = story.people.dave

const needs: readonly Need[] = [
  { kind: 'identity-conflict', seeTo: 'contacts', person: story.people.mallory },
  { kind: 'keys-in-doubt', seeTo: 'space', space: placeOf(1), people: [story.people.mallory] },
  { kind: 'stopped', seeTo: 'space', space: placeOf(2), reason: 'fork' },
  { kind: 'own-fork', seeTo: 'settings', relay: 'relay.steuerberaterkammer-koeln.example:8787' },
  { kind: 'clock', seeTo: 'settings', offBy: 63_072_000_000 },
  { kind: 'unreachable', seeTo: 'settings', space: null, why: 'certificate-time' },
  { kind: 'disk-full', seeTo: 'space', space: placeOf(3), neededBytes: 3_400_000_000 },
  { kind: 'folder-missing', seeTo: 'space', space: placeOf(3) },
  { kind: 'files-missing', seeTo: 'space', space: placeOf(2), files: 14 },
  { kind: 'entry-ahead', seeTo: 'space', space: placeOf(4), name: dave.name, until: ago(-3000) },
  { kind: 'invitation', seeTo: 'spaces', person: bob },
  { kind: 'offer', seeTo: 'space', space: placeOf(3), person: bob },
  { kind: 'request', seeTo: 'contacts', person: story.people.erin },
  { kind: 'new-device', seeTo: 'contacts', person: dave },
  { kind: 'conflicts', seeTo: 'conflicts', space: placeOf(0), files: 3 },
]
const manyNeeds = Array.from(
  { length: 500 },
  (_, n): Need => needs[n % needs.length] ?? { kind: 'refused', seeTo: 'settings' },
)

const conflictAt = (n: number, name: string): Conflict => {
  const [stem = name, extension = ''] = name.split(/(?=\.[a-z]+$)/)
  const side = (seed: number, by: Conflict['beside']['by'], called: string) => ({
    ...{ node: hex(seed, 16), revision: hex(seed + 1, 32), name: called, size: 48_000 + seed * 977, at: ago(seed), by },
  })
  return {
    space: placeOf(n),
    folders: n % 2 === 0 ? [] : ['Korrespondenz', 'Finanzamt'],
    kept: n === 2 ? null : side(10 + n, n % 2 === 0 ? story.alice : dave, name),
    beside: side(200 + n, bob, `${stem}${besideMark}${extension}`),
    maySettle: n !== 3,
    mayOpen: n !== 2,
  }
}
const conflicts = ['Erläuterungen.docx', longName, 'Bilanz 2026.xlsx', 'Vollmacht.pdf'].map((name, n) =>
  conflictAt(n, name),
)

const transferAt = (n: number, name: string, part: Partial<Transfer>): Transfer => ({
  ...{ space: placeOf(n), node: hex(900 + n, 16), name, folders: n % 2 === 0 ? [] : ['Korrespondenz', 'Finanzamt'] },
  ...{ direction: 'up', state: 'waiting', doneBytes: 0, totalBytes: 48_000_000 + n * 9_770_000 },
  ...{ bytesPerSecond: null, secondsLeft: null, ...part },
})
const transfers: readonly Transfer[] = [
  transferAt(0, recording, {
    ...{ state: 'moving', doneBytes: 41_000_000, totalBytes: 960_000_000, bytesPerSecond: 2_400_000, secondsLeft: 383 },
  }),
  transferAt(1, longName, {
    ...{ state: 'moving', direction: 'down', doneBytes: 90_000_000, totalBytes: 96_000_000 },
    ...{ bytesPerSecond: 800_000, secondsLeft: 8 },
  }),
  transferAt(2, 'Bilanz 2026.xlsx', {}),
  transferAt(3, 'Belege 2025.zip', { direction: 'down', state: 'stuck' }),
  transferAt(4, 'Zeichnungen.zip', { state: 'paused' }),
  transferAt(5, 'Sicherung.tar', { direction: 'down', state: 'postponed', totalBytes: 12_000_000_000 }),
]

const manyActivities = (): Activity[] =>
  Array.from({ length: 500 }, (_, n) => {
    const base = story.activity[n % story.activity.length]
    if (base === undefined) throw new Error('no activity')
    return { ...base, id: String(500 - n), at: ago(n * 47), subject: n % 5 === 0 ? longName : base.subject }
  })

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function foundBy(text: string): Found[] {
  const isMeant = (name: string) => fold(name).includes(fold(text))
  const nodes = story.filesIn(story.spaces[0], null).filter(({ name }) => isMeant(name))
  return [
    ...story.spaces
      .filter(({ name }) => isMeant(name))
      .map(({ id, name }): Found => ({ kind: 'space', space: { id, name } })),
    ...Object.values(story.people)
      .filter(({ name }) => isMeant(name))
      .map((person): Found => ({ kind: 'contact', person })),
    ...nodes.flatMap((node, n): Found[] => {
      if (node.id === null) return []
      const type = node.kind === 'folder' ? 'folder' : 'file'
      const folders = n % 2 === 0 ? [] : ['Korrespondenz']
      return [{ kind: 'node', space: placeOf(0), node: node.id, name: node.name, type, folder: null, folders }]
    }),
  ]
}

function passing(items: readonly Activity[], { space, by, group, text }: ActivityFilter): Activity[] {
  const kinds: readonly string[] | null = group === null ? null : activityGroups[group]
  return items.filter(
    (item) =>
      (space === null || item.space?.id === space) &&
      (by === null || item.by?.id === by) &&
      (kinds === null || kinds.includes(item.what)) &&
      fold(`${item.subject ?? ''} ${item.by?.name ?? ''}`).includes(fold(text)),
  )
}

export function overviewStory(begin: string): OverviewHandlers {
  const [isEmpty, isMany] = [begin === 'empty', begin === 'many']
  const mayFail = () => {
    if (begin === 'error') throw new BridgeRefused('E_BUG', 'story')
  }
  return {
    'needs.list': () => {
      mayFail()
      if (begin === 'open') return needs.slice(10)
      return isEmpty ? [] : isMany ? manyNeeds : [...needs]
    },
    'search.find': ({ text, offset, limit }) => {
      mayFail()
      const all = isMany ? Array.from({ length: 500 }, (_, n) => manyFound(n)) : foundBy(text)
      return { items: all.slice(offset, offset + limit), total: all.length }
    },
    'activity.list': ({ filter, before, limit }) => {
      mayFail()
      const all = passing(isEmpty ? [] : isMany ? manyActivities() : story.activity, filter)
      const start = before === null ? 0 : all.findIndex(({ id }) => id === before) + 1
      return { items: all.slice(start, start + limit), more: all.length > start + limit }
    },
    'activity.people': () => [story.alice, bob, dave],
    'activity.keep': () => null,
    'activity.export': () => ({ count: 1284 }),
    'conflicts.list': ({ offset, limit }) => {
      mayFail()
      const all = isEmpty ? [] : isMany ? Array.from({ length: 500 }, (_, n) => conflictAt(n % 4, longName)) : conflicts
      const unlike = all.map((one, n) => ({ ...one, beside: { ...one.beside, node: hex(n, 16) } }))
      return { items: unlike.slice(offset, offset + limit), total: all.length }
    },
    'conflicts.settle': () => null,
    'transfers.list': ({ offset, limit }) => {
      mayFail()
      const many = () => Array.from({ length: 500 }, (_, n) => transferAt(n, `${String(n)} ${longName}`, {}))
      const all = isEmpty ? [] : isMany ? many() : transfers
      const sums = { files: all.length, waitingBytes: 1_420_000_000, up: 2_400_000, down: 800_000, secondsLeft: 591 }
      return { items: all.slice(offset, offset + limit), total: all.length, ...sums }
    },
    'transfers.postpone': () => null,
    'transfers.resume': () => null,
    'transfers.first': () => null,
  }
}

const manyFound = (n: number): Found => ({
  kind: 'node',
  space: placeOf(3),
  node: hex(n, 16),
  name: `${String(n)} ${longName}`,
  type: 'file',
  folder: null,
  folders: ['Korrespondenz mit dem Finanzamt München Abteilung III', 'Jahresabschlüsse', 'Entwürfe'],
})
