// The people, spaces and files of the preview's story, at a fixed instant so that pictures can be compared. Tools only.
import type { Activity } from '../../src/shared/ipc/activity.ts'
import type { Contact } from '../../src/shared/ipc/contacts.ts'
import type { FileEntry, RemovedEntry, Version } from '../../src/shared/ipc/files.ts'
import type { Invitation } from '../../src/shared/ipc/invitations.ts'
import type { Member, Space, SyncState } from '../../src/shared/ipc/spaces.ts'
import type { Level, Person } from '../../src/shared/ipc/values.ts'
import { besideMark } from './names.ts'
import { presets, type Preset } from '../../src/shared/domain/rights.ts'

const hex = (seed: number, bytes: number) =>
  Array.from({ length: bytes }, (_, i) => (i < 2 ? seed >> (8 * i) : seed * 67 + i * 31) & 0xff)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
const minutes = (n: number) => Date.now() - n * 60_000

const person = (seed: number, name: string, level: Level, me = false): Person => ({
  id: hex(seed, 32) as Person['id'],
  name,
  level,
  me,
})
export const alice = person(1, 'Alice Brandt', 'verified', true)
const bob = person(2, 'Bob Meier', 'verified')
const carol = person(3, 'Carol Öztürk', 'first')
const dave = person(4, 'Dave Freiherr von und zu Hohenlohe-Langenscheidt', 'vouched')
const erin = person(5, 'Erin Sommer', 'first')
const mallory = person(6, 'Mallory Klein', 'conflict')
const malloryAgain = person(7, 'Mallory Klein', 'conflict')
const frank = person(8, 'Frank Grote', 'first')
const frankToo = person(9, 'Frank von der Heydte-Rittershausen', 'first')
/** Those that other parts of the story speak of. */
export const people = { bob, carol, dave, erin, mallory }
export const blocked = () => [contact(frank, 'accepted', 0)]

const contact = (
  who: Person,
  state: Contact['state'],
  spaces: number,
  newDevice = false,
  more: Partial<Contact> = {},
): Contact => ({
  id: who.id,
  name: who.name,
  email: `${(who.name.split(' ')[0] ?? '').toLowerCase()}@kanzlei-beispiel.de`,
  level: who.level,
  state,
  since: minutes(9000),
  newDevice,
  heldUntil: null,
  spaces,
  categories: [],
  notes: '',
  conflictsWith: null,
  ...more,
})
export const contacts: readonly Contact[] = [
  contact(erin, 'asks', 0),
  contact(frankToo, 'requested', 0),
  contact(bob, 'accepted', 3, false, { categories: ['Mandanten', 'Köln'], notes: 'Ruft nur vormittags an.' }),
  contact(carol, 'accepted', 1, false, { heldUntil: minutes(-2900) }),
  contact(dave, 'accepted', 1, true),
  contact(mallory, 'accepted', 2, false, { conflictsWith: malloryAgain.id, since: Date.parse('2026-02-03') }),
  contact(malloryAgain, 'asks', 0, false, {
    conflictsWith: mallory.id,
    email: 'mallory@kanzlei-beispiel.de',
    since: minutes(20),
  }),
]

