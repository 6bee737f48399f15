// The encrypted local database: what comes back, what never does, what is durable together.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { EntryHash, IdentityId, MessageId, NodeId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import type { LocalNode, SyncedNode } from '../sync/interface.ts'
import {
  addActivity,
  createSyncStore,
  forgetSync,
  insertEntry,
  openStore,
  putContact,
  raisePin,
  readActivity,
  readContact,
  readContacts,
  readEntries,
  readPin,
  rememberMessage,
  SealedJournal,
  wasMessageSeen,
  type ContactRecord,
  type Store,
} from './index.ts'

const key = new Uint8Array(32).fill(7)
const suite = await openSuite()
const journalOf = (space: SpaceId) => new SealedJournal(suite, key, space)
const bobId = 'b0'.repeat(32) as IdentityId
const spaceId = '5a'.repeat(32) as SpaceId
const otherSpaceId = '5b'.repeat(32) as SpaceId
const bob: ContactRecord = {
  identityId: bobId,
  state: 'accepted',
  name: 'Bob Kanarienvogel',
  emails: ['bob@kanzlei.example'],
  verified: true,
  conflictsWith: null,
  blocked: false,
  categories: ['Mandanten'],
  notes: 'ruft nur vormittags an',
  relay: {
    home: { relayId: '4e'.repeat(32) as RelayId, address: 'https://relay.example' },
    tlsPin: new Uint8Array(32).fill(9),
  },
  theirToken: new Uint8Array(16).fill(1),
  ourToken: new Uint8Array(16).fill(2),
  offers: [{ space: 'ab'.repeat(32) as SpaceId, instead: 'c0'.repeat(32) as IdentityId, rights: 7, notAfter: null }],
  requestId: null,
  devicesSeen: 1,
  addedAt: 1_790_000_000_000,
}

let directory: string
let file: string
let store: Store
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'siegel-store-'))
  file = path.join(directory, 'cache.db')
  store = openStore(file, key)
})
afterEach(() => {
  store.close()
  rmSync(directory, { recursive: true })
})

const hash = (digit: string) => digit.repeat(64) as EntryHash

test('what alice stored is there after closing and opening again', () => {
  store.write((w) => putContact(w, bob))
  store.close()
  store = openStore(file, key)
  expect(readContacts(store)).toEqual([bob])
  expect(readContact(store, 'c0'.repeat(32) as IdentityId)).toBeNull()
})

test('without the key the database opens for nobody and holds no readable name, in the file or its journal', () => {
  store.write((w) => putContact(w, bob))
  expect(() => openStore(file, new Uint8Array(32).fill(8))).toThrow(/not a database/)
  for (const name of [file, `${file}-wal`]) expect(readFileSync(name).includes('Kanarienvogel')).toBe(false)
})

test('a write that throws leaves nothing behind', () => {
  expect(() =>
    store.write((w) => {
      putContact(w, bob)
      throw new Error('crash')
    }),
  ).toThrow('crash')
  expect(readContacts(store)).toEqual([])
})

test('a pin rises and never falls', () => {
  const pin = { logId: bobId, kind: 'identity' as const, seq: 4, hash: hash('4') }
  store.write((w) => raisePin(w, pin))
  store.write((w) => raisePin(w, { ...pin, seq: 3, hash: hash('3') }))
  store.write((w) => raisePin(w, { ...pin, hash: hash('5') }))
  expect(readPin(store, bobId)).toEqual(pin)
})

test('entries come back in order, from where they are asked', () => {
  store.write((w) => {
    for (const seq of [2, 0, 1]) insertEntry(w, bobId, { seq, hash: hash(String(seq)), bytes: new Uint8Array([seq]) })
  })
  expect(readEntries(store, bobId, 1).map((entry) => entry.seq)).toEqual([1, 2])
  expect(readEntries(store, spaceId)).toEqual([])
})

test('a message counts once, until it would be refused as too old anyway', () => {
  const [first, second] = ['1', '2'].map((digit) => ({ senderId: bobId, id: digit.repeat(32) as MessageId }))
  if (first === undefined || second === undefined) throw new RangeError('two messages')
  expect(wasMessageSeen(store, first)).toBe(false)
  store.write((w) => rememberMessage(w, first, { notAfter: 100, now: 50 }))
  expect(wasMessageSeen(store, first)).toBe(true)
  expect(wasMessageSeen(store, { ...first, senderId: 'a'.repeat(64) as IdentityId })).toBe(false)
  store.write((w) => rememberMessage(w, second, { notAfter: 200, now: 101 }))
  expect(wasMessageSeen(store, first)).toBe(false)
})

test('the memory of one space is not seen by another, and times keep their nanoseconds', () => {
  const id = '1a'.repeat(16) as NodeId
  const stat = {
    kind: 'file' as const,
    size: 3,
    modifiedNs: 1_790_000_000_123_456_789n,
    changedNs: 1n,
    fileId: '1:2',
    executable: false,
    links: 1,
  }
  const local: LocalNode = { id, parent: id, name: 'Ä.txt', type: 'file', stat, contentId: null }
  const synced: SyncedNode = {
    id,
    parent: id,
    name: 'Ä.txt',
    type: 'file',
    revision: null,
    contentId: null,
    executable: true,
  }
  const mine = createSyncStore(store, spaceId, journalOf(spaceId))
  mine.apply([
    { kind: 'local.put', node: local },
    { kind: 'synced.put', node: synced },
    { kind: 'journal.put', entry: { id: 'j', kind: 'upload', state: '{}' } },
  ])
  expect([...mine.local()]).toEqual([local])
  expect([...mine.synced()]).toEqual([synced])
  expect([...createSyncStore(store, otherSpaceId, journalOf(otherSpaceId)).local()]).toEqual([])
  store.write((w) => forgetSync(w, spaceId))
  expect([...mine.local(), ...mine.synced(), ...mine.journal()]).toEqual([])
})

test('activity is read newest first, of one space or of all', () => {
  store.write((w) => {
    addActivity(w, { at: 1, kind: 'space.created', spaceId, identityId: null, subject: 'Akten' })
    addActivity(w, { at: 2, kind: 'contact.added', spaceId: null, identityId: bobId, subject: 'Bob' })
  })
  expect(readActivity(store, { spaceId: null, limit: 10 }).map((record) => record.kind)).toEqual([
    'contact.added',
    'space.created',
  ])
  expect(readActivity(store, { spaceId, limit: 10 })).toHaveLength(1)
})
