// Snapshots: the whole tree at one place of the log, in sealed pages, so that a newcomer can begin before having replayed it.
// PROTOCOL §10, §19.7. Clients. It adds nothing: a snapshot of another tree than the one at its place is void.
import { z } from 'zod'
import { concat, equalBytes } from '../../base/bytes.ts'
import { fromHex } from '../../base/encoding.ts'
import { Refused } from '../../base/errors.ts'
import { bytes, hexBytes, record, text, uint } from '../../base/record.ts'
import { lengthPrefixed, type Suite } from '../../crypto/suite.ts'
import { rootNodeId, type NodeId, type PackId, type RevisionId, type SpaceId } from '../../domain/ids.ts'
import { maxBodyLength, type Header } from '../entry.ts'
import { mustHaveBody, openOrVoid, type SealedEntry } from './commit-body.ts'
import { openBody, sealBody } from './sealed-body.ts'
import { nodeTypeCodes } from './state-root.ts'
import type { Outcome, SpaceTree, TreeNode } from './tree.ts'

/** Where a sealed page lies in its pack; `hash` = SHA-256 of its plaintext. */
export type PageRef = {
  readonly pack: PackId
  readonly offset: number
  readonly length: number
  readonly hash: Uint8Array
}

export type SnapshotBody = {
  readonly stateRoot: Uint8Array
  /** Of the pages, 32 bytes, used for this snapshot only. */
  readonly key: Uint8Array
  readonly pages: readonly PageRef[]
}

/** A node as a page tells it: the leaf, the current manifest, and the seq of its last change (which names the author). */
export type SnapshotRow = Pick<
  TreeNode,
  'id' | 'parent' | 'name' | 'type' | 'revision' | 'executable' | 'trashed' | 'changedSeq'
> & { readonly manifest: Uint8Array | null }

/** Bytes of a page's plaintext, unless a single node takes more. */
const pageLength = 2 ** 20

/** [1, "snapshot", stateRoot, key, [[pack, offset, length, SHA-256]…]]. */
const bodyRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('snapshot'),
    bytes(32),
    bytes(32),
    z.array(z.tuple([hexBytes<PackId>(16), uint(), uint(), bytes(32)])).min(1),
  ]),
)
const rowSchema = z.tuple([
  hexBytes<NodeId>(16),
  hexBytes<NodeId>(16),
  text({ min: 0, max: 1024 }),
  z.literal([nodeTypeCodes.directory, nodeTypeCodes.file]),
  hexBytes<RevisionId>(32).nullable(),
  z.literal([0, 1]),
  z.boolean(),
  bytes({ min: 1, max: 2 * 2 ** 20 }).nullable(),
  uint(),
])
const rowRecord = record(rowSchema)
/** [[id, parent, name, type, revision | null, mode, trashed, manifest | null, seq]…] in ascending order of ids. */
const pageRecord = record(z.array(rowSchema).min(1))

export function sealSnapshotBody(
  suite: Suite,
  epochKey: Uint8Array,
  context: Uint8Array,
  body: SnapshotBody,
): Uint8Array {
  const pages = body.pages.map(({ pack, offset, length, hash }): [PackId, number, number, Uint8Array] => [
    pack,
    offset,
    length,
    hash,
  ])
  return sealBody(suite, epochKey, context, bodyRecord.encode([1, 'snapshot', body.stateRoot, body.key, pages]))
}

/** Throws E_OPEN, E_CANON, E_LIMIT, E_UNKNOWN_VERSION. */
export function openSnapshotBody(suite: Suite, epochKey: Uint8Array, header: Header, body: Uint8Array): SnapshotBody {
  const [, , stateRoot, key, pages] = bodyRecord.decode(openBody(suite, epochKey, header, body), maxBodyLength)
  return { stateRoot, key, pages: pages.map(([pack, offset, length, hash]) => ({ pack, offset, length, hash })) }
}

