// What the journal holds of an unfinished upload lies in an envelope of its own. PROTOCOL §11 "Content key".
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { toBase64url } from '../../shared/base/encoding.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { NodeId, PackId, SpaceId } from '../../shared/domain/ids.ts'
import { finishedPacks, noteFinished } from '../sync/transfer/journal.ts'
import { createSyncStore, journalKeyOf, openStore, SealedJournal, type Store } from './index.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'siegel-journal-'))
const databaseKey = new Uint8Array(32).fill(7)
const spaceId = '5a'.repeat(32) as SpaceId
const nodeId = '0d'.repeat(16) as NodeId
const contentKey = new Uint8Array(32).fill(0xc7)

let suite: Suite
let store: Store
beforeAll(async () => {
  suite = await openSuite()
  store = openStore(path.join(directory, 'cache.db'), databaseKey)
  const chunks = [{ index: 0, offset: 8, length: 100, hash: new Uint8Array(32) }]
  const pack = {
    nodeId,
    pack: 'ac'.repeat(16) as PackId,
    packLength: 4096,
    key: contentKey,
    chunkSize: 2 ** 20,
    chunks,
  }
  journalOf(databaseKey, spaceId).apply(noteFinished([pack], 1))
})
afterAll(() => {
  store.close()
  rmSync(directory, { recursive: true })
})

const journalOf = (key: Uint8Array, space: SpaceId) =>
  createSyncStore(store, spaceId, new SealedJournal(suite, journalKeyOf(suite, key), space))
const rows = () => store.all<{ id: string; state: string }>('SELECT id, state FROM journal')

test('the content key of a finished pack comes back after a restart', () => {
  expect(finishedPacks(journalOf(databaseKey, spaceId), 1).get(nodeId)).toMatchObject([{ key: contentKey }])
})

test('whoever reads the open database finds no content key in it', () => {
  const text = JSON.stringify(rows())
  for (const shift of [0, 1, 2]) {
    const encoded = toBase64url(new Uint8Array([...new Uint8Array(shift), ...contentKey]))
    expect(text).not.toContain(encoded.slice(4, -4))
  }
})

test('another key, another space or another entry opens nothing: then it was never noted', () => {
  expect([...journalOf(new Uint8Array(32), spaceId).journal()]).toEqual([])
  expect([...journalOf(databaseKey, '5b'.repeat(32) as SpaceId).journal()]).toEqual([])
  const [row] = rows()
  store.write((w) => w.run("INSERT INTO journal VALUES (?, 'upload:moved', 'upload', ?)", spaceId, row?.state ?? ''))
  expect([...journalOf(databaseKey, spaceId).journal()].map(({ id }) => id)).toEqual([row?.id])
})
