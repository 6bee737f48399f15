// Sealed commits that stand in the log: some change the tree, the others are void, one for each reason. See space.ts.
import { encodeCanonical, type Cbor } from '../../src/shared/base/canonical.ts'
import { rootNodeId, type NodeId, type PackId } from '../../src/shared/domain/ids.ts'
import type { Entry } from '../../src/shared/logs/entry.ts'
import { sealCommitBody } from '../../src/shared/logs/space/commit-body.ts'
import type { Operation } from '../../src/shared/logs/space/operations.ts'
import { sealBody } from '../../src/shared/logs/space/sealed-body.ts'
import { manifestOf } from '../../src/shared/logs/space/testing/story.ts'
import type { VoidReason } from '../../src/shared/logs/space/tree.ts'
import { alice, bob, bytes, forged, ids, packA, story, suite } from './space-log.ts'

const { docs, notes, old, fresh } = ids
const root = rootNodeId
const stranger = 'ab'.repeat(16) as NodeId
const { epochKey } = story

/** A commit by somebody with every right, or with `by`'s; honest about the tree it leads to. */
function commit(operations: readonly Operation[], by = alice): Entry {
  const change = { operations, rights: 15, author: by.log.id, time: story.time, seq: 9, packs: story.state.packs }
  const after = story.tree.stateRootAfter(change)
  const stateRoot = after.kind === 'applied' ? after.stateRoot : story.tree.stateRoot()
  const body = (context: Uint8Array) => sealCommitBody(suite, epochKey, context, { operations, stateRoot })
  return forged(by, 'commit', [2, []], { body })(story)
}
const sealed = (record: Cbor, key = epochKey): Entry =>
  forged(alice, 'commit', [2, []], { body: (context) => sealBody(suite, key, context, encodeCanonical(record)) })(story)

const mkdir = (name: string, parent: NodeId = root, id: NodeId = fresh): Operation => ({
  kind: 'mkdir',
  id,
  parent,
  name,
})
const put = (manifest: Uint8Array): Operation => ({ kind: 'put', id: notes, place: null, manifest })
const move = (id: NodeId, parent: NodeId, name = 'moved'): Operation => ({ kind: 'move', id, parent, name })
const restore = (id: NodeId): Operation => ({ kind: 'restore', id, parent: root, name: 'back' })
const deepId = (i: number) => `dd${i.toString(16).padStart(30, '0')}` as NodeId
const deep = Array.from({ length: 65 }, (_, i) => mkdir('d', i === 0 ? root : deepId(i - 1), deepId(i)))

export const applied: Record<string, Entry> = {
  mkdir: commit([mkdir('neu')]),
  'put-new-file': commit([
    { kind: 'put', id: fresh, place: { parent: docs, name: 'leer' }, manifest: manifestOf(suite, { mode: 1 }) },
  ]),
  'put-new-revision': commit([put(manifestOf(suite, { pack: packA, modifiedAt: 6000 }))], bob),
  move: commit([move(notes, root, 'übersicht.TXT')], bob),
  'move-directory': commit([mkdir('sub'), move(docs, fresh)]),
  remove: commit([{ kind: 'remove', id: docs }], bob),
  restore: commit([restore(old)]),
  'restore-from-below': commit([{ kind: 'remove', id: docs }, restore(notes)]),
  'set-name': commit([{ kind: 'setMeta', id: notes, name: 'Straße', executable: null }]),
  'set-executable': commit([{ kind: 'setMeta', id: notes, name: null, executable: true }]),
  'name-the-space': commit([{ kind: 'setMeta', id: root, name: 'Haus', executable: null }]),
  purge: commit([{ kind: 'purge', id: old }]),
  'sixty-four-deep': commit(deep.slice(0, 64)),
}

const nameOfRoot: Operation = { kind: 'setMeta', id: root, name: 'a/b', executable: null }
export const voids: Record<string, readonly [VoidReason, Entry]> = {
  'body-under-another-key': ['body', sealed([1, 'commit', [[4, bytes(16, 1)]], bytes(32)], suite.random(32))],
  'body-of-zeros': ['body', forged(alice, 'commit', [2, []], { body: bytes(1096) })(story)],
  'body-of-another-version': ['body', sealed([2, 'commit', [[4, bytes(16, 1)]], bytes(32)])],
  'body-of-another-type': ['body', sealed([1, 'snapshot', [[4, bytes(16, 1)]], bytes(32)])],
  'body-without-operations': ['body', sealed([1, 'commit', [], bytes(32)])],
  'body-with-unknown-operation': ['body', sealed([1, 'commit', [[8, bytes(16, 1)]], bytes(32)])],
  'body-with-2001-operations': [
    'body',
    sealed([1, 'commit', Array.from({ length: 2001 }, () => [4, bytes(16)]), bytes(32)]),
  ],
  'writer-purges': ['rights', commit([{ kind: 'purge', id: old }], bob)],
  'node-unknown': ['node', commit([move(stranger, root)])],
  'node-exists': ['node', commit([mkdir('again', root, docs)])],
  'parent-unknown': ['node', commit([mkdir('lost', stranger)])],
  'root-removed': ['root', commit([{ kind: 'remove', id: root }])],
  'root-moved': ['root', commit([move(root, docs)])],
  'revision-of-a-directory': ['not-a-file', commit([{ ...put(manifestOf(suite)), id: docs }])],
  'directory-executable': ['not-a-file', commit([{ kind: 'setMeta', id: docs, name: null, executable: true }])],
  'file-as-parent': ['not-a-directory', commit([mkdir('in a file', notes)])],
  'into-the-trash': ['unreachable', commit([mkdir('late', old)])],
  'removed-twice': ['unreachable', commit([{ kind: 'remove', id: old }])],
  'restore-of-what-is-there': ['reachable', commit([restore(docs)])],
  'purge-of-what-is-there': ['reachable', commit([{ kind: 'purge', id: docs }])],
  cycle: ['cycle', commit([mkdir('sub', docs), move(docs, fresh)])],
  'name-with-slash': ['name', commit([mkdir('a/b')])],
  'name-of-a-device': ['name', commit([mkdir('nul.txt')])],
  'name-with-bidi-control': ['name', commit([mkdir('a\u202eb')])],
  'name-of-a-later-unicode': ['name', commit([mkdir('a\u{1e6c0}')])],
  'name-of-the-space': ['name', commit([nameOfRoot])],
  'name-taken': ['name-taken', commit([mkdir('DOKUMENTE')])],
  'name-taken-under-the-fold': ['name-taken', commit([mkdir('Straße'), mkdir('STRASSE', root, stranger)])],
  'too-deep': ['path', commit(deep)],
  'manifest-malformed': ['manifest', commit([put(Uint8Array.of(0x80))])],
  'pack-never-added': ['pack', commit([put(manifestOf(suite, { pack: 'cd'.repeat(16) as PackId }))])],
  'purge-of-a-full-directory': [
    'not-empty',
    commit([
      { kind: 'remove', id: docs },
      { kind: 'purge', id: docs },
    ]),
  ],
  'other-tree': ['state-root', sealed([1, 'commit', [[1, bytes(16, 7), bytes(16), 'neu']], bytes(32)])],
}