type SpaceWish = {
  name: string
  sync: SyncState
  members: readonly Person[]
  files: number
  bytes: number
  folder?: null
  skipped?: number
  conflicts?: number
  rights?: Preset
  offered?: true
}
const space = (seed: number, wish: SpaceWish): Space => ({
  id: hex(100 + seed, 32) as Space['id'],
  name: wish.name,
  folder: wish.folder === null ? null : { name: wish.name, location: '~/Dokumente' },
  owner: wish.rights ? bob : alice,
  offeredToMe: wish.offered ?? false,
  myRights: presets[wish.rights ?? 'manager'],
  members: wish.members.slice(0, 5),
  memberCount: wish.members.length,
  files: wish.files,
  bytes: wish.bytes,
  changed: wish.files === 0 ? null : { at: minutes(seed * 90), by: bob },
  sync: wish.sync,
  skipped: wish.skipped ?? 0,
  conflicts: wish.conflicts ?? 0,
  tellsSeen: true,
  isFresh: ['up-to-date', 'transferring'].includes(wish.sync.kind),
})
export const spaces: readonly Space[] = [
  space(1, {
    name: 'Jahresabschluss 2026',
    sync: { kind: 'up-to-date', at: minutes(3), confirmedBy: { name: 'Bob Meier', at: minutes(2) } },
    members: [alice, bob, carol],
    files: 1284,
    bytes: 2_340_000_000,
    skipped: 2,
    conflicts: 1,
  }),
  space(2, {
    name: 'Mandant Hohenlohe',
    sync: {
      kind: 'transferring',
      up: 12,
      down: 3,
      doneBytes: 41_000_000,
      totalBytes: 96_000_000,
      current: 'Bilanz.xlsx',
    },
    members: [alice, bob, carol, dave, erin, mallory],
    files: 310,
    bytes: 540_000_000,
  }),
  space(3, {
    name: 'Verträge',
    sync: {
      kind: 'files-missing',
      reason: 'returned',
      files: 14,
      names: ['Gesellschaftsvertrag 2019.pdf', 'Mietverträge', 'Vollmachten', 'Zeichnungen', 'Übersicht.xlsx'],
      more: 2,
    },
    members: [alice, bob],
    files: 42,
    bytes: 12_300_000,
  }),
  space(4, {
    name: 'Prüfungsunterlagen für das Finanzamt München Abteilung III',
    sync: { kind: 'folder-missing' },
    members: [bob, alice],
    files: 77,
    bytes: 98_000,
    rights: 'viewer',
    offered: true,
  }),
  space(5, {
    name: 'Leer',
    sync: { kind: 'up-to-date', at: minutes(1), confirmedBy: null },
    members: [alice],
    files: 0,
    bytes: 0,
  }),
]

/** One space for each state in which something is to be known or done. */
const states: readonly [string, Space['sync']][] = [
  ['Andere Uhr', { kind: 'clock', offBy: 63_072_000_000 }],
  ['Aus der Zukunft', { kind: 'entry-ahead', name: 'Mallory Weiß', until: Date.now() + 3 * 86_400_000 }],
  ['Doppelte Adresse', { kind: 'contact-conflict', people: [mallory] }],
  ['Falscher Schlüssel', { kind: 'offline', retryAt: null, why: 'wrong-key' }],
  ['Falscher Name', { kind: 'offline', retryAt: null, why: 'certificate-name' }],
  ['Verlorene Inhalte', { kind: 'lost', files: 2 }],
  ['Zurückgehalten', { kind: 'held-back', name: 'Bob Meier', at: minutes(50) }],
  ['Nicht bestätigt', { kind: 'unconfirmed', since: minutes(14_000) }],
  ['Beschädigt', { kind: 'damaged', code: 'E_INTEGRITY', files: 1 }],
  ['Volle Platte', { kind: 'disk-full', neededBytes: 3_400_000_000 }],
  ['Volles Relay', { kind: 'relay-full', retryAt: null }],
  ['Zwei Verläufe', { kind: 'stopped', reason: 'fork' }],
]
export const troubled: readonly Space[] = states.map(([name, sync], n) =>
  space(20 + n, { name, sync, members: [alice, bob], files: 12, bytes: 480_000 }),
)

/** Bob has seen all, dave something earlier and long ago; of the others nothing was heard. */
const seenBy = (who: Person): Member['seen'] => {
  if (who === bob) return { at: minutes(2), upTo: minutes(20), newest: true }
  return who === dave ? { at: minutes(17_000), upTo: minutes(17_300), newest: false } : null
}

const member = (who: Person, preset: Preset | null, state: Member['state'], owner = false): Member => ({
  person: who,
  owner,
  offered: false,
  preset,
  rights: preset ? presets[preset] : 3,
  expiresAt: null,
  state,
  origin: owner ? null : { by: alice, at: minutes(60_000) },
  seen: seenBy(who),
})
export const members: readonly Member[] = [
  member(alice, 'manager', 'joined', true),
  member(bob, 'editor', 'joined'),
  member(carol, 'contributor', 'invited'),
  { ...member(dave, null, 'joined'), expiresAt: Date.now() + 40 * 86_400_000 },
  { ...member(erin, 'viewer', 'expired'), expiresAt: Date.now() - 2 * 86_400_000 },
  member(mallory, 'viewer', 'leaving'),
]

