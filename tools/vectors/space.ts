// Frozen vectors of space logs and their tree: PROTOCOL §4, §8, §10, §19. `node tools/vectors/space.ts` writes those that are
// missing, one file for each success and each reason of refusal; src/shared/logs/space/vectors.test.ts reads them.
import { encodeEntry, type Entry } from '../../src/shared/logs/entry.ts'
import { applyCommit } from '../../src/shared/logs/space/commit-body.ts'
import { treeFromSnapshot } from '../../src/shared/logs/space/snapshot-tree.ts'
import { openSnapshotPage, sealSnapshot } from '../../src/shared/logs/space/snapshot.ts'
import { reduceSpace } from '../../src/shared/logs/space/reduce.ts'
import { summaryOf } from '../../src/shared/logs/space/testing/summary.ts'
import type { Outcome, SpaceTree } from '../../src/shared/logs/space/tree.ts'
import { verdictOf } from '../../src/shared/logs/testing/people.ts'
import { accepted } from './space-accepted.ts'
import { everybody, folder, later, names, story, suite } from './space-log.ts'
import { refused } from './space-refused.ts'
import { applied, voids } from './space-void.ts'
import { writeVectorsOnce } from './write.ts'

const people = names.map((name) => {
  const { log, identitySeed: firstSeed } = later[name]
  return [name, { id: log.id, entries: log.entries.map(encodeEntry), firstSeed }]
})
await writeVectorsOnce(`${folder}/people.json`, Object.fromEntries(people))
await writeVectorsOnce(`${folder}/log.json`, {
  entries: story.entries.map(encodeEntry),
  epochKeys: [...story.keys.values()],
  state: summaryOf(suite, story.state, story.identities),
  stateRoot: story.tree.stateRoot(),
})

for (const [name, [{ at, log }, make]] of Object.entries(accepted)) {
  const entry = make(at)
  const state = summaryOf(suite, reduceSpace(suite, at.state, entry, everybody), everybody)
  await writeVectorsOnce(`${folder}/accepted/${name}.json`, {
    ...{ after: log.map(encodeEntry), entry: encodeEntry(entry), state },
  })
}

for (const [name, [code, { at, log }, make]] of Object.entries(refused)) {
  const entry = make(at)
  const verdict = verdictOf(() => reduceSpace(suite, at.state, entry, everybody))
  if (verdict !== code) throw new Error(`${name}: ${verdict}`)
  await writeVectorsOnce(`${folder}/refused/${name}.json`, {
    ...{ after: log.map(encodeEntry), entry: encodeEntry(entry), code },
  })
}

/** Each commit on its own copy of the tree. */
function outcomeOf(entry: Entry): { readonly tree: SpaceTree; readonly outcome: Outcome } {
  const { key, pages } = sealSnapshot(suite, story.state.id, story.tree)
  const rows = pages.flatMap((page, index) => openSnapshotPage(suite, { spaceId: story.state.id, key, index }, page))
  const facts = () => ({ author: later.alice.log.id, time: story.time })
  const tree = treeFromSnapshot(suite, { rows, stateRoot: story.tree.stateRoot() }, facts)
  const after = reduceSpace(suite, story.state, entry, story.identities)
  const outcome = applyCommit(suite, tree, { entry, before: story.state, after, epochKey: story.epochKey })
  return { tree, outcome }
}
for (const [name, entry] of Object.entries(applied)) {
  const { tree, outcome } = outcomeOf(entry)
  if (outcome.kind !== 'applied') throw new Error(`${name}: ${outcome.reason}`)
  await writeVectorsOnce(`${folder}/applied/${name}.json`, { entry: encodeEntry(entry), stateRoot: tree.stateRoot() })
}
for (const [name, [reason, entry]] of Object.entries(voids)) {
  const { outcome } = outcomeOf(entry)
  if (outcome.kind !== 'void' || outcome.reason !== reason) throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  await writeVectorsOnce(`${folder}/void/${name}.json`, { entry: encodeEntry(entry), reason })
}
