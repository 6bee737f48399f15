// Building entries about content: commits, packs, snapshots. PROTOCOL §10, §19.6, §19.7. Clients.
import { Refused } from '../../../base/errors.ts'
import type { Suite } from '../../../crypto/suite.ts'
import type { PackId } from '../../../domain/ids.ts'
import { writePayload } from '../../entry.ts'
import { sealCommitBody } from '../commit-body.ts'
import type { Operation } from '../operations.ts'
import * as payloads from '../payloads.ts'
import { rightsOf } from '../rights.ts'
import { sealSnapshotBody, type PageRef } from '../snapshot.ts'
import type { SpaceTree, VoidReason } from '../tree.ts'
import { append, judgedState, type Built, type Position } from './append.ts'

/** A stored pack: its id and bytes, padding included. */
export type AddedPack = { readonly id: PackId; readonly length: number }

export type CommitWish = {
  /** As it is before the commit; it stays so. Apply the answer with `applyCommit`. */
  readonly tree: SpaceTree
  readonly epochKey: Uint8Array
  /** 1 … 2,000. */
  readonly operations: readonly Operation[]
  /** At most `maxPacksPerEntry`: more go into `packs.add` first. */
  readonly packs?: readonly AddedPack[]
}

/** So many packs fit into a header beside `maxSeen` heads. */
export const maxPacksPerEntry = 1000

const errorOf = (reason: VoidReason) => {
  if (reason === 'rights') return 'E_ROLE'
  if (reason === 'name' || reason === 'name-taken' || reason === 'path') return 'E_PATH'
  return 'E_CONFLICT'
}

/** Throws E_PENDING where a rotation must come first; E_ROLE, E_PATH or E_CONFLICT for operations that would be void. */
export function buildCommit(suite: Suite, position: Position, wish: CommitWish): Built {
  const { tree, epochKey, operations, packs = [] } = wish
  const before = judgedState(position)
  const author = position.author.identityId
  const added = new Set<string>(packs.map(({ id }) => id))
  const after = tree.stateRootAfter({
    operations,
    author,
    rights: rightsOf(before, author),
    time: before.time,
    seq: before.head.seq + 1,
    packs: { has: (id) => added.has(id) || before.packs.has(id as PackId) },
  })
  if (after.kind === 'void') throw new Refused(errorOf(after.reason), `commit would be void: ${after.reason}`)
  const { stateRoot } = after
  return append(suite, position, {
    type: 'commit',
    payload: writePayload(payloads.sealedHeader, [before.epoch, inOrder(packs)]),
    body: (context) => sealCommitBody(suite, epochKey, context, { operations, stateRoot }),
  })
}

export const buildPacksAdd = (suite: Suite, position: Position, packs: readonly AddedPack[]): Built =>
  append(suite, position, { type: 'packs.add', payload: writePayload(payloads.packsAdd, [inOrder(packs)]) })

export const buildPacksRelease = (suite: Suite, position: Position, packs: readonly PackId[]): Built =>
  append(suite, position, { type: 'packs.release', payload: writePayload(payloads.packsNamed, [[...packs].sort()]) })

export const buildPacksKeep = (suite: Suite, position: Position, packs: readonly PackId[]): Built =>
  append(suite, position, { type: 'packs.keep', payload: writePayload(payloads.packsNamed, [[...packs].sort()]) })

/** `pages` lie in packs that were added before or are `packs`; `key` sealed them (`sealSnapshot`). */
export function buildSnapshot(
  suite: Suite,
  position: Position,
  snapshot: {
    readonly tree: SpaceTree
    readonly epochKey: Uint8Array
    readonly key: Uint8Array
    readonly pages: readonly PageRef[]
    readonly packs?: readonly AddedPack[]
  },
): Built {
  const { tree, epochKey, key, pages, packs = [] } = snapshot
  const stateRoot = tree.stateRoot()
  return append(suite, position, {
    type: 'snapshot',
    payload: writePayload(payloads.sealedHeader, [position.state.epoch, inOrder(packs)]),
    body: (context) => sealSnapshotBody(suite, epochKey, context, { stateRoot, key, pages }),
  })
}

const inOrder = (packs: readonly AddedPack[]): [PackId, number][] =>
  packs.map(({ id, length }): [PackId, number] => [id, length]).sort(([a], [b]) => (a < b ? -1 : 1))
