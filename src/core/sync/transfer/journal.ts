// What an interrupted upload leaves behind: packs that are complete at the relay, and what lies in them. Runs in core.
// PROTOCOL §11 "Content key": after a restart nothing more is sealed under these keys; they only name finished packs, each
// chunk after the file was read again and its hash compared. The store seals every entry (store/sealed-journal.ts).
import { z } from 'zod'
import { Refused } from '../../../shared/base/errors.ts'
import { fromBase64url, toBase64url } from '../../../shared/base/encoding.ts'
import { bytes, record, uint } from '../../../shared/base/record.ts'
import { sealedOverhead } from '../../../shared/content/chunk.ts'
import type { NodeId, PackId } from '../../../shared/domain/ids.ts'
import type { JournalEntry, StoreChange, SyncStore } from '../interface.ts'
import { journalLife } from './limits.ts'

/** One file's share of a pack that the relay has. */
export type FinishedPack = {
  readonly nodeId: NodeId
  readonly pack: PackId
  /** Bytes of the whole pack. */
  readonly packLength: number
  readonly key: Uint8Array
  readonly chunkSize: number
  readonly chunks: readonly {
    readonly index: number
    readonly offset: number
    readonly length: number
    readonly hash: Uint8Array
  }[]
}

const kind = 'upload'
const recordLimit = 2 ** 20
const chunk = z.tuple([uint(), uint(), uint(), bytes(32)])
/** [1, "upload", when, bytes of the pack, key, chunk size, [[index, offset, sealed length, hash32]…]] */
const codec = record(z.tuple([z.literal(1), z.literal('upload'), uint(), uint(), bytes(32), uint(), z.array(chunk)]))

const idOf = (nodeId: NodeId, pack: PackId): string => `${kind}:${nodeId}:${pack}`

export function noteFinished(packs: readonly FinishedPack[], now: number): StoreChange[] {
  return packs.map(({ nodeId, pack, packLength, key, chunkSize, chunks }) => {
    const list = chunks.map(
      ({ index, offset, length, hash }) => [index, offset, length, hash] as [number, number, number, Uint8Array],
    )
    const state = toBase64url(codec.encode([1, 'upload', now, packLength, key, chunkSize, list]))
    return { kind: 'journal.put', entry: { id: idOf(nodeId, pack), kind, state } }
  })
}

/** What may be used again, by node. Entries that are too old, or not readable, are dropped from the store. */
export function finishedPacks(store: SyncStore, now: number): ReadonlyMap<NodeId, readonly FinishedPack[]> {
  const finished = new Map<NodeId, FinishedPack[]>()
  const stale: StoreChange[] = []
  for (const entry of store.journal()) {
    if (entry.kind !== kind) continue
    const pack = readFinished(entry, now)
    if (pack === null) stale.push({ kind: 'journal.delete', id: entry.id })
    else finished.set(pack.nodeId, [...(finished.get(pack.nodeId) ?? []), pack])
  }
  if (stale.length > 0) store.apply(stale)
  return finished
}

export function forgetFinished(store: SyncStore, nodeIds: readonly NodeId[]): void {
  const nodes = new Set<string>(nodeIds)
  const changes: StoreChange[] = []
  for (const { id, kind: kindOfEntry } of store.journal()) {
    if (kindOfEntry === kind && nodes.has(id.split(':')[1] ?? '')) changes.push({ kind: 'journal.delete', id })
  }
  if (changes.length > 0) store.apply(changes)
}

function readFinished({ id, state }: JournalEntry, now: number): FinishedPack | null {
  try {
    const [, nodeId = '', pack = ''] = id.split(':')
    const [, , at, packLength, key, chunkSize, list] = codec.decode(fromBase64url(state), recordLimit)
    if (now - at > journalLife || list.some(([, , length]) => length <= sealedOverhead)) return null
    const chunks = list.map(([index, offset, length, hash]) => ({ index, offset, length, hash }))
    return { nodeId: nodeId as NodeId, pack: pack as PackId, packLength, key, chunkSize, chunks }
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}
