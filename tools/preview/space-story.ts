// What a space of the preview's story tells beyond its files: its settings, its place, who has seen what, what its server has. Tools only.
import type { FileEntry } from '../../src/shared/ipc/files.ts'
import { BridgeRefused, type Handlers } from '../../src/shared/ipc/dispatch.ts'
import type { DeviceWord, ServerView, StoredEntry } from '../../src/shared/ipc/space-settings.ts'
import type { Member, Space } from '../../src/shared/ipc/spaces.ts'
import * as story from './story.ts'

const minutes = (n: number) => Date.now() - n * 60_000
const days = (n: number) => minutes(n * 1440)
const bob = story.spaces[0]?.members[1] ?? story.alice

const word = (person: DeviceWord['person'], name: string | null, at: number | null, newest = true): DeviceWord => ({
  person,
  name,
  here: name === 'Büro-PC',
  at,
  upTo: newest ? minutes(20) : days(2),
  newest,
})
const words: readonly DeviceWord[] = [
  word(story.alice, 'Büro-PC', minutes(3)),
  word(bob, null, minutes(2)),
  word(story.alice, 'Notebook unterwegs', days(1), false),
  word(story.members[3]?.person ?? bob, null, days(12), false),
]

const entry = (number: number, kind: string, sealedBytes: number): StoredEntry => ({
  number,
  kind,
  at: minutes((130 - number) * 30),
  author: number % 2 === 0 ? 'mfrggzdf' : 'k5xw4ylu',
  device: 'ob2hi4dt',
  packs: kind === 'commit' ? [4_194_304] : [],
  sealedBytes,
  signatures: 1,
  totalBytes: sealedBytes + 412,
})
const bytes = (start: string, count: number): string =>
  start + Array.from({ length: count }, (_, i) => ((i * 7919 + 31) % 251).toString(16).padStart(2, '0')).join('')

const view = (space: Space, name: string): ServerView => ({
  mine: { name, folders: ['Korrespondenz', '2026'], kind: 'file', size: 48_213, at: minutes(20), by: bob },
  entry: { ...entry(128, 'commit', 2048), space: space.id, epoch: 3, bytes: bytes('83590187', 508) },
  pack: { id: 'ab'.repeat(16), length: 4_194_304, bytes: bytes('53474c3101000000', 504) },
  nameFound: false,
  searchedBytes: 67_996,
  head: [
    entry(129, 'heads', 0),
    entry(128, 'commit', 2048),
    entry(127, 'commit', 1024),
    entry(126, 'epoch.rotate', 6144),
    entry(125, 'grant.remove', 0),
  ],
  members: story.members.slice(0, 3).map(({ person, rights }, n) => ({ code: `k5xw4yl${String(n)}`, person, rights })),
})

const crowd: readonly Member[] = Array.from({ length: 500 }, (_, n) => {
  const like = story.members[1 + (n % 3)] ?? story.members[0]
  if (like === undefined) throw new Error('nobody')
  const id = (1000 + n).toString(16).padStart(64, '5') as Member['person']['id']
  const name = `Dr. Maximiliane-Charlotte Freifrau von Hohenlohe-Waldenburg-Schillingsfürst ${String(n + 1)}`
  return { ...like, person: { ...like.person, id, name, me: false }, owner: false }
})

const items = story
  .filesIn(story.spaces[0], null)
  .filter((one): one is FileEntry & { id: NonNullable<FileEntry['id']> } => one.id !== null)

type Wanted = keyof Pick<
  Handlers,
  | 'spaces.members'
  | 'spaces.keyDue'
  | 'files.rename'
  | 'files.renameLocal'
  | 'files.makeFolder'
  | 'files.remove'
  | 'files.adding'
  | 'ignoring.get'
  | 'ignoring.preview'
  | 'place.get'
  | 'place.relay'
  | 'server.items'
  | 'server.view'
>

const lost = (): never => {
  throw new BridgeRefused('E_TRANSPORT', 'story')
}

export const spaceHandlers = (begin: string): Pick<Handlers, Wanted> => ({
  'spaces.members': () => [...story.members, ...(begin === 'crowded' ? crowd : [])],
  'spaces.keyDue': () => ({ due: begin === 'open' }),
  'files.rename': () => ({ problem: null }),
  'files.renameLocal': () => ({ problem: null }),
  'files.makeFolder': ({ name }) => ({ problem: name === 'Belege' ? 'taken' : null }),
  'files.remove': () => null,
  'files.adding': () =>
    begin === 'moving' && story.spaces[0]
      ? { space: story.spaces[0].id, current: 'Beleg 0007.pdf', doneBytes: 4_000_000, totalBytes: 9_000_000 }
      : null,
  'ignoring.get': () => ({
    rules: ['.DS_Store', 'Thumbs.db', 'desktop.ini', '*.tmp', '~$*', '.~lock.*'],
    isDefault: true,
  }),
  'ignoring.preview': ({ rules }) =>
    rules.includes('*.bak')
      ? {
          inSpace: { total: 3, names: ['Filme', 'Korrespondenz/Entwurf.bak', 'Korrespondenz/Notizen.bak'] },
          inFolder: { total: 212, names: Array.from({ length: 200 }, (_, n) => `Sicherung/Stand ${String(n)}.bak`) },
          isCut: false,
        }
      : { inSpace: { total: 0, names: [] }, inFolder: { total: 0, names: [] }, isCut: false },
  'place.get': () => ({
    relay: { address: 'https://relay.kanzlei-beispiel.de:8787', isMine: false },
    devices: begin === 'crowded' ? crowd.map(({ person }) => word(person, null, minutes(40))) : [...words],
    limitDays: 7,
  }),
  'place.relay': () =>
    begin === 'broken'
      ? lost()
      : {
          name: 'Relay der Kanzlei Beispiel',
          operator: 'Kanzlei Beispiel Partnerschaft mbB',
          place: 'Rechenzentrum Falkenstein, Deutschland',
          contact: 'it@kanzlei-beispiel.de',
          privacy: '',
        },
  'server.items': ({ text }) =>
    items
      .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
      .map(({ id, name }) => ({ id, name, folders: ['Korrespondenz'] })),
  'server.view': ({ space, node }) => {
    if (begin === 'broken') return lost()
    const found = story.spaces.find(({ id }) => id === space) ?? story.spaces[0]
    if (found === undefined) return lost()
    return view(found, items.find(({ id }) => id === node)?.name ?? 'Erläuterungen.docx')
  },
})
