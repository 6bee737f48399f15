// Handlers of `server`: the stored record of an item as its relay gives it, beside what this person sees. Everything is asked anew and
// shown as it comes. docs/THREAT-MODEL.md "What the relay sees". Runs in core's utility process.
import { toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import { decodeManifest } from '../../shared/content/manifest.ts'
import { identityCode } from '../../shared/domain/identity-code.ts'
import type { IdentityId, NodeId, PackId, SpaceId } from '../../shared/domain/ids.ts'
import { foldName } from '../../shared/domain/names.ts'
import { BridgeRefused, type Handlers, type ServerView, type StoredEntry } from '../../shared/ipc/index.ts'
import { parseEntry, type Entry } from '../../shared/logs/entry.ts'
import { principalsOf, type TreeNode } from '../../shared/logs/space/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type GroupHandlers = { [K in keyof Handlers as K extends `server.${string}` ? K : never]: Handlers[K] }

const patience = 30_000
/** Bytes of a record that are shown; all of them are searched. */
const shownBytes = 512
const headLength = 5
const mostItems = 50

export const serverHandlers = (session: Session): GroupHandlers => ({
  'server.items': ({ space, text }) => {
    const { replica } = session.core.spaces.open(space)
    const wanted = foldName(text.trim())
    const found = [...replica.tree.nodes.values()]
      .filter((node) => foldName(node.name).includes(wanted))
      .sort((a, b) => b.changedAt - a.changedAt)
    const items: { id: NodeId; name: string; folders: string[] }[] = []
    for (const { id, name, parent } of found) {
      if (items.length === mostItems) break
      if (replica.tree.isReachable(id)) items.push({ id, name, folders: [...replica.namesOf(parent)] })
    }
    return items
  },
  'server.view': ({ space, node }) => view(session, space, node),
})

async function view(session: Session, space: SpaceId, id: NodeId): Promise<ServerView> {
  const { core, environment } = session
  const joined = core.spaces.open(space)
  const { replica, stored } = joined
  const node = replica.tree.nodes.get(id)
  if (node === undefined) throw new BridgeRefused('E_GONE', 'no such item')
  const signal = AbortSignal.timeout(patience)
  const revision = replica.tree.revisions(id).at(-1)
  const seq = revision?.seq ?? node.changedSeq
  const [bytes] = await stored.entries(seq, 1, signal)
  const last = await stored.entries(Math.max(0, replica.state.head.seq - headLength + 1), headLength, signal)
  const parse = (one: Uint8Array): Entry => parseEntry(environment.suite, 'space', one)
  if (bytes === undefined || parse(bytes).hash !== replica.hashAt(seq))
    throw new Refused('E_INTEGRITY', 'the relay gives another entry')
  const entry = parse(bytes)
  const pack = revision === undefined ? null : await firstPack(joined, revision.manifest, signal)
  const searched = [bytes, ...(pack === null ? [] : [pack.bytes])]
  return {
    mine: mineOf(session, joined, node),
    entry: {
      ...describe(entry, bytes),
      space,
      epoch: entry.header === null ? null : epochOf(entry),
      bytes: toHex(bytes.subarray(0, shownBytes)),
    },
    pack: pack && { id: pack.id, length: pack.length, bytes: toHex(pack.bytes.subarray(0, shownBytes)) },
    nameFound: searched.some((one) => holdsName(one, node.name)),
    searchedBytes: searched.reduce((sum, { length }) => sum + length, 0),
    head: last.map((one) => describe(parse(one), one)).reverse(),
    members: principalsOf(replica.state, core.now()).map((one) => ({
      code: identityCode(one),
      person: describePerson(core, one),
      rights: replica.rightsOf(one, core.now()),
    })),
  }
}

const mineOf = ({ core }: Session, { replica }: JoinedSpace, node: TreeNode): ServerView['mine'] => ({
  name: node.name,
  folders: [...replica.namesOf(node.parent)],
  kind: node.type === 'file' ? 'file' : 'folder',
  size: node.size,
  at: node.changedAt,
  by: describePerson(core, node.changedBy),
})

function describe({ seq, header, body, signatures }: Entry, bytes: Uint8Array): StoredEntry {
  return {
    number: seq,
    kind: header?.type ?? 'space.genesis',
    at: header?.time ?? null,
    author: header === null ? '' : identityCode(header.authorId),
    device: header?.authorDevice == null ? '' : identityCode(header.authorDevice as string as IdentityId),
    packs: packsOf(header?.payload),
    sealedBytes: body?.length ?? 0,
    signatures: signatures.length,
    totalBytes: bytes.length,
  }
}

/** Payload of a commit or snapshot: [epoch, [[pack, length]…]]. */
const packsOf = (payload: unknown): number[] => {
  const packs: unknown = Array.isArray(payload) ? payload[1] : null
  const pairs: readonly unknown[] = Array.isArray(packs) ? packs : []
  return pairs.flatMap((pair) => (Array.isArray(pair) && typeof pair[1] === 'number' ? [pair[1]] : []))
}

const epochOf = ({ header }: Entry): number | null => {
  const first: unknown = Array.isArray(header?.payload) ? header.payload[0] : null
  return header?.type === 'commit' && typeof first === 'number' ? first : null
}

/** The pack with the first piece of the content. */
async function firstPack(
  { replica, stored }: JoinedSpace,
  manifestBytes: Uint8Array,
  signal: AbortSignal,
): Promise<{ readonly id: PackId; readonly length: number; readonly bytes: Uint8Array } | null> {
  const { list, packs } = decodeManifest(manifestBytes)
  const id = packs[list.refs[0]?.packIndex ?? -1]
  if (id === undefined) return null
  return { id, length: replica.state.packs.get(id) ?? 0, bytes: await stored.packStart(id, signal) }
}

/** In UTF-8, and as UTF-16 in both byte orders: how programs write names. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const little = Buffer.from(name, 'utf16le')
  const needles = [Buffer.from(name, 'utf8'), little, Buffer.from(little).swap16()]
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return needles.some((needle) => haystack.includes(needle))
}