export const invitations: readonly Invitation[] = [
  {
    id: hex(200, 32) as Invitation['id'],
    from: bob,
    receivedAt: minutes(12),
    space: { name: 'Steuerunterlagen 2025', preset: 'contributor', members: 3, files: 86, bytes: 210_000_000 },
  },
  { id: hex(201, 32) as Invitation['id'], from: carol, receivedAt: minutes(2), space: null },
]

const entry = (
  seed: number,
  name: string,
  kind: FileEntry['kind'],
  state: FileEntry['state'] = 'synced',
  reason: FileEntry['reason'] = null,
): FileEntry => ({
  id: state === 'local' ? null : (hex(1000 + seed, 16) as FileEntry['id']),
  name,
  kind,
  size: kind === 'file' ? (seed * 7919 * 7919) % 40_000_000 : 0,
  changedAt: minutes(seed * 37),
  changedBy: seed % 3 === 0 ? alice : bob,
  state,
  reason,
  here: !['waiting', 'downloading', 'absent'].includes(state),
})
const fewFiles: readonly FileEntry[] = [
  entry(1, 'Belege', 'folder'),
  entry(2, 'Korrespondenz', 'folder'),
  entry(3, 'Bilanz 2026.xlsx', 'file', 'uploading'),
  entry(4, `Erläuterungen${besideMark}.docx`, 'file', 'conflict'),
  entry(5, 'Erläuterungen.docx', 'file'),
  entry(
    6,
    'Gewinn- und Verlustrechnung mit sehr ausführlichem Anhang zu allen Rückstellungen der letzten zehn Jahre.pdf',
    'file',
    'downloading',
  ),
  entry(7, 'aux.txt', 'file', 'local', 'name'),
  entry(8, 'Protokoll 📎.pdf', 'file', 'waiting'),
  entry(9, 'Schulungsvideo.mp4', 'file', 'absent', 'ignored'),
]
const manyFiles = Array.from({ length: 20_000 }, (_, i) =>
  entry(10 + i, `Beleg ${String(i + 1).padStart(4, '0')}.pdf`, 'file'),
)

/** The top of a space, or what is in one of its folders. */
export const filesIn = (where: Space | undefined, node: string | null): readonly FileEntry[] => {
  if (!where || where.files === 0) return []
  if (node === null) return fewFiles
  return node === fewFiles[0]?.id ? manyFiles : []
}
export const folderName = (node: string): string => fewFiles.find(({ id }) => id === node)?.name ?? '?'

export const trash: readonly RemovedEntry[] = [
  {
    id: hex(3000, 16) as RemovedEntry['id'],
    name: 'Entwurf alt.docx',
    folders: ['Korrespondenz'],
    kind: 'file',
    size: 48_000,
    removedAt: minutes(300),
    removedBy: bob,
  },
  {
    id: hex(3001, 16) as RemovedEntry['id'],
    name: 'Notizen.txt',
    folders: [],
    kind: 'file',
    size: 900,
    removedAt: minutes(4000),
    removedBy: alice,
  },
]
export const versions: readonly Version[] = [0, 1, 2].map((n) => ({
  revision: hex(4000 + n, 32) as Version['revision'],
  at: minutes(n * 700 + 5),
  by: n === 1 ? bob : alice,
  size: 40_000 - n * 3000,
  lost: false,
  knownTo: n === 0 ? [] : [n === 1 ? carol : bob],
  current: n === 0,
}))

const happened = (
  n: number,
  what: Activity['what'],
  by: Person | null,
  subject: string | null,
  count = 1,
  inSpace = true,
): Activity => ({
  device: by?.me === true && n % 2 === 0 ? 'Notebook unterwegs' : null,
  id: String(n),
  at: minutes(n * 170),
  what,
  by,
  space: inSpace && spaces[0] ? { id: spaces[0].id, name: spaces[0].name } : null,
  subject,
  count,
})
export const activity: readonly Activity[] = [
  happened(1, 'files-changed', bob, 'Bilanz 2026.xlsx'),
  happened(2, 'files-added', bob, 'Beleg 0001.pdf', 1284),
  happened(3, 'conflict', null, 'Erläuterungen.docx'),
  happened(4, 'member-invited', alice, 'Carol Öztürk'),
  happened(9, 'contact-verified', alice, 'Bob Meier', 1, false),
  happened(12, 'files-removed', alice, 'Entwurf alt.docx'),
  happened(13, 'space-created', alice, null),
  happened(14, 'told-positive', null, '„Entwurf alt.docx“ ist wieder da.', 1, false),
]
