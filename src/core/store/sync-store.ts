// Tables `local_node`, `synced_node`, `journal`: the sync engine's memory of one space. SYNC.md "Shape". Runs in core.
import type { NodeId, RevisionId, SpaceId } from '../../shared/domain/ids.ts'
import type { FileStat, JournalEntry, LocalNode, StoreChange, SyncedNode, SyncStore } from '../sync/interface.ts'
import type { SealedJournal } from './sealed-journal.ts'
import type { ReadableStore, Store, WritableStore } from './handles.ts'

type LocalRow = Omit<LocalNode, 'stat' | 'contentId'> & { stat: string; contentId: LocalNode['contentId'] }
type SyncedRow = Omit<SyncedNode, 'executable'> & { executable: number }

/** The engine's memory of the space `spaceId`; nothing of other spaces is seen or touched. */
export function createSyncStore(store: Store, spaceId: SpaceId, sealing: SealedJournal): SyncStore {
  return {
    *local() {
      const rows = store.all<LocalRow>(
        'SELECT id, parent, name, type, stat, content_id AS contentId FROM local_node WHERE space_id = ?',
        spaceId,
      )
      for (const row of rows) yield { ...row, stat: parseStat(row.stat) }
    },
    *synced() {
      const rows = store.all<SyncedRow>(
        'SELECT id, parent, name, type, revision, content_id AS contentId, executable FROM synced_node WHERE space_id = ?',
        spaceId,
      )
      for (const row of rows) yield { ...row, executable: row.executable === 1 }
    },
    journal: () =>
      store
        .all<JournalEntry>('SELECT id, kind, state FROM journal WHERE space_id = ?', spaceId)
        .flatMap((entry) => sealing.open(entry) ?? []),
    apply(changes) {
      store.write((writable) => {
        for (const change of changes) applyChange(writable, spaceId, sealed(change, sealing))
      })
    },
  }
}

const sealed = (change: StoreChange, sealing: SealedJournal): StoreChange =>
  change.kind === 'journal.put' ? { ...change, entry: sealing.seal(change.entry) } : change

/** On what both sides last agreed (the revision of a directory is null); undefined for a node that is not here yet. */
export const readSyncedPlace = (
  store: ReadableStore,
  spaceId: SpaceId,
  id: NodeId,
): Pick<SyncedNode, 'revision' | 'parent' | 'name'> | undefined =>
  store.all<Pick<SyncedNode, 'revision' | 'parent' | 'name'>>(
    'SELECT revision, parent, name FROM synced_node WHERE space_id = ? AND id = ?',
    spaceId,
    id,
  )[0]

/** The revision on which both sides last agreed; null for a directory, undefined for a node that is not here yet. */
export const readSyncedRevision = (store: ReadableStore, spaceId: SpaceId, id: NodeId): RevisionId | null | undefined =>
  readSyncedPlace(store, spaceId, id)?.revision

/** Forgets the trees and the journal of a space: what was left, or what is attached to another folder. */
export function forgetSync(store: WritableStore, spaceId: SpaceId): void {
  for (const table of ['local_node', 'synced_node', 'journal'])
    store.run(`DELETE FROM ${table} WHERE space_id = ?`, spaceId)
}

function applyChange(store: WritableStore, spaceId: SpaceId, change: StoreChange): void {
  switch (change.kind) {
    case 'local.put': {
      const { id, parent, name, type, stat, contentId } = change.node
      store.run(
        'INSERT OR REPLACE INTO local_node VALUES (?, ?, ?, ?, ?, ?, ?)',
        spaceId,
        id,
        parent,
        name,
        type,
        formatStat(stat),
        contentId,
      )
      return
    }
    case 'local.delete':
      store.run('DELETE FROM local_node WHERE space_id = ? AND id = ?', spaceId, change.id)
      return
    case 'synced.put': {
      const { id, parent, name, type, revision, contentId, executable } = change.node
      const values = [spaceId, id, parent, name, type, revision, contentId, executable ? 1 : 0]
      store.run('INSERT OR REPLACE INTO synced_node VALUES (?, ?, ?, ?, ?, ?, ?, ?)', ...values)
      return
    }
    case 'synced.delete':
      store.run('DELETE FROM synced_node WHERE space_id = ? AND id = ?', spaceId, change.id)
      return
    case 'journal.put':
      store.run(
        'INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?)',
        spaceId,
        change.entry.id,
        change.entry.kind,
        change.entry.state,
      )
      return
    case 'journal.delete':
      store.run('DELETE FROM journal WHERE space_id = ? AND id = ?', spaceId, change.id)
  }
}

const formatStat = (stat: FileStat): string =>
  JSON.stringify({ ...stat, modifiedNs: stat.modifiedNs.toString(), changedNs: stat.changedNs.toString() })

function parseStat(text: string): FileStat {
  const stat = JSON.parse(text) as Omit<FileStat, 'modifiedNs' | 'changedNs'> & {
    modifiedNs: string
    changedNs: string
  }
  return { ...stat, modifiedNs: BigInt(stat.modifiedNs), changedNs: BigInt(stat.changedNs) }
}
