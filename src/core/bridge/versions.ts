// Handlers of `trash` and `versions`: what was removed, what it was before, and the ways back. Runs in core's utility process.
import path from 'node:path'
import { unwrap } from '../../shared/base/result.ts'
import { decodeManifest } from '../../shared/content/manifest.ts'
import type { IdentityId, NodeId, RevisionId, SpaceId } from '../../shared/domain/ids.ts'
import { BridgeRefused, type Handlers, type Person } from '../../shared/ipc/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import { contentsOf, longPatience, openHere } from './files.ts'
import { describePerson } from './people.ts'
import { isProgram } from './programs.ts'
import type { Session } from './session.ts'

type Group = 'trash' | 'versions'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const patience = 60_000

export const versionHandlers = (session: Session): GroupHandlers => ({
  'trash.list': ({ space }) => {
    const { replica } = session.core.spaces.open(space)
    const trashed = [...replica.tree.nodes.values()].filter((node) => node.trashed)
    return trashed.map((node) => ({
      id: node.id,
      name: node.name,
      folders: [...replica.namesOf(node.parent)],
      kind: node.type === 'file' ? ('file' as const) : ('folder' as const),
      size: node.size,
      removedAt: node.changedAt,
      removedBy: describePerson(session.core, node.changedBy),
    }))
  },
  'trash.restore': async ({ space, nodes }) => {
    await session.core.spaces.open(space).hand.restore(nodes, AbortSignal.timeout(patience))
    return null
  },
  'versions.list': ({ space, node }) => {
    const joined = session.core.spaces.open(space)
    const { replica, engine } = joined
    const revisions = replica.tree.revisions(node)
    const versions = revisions.map(({ id, time, author, manifest, seq }, number) => {
      const { size, packs } = decodeManifest(manifest)
      const lost = packs.some((pack) => engine?.lostPacks.has(pack))
      const by = describePerson(session.core, author)
      const knownTo = knowing(session, joined, { seq, author })
      return { revision: id, at: time, by, size, lost, knownTo, current: number === revisions.length - 1 }
    })
    return versions.reverse()
  },
  'versions.open': ({ space, node, revision }) => openVersion(session, { space, node, revision }),
  'versions.restore': async ({ space, node, revision }) => {
    unwrap(await session.core.spaces.engineOf(space).restoreVersion(node, revision, AbortSignal.timeout(patience)))
    return null
  },
})

/** Whose devices said that they have seen the change: neither the own ones nor its author's. PROTOCOL §12. */
function knowing(
  { core }: Session,
  joined: JoinedSpace,
  { seq, author }: { readonly seq: number; readonly author: IdentityId },
): Person[] {
  const others = joined.words().filter((word) => word.seq >= seq && word.by !== author && word.by !== core.me.id)
  return [...new Set(others.map(({ by }) => by))].map((by) => describePerson(core, by))
}

type Wanted = { readonly space: SpaceId; readonly node: NodeId; readonly revision: RevisionId }

async function openVersion(session: Session, { space, node, revision }: Wanted): Promise<{ how: 'opened' | 'shown' }> {
  const contents = contentsOf(session, space)
  const { tree } = session.core.spaces.open(space).replica
  const at = tree.nodes.get(node)
  const found = tree.revisions(node).find(({ id }) => id === revision)
  if (at === undefined || found === undefined) throw new BridgeRefused('E_GONE', 'no such version')
  if (at.revision === revision && (await contents.pathHere(node)) !== null) return openHere(session, space, node)
  const temporary = await contents.bring(node, revision, AbortSignal.timeout(longPatience))
  const copy = await session.core.copies.keep(temporary, datedName(at.name, found.time))
  if (isProgram(at.name, at.executable)) {
    session.reveal(copy, false)
    return { how: 'shown' }
  }
  session.openFile(copy)
  return { how: 'opened' }
}

/** `Vertrag (2026-11-22 14.03).docx`: in the title of the other program one sees which one it is. */
function datedName(name: string, time: number): string {
  const { name: stem, ext } = path.parse(name)
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000)
  const minute = local.toISOString().slice(0, 16).replace('T', ' ').replace(':', '.')
  return `${stem.slice(0, 60)} (${minute})${ext}`
}