/** Void unless it states exactly the tree at its place. Throws E_INTEGRITY while the body is withheld. */
export function checkSnapshot(suite: Suite, tree: SpaceTree, snapshot: SealedEntry): Outcome {
  const { header, body } = mustHaveBody(snapshot.entry)
  const opened = openOrVoid(() => openSnapshotBody(suite, snapshot.epochKey, header, body))
  if (opened === null) return { kind: 'void', reason: 'body' }
  if (opened.pages.some(({ pack }) => !snapshot.after.packs.has(pack))) return { kind: 'void', reason: 'pack' }
  return equalBytes(opened.stateRoot, tree.stateRoot()) ? { kind: 'applied' } : { kind: 'void', reason: 'state-root' }
}

/** The pages of a tree under a fresh key, to be stored in packs and named by `buildSnapshot`. */
export function sealSnapshot(
  suite: Suite,
  spaceId: SpaceId,
  tree: SpaceTree,
): { readonly key: Uint8Array; readonly pages: readonly { readonly sealed: Uint8Array; readonly hash: Uint8Array }[] } {
  const key = suite.random(32)
  const pages = pagesOf(rowsOf(tree)).map((rows, index) => {
    const plaintext = pageRecord.encode(rows.map(toWire))
    const context = pageContext(spaceId, index)
    const nonce = suite.hedgedNonce(key, 'snapshot', context, plaintext)
    const sealed = concat(nonce, suite.backend.xchachaSeal(plaintext, context, nonce, key))
    return { sealed, hash: suite.backend.sha256(plaintext) }
  })
  return { key, pages }
}

/** The nodes of page `index`. Throws E_INTEGRITY for any other page, E_CANON or E_LIMIT for what is not one. */
export function openSnapshotPage(
  suite: Suite,
  page: { readonly spaceId: SpaceId; readonly key: Uint8Array; readonly index: number },
  { sealed, hash }: { readonly sealed: Uint8Array; readonly hash: Uint8Array },
): readonly SnapshotRow[] {
  const { spaceId, key, index } = page
  const nonce = sealed.slice(0, 24)
  const plaintext = openOrVoid(() =>
    suite.backend.xchachaOpen(sealed.subarray(24), pageContext(spaceId, index), nonce, key),
  )
  if (plaintext === null || !equalBytes(suite.backend.sha256(plaintext), hash)) {
    throw new Refused('E_INTEGRITY', 'snapshot page')
  }
  return pageRecord.decode(plaintext, maxBodyLength).map(fromWire)
}

const pageContext = (spaceId: SpaceId, index: number): Uint8Array =>
  lengthPrefixed('siegel/1/aead/snapshot', fromHex(spaceId), index)

/** Every node, the root directory included, in ascending order of ids. */
function rowsOf(tree: SpaceTree): readonly SnapshotRow[] {
  const nodes = [tree.root, ...tree.nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return nodes.map((node) => ({ ...node, manifest: tree.revisions(node.id).at(-1)?.manifest ?? null }))
}

function pagesOf(rows: readonly SnapshotRow[]): readonly SnapshotRow[][] {
  const pages: SnapshotRow[][] = []
  let room = 0
  for (const row of rows) {
    const length = rowRecord.encode(toWire(row)).length
    const page = pages.at(-1)
    if (page === undefined || length > room) {
      pages.push([row])
      room = pageLength - 5 - length
    } else {
      page.push(row)
      room -= length
    }
  }
  return pages
}

type WireRow = z.output<typeof rowSchema>

const toWire = ({
  id,
  parent,
  name,
  type,
  revision,
  executable,
  trashed,
  manifest,
  changedSeq,
}: SnapshotRow): WireRow => [
  id,
  parent,
  name,
  nodeTypeCodes[type],
  revision,
  executable ? 1 : 0,
  trashed,
  manifest,
  changedSeq,
]

function fromWire([id, parent, name, type, revision, mode, trashed, manifest, changedSeq]: WireRow): SnapshotRow {
  const isDirectory = type === nodeTypeCodes.directory
  if (isDirectory !== (manifest === null) || isDirectory !== (revision === null) || (isDirectory && mode === 1)) {
    throw new Refused('E_CANON', 'row of a snapshot')
  }
  if (id === rootNodeId && (parent !== rootNodeId || trashed || !isDirectory)) throw new Refused('E_CANON', 'root')
  const kind = isDirectory ? 'directory' : 'file'
  return { id, parent, name, type: kind, revision, executable: mode === 1, trashed, manifest, changedSeq }
}
