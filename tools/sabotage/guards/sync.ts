// Guards of the sync engine but for what it transfers (transfers.ts). docs/SYNC.md.
import { guards, type Guard } from '../guard.ts'

const roomTests = ['src/core/sync/rules/room.test.ts']
const lostTests = ['src/core/sync/rules/lost.test.ts']
const begunTests = ['src/core/sync/rules/begun.test.ts']
const rootTests = ['src/core/sync/rules/root.test.ts']

export const syncGuards: readonly Guard[] = [
  ...guards(
    'src/core/sync/cycle.ts',
    ['src/core/sync/rules/execute.test.ts'],
    [
      'what was carried out counts for the log that it was planned on',
      'await cycle.advanceAll(cycle.plannedOn)',
      'await cycle.advanceAll()',
    ],
  ),
  ...guards(
    'src/core/platform/file-system.ts',
    ['src/core/platform/file-system.test.ts', '-t', 'T64 a file that has another name'],
    [
      'a second name of another file is not written on (T64)',
      'if ((await handle.stat()).nlink > 1) throw',
      'if (false) throw',
    ],
  ),
  ...guards('src/core/sync/cycle.ts', begunTests, [
    'what nobody wants any more makes way on a full disk',
    '      current.downloads.map(({ id }) => id),',
    '      [...cycle.begun],',
  ]),
  ...guards(
    'src/core/platform/file-system.ts',
    ['src/core/platform/file-system.test.ts', '-t', 'SYNC-06'],
    ['holes take no room', 'lstatSync(path).blocks * 512', 'lstatSync(path).size'],
  ),
  ...guards(
    'src/core/platform/rename.ts',
    ['src/core/platform/file-system.test.ts', '-t', 'SYNC-71 what may not leave'],
    ['a renaming that fails leaves no second name', 'if (lookAt(to)?.ino === lookAt(from)?.ino) unlinkSync(to)', ''],
  ),
  ...guards(
    'src/core/sync/trees/memory.ts',
    ['src/core/sync/rules/shape.test.ts', '-t', 'mounted twice'],
    [
      'a directory mounted twice does not change places with itself',
      'if (node.parent === place.parent && node.name === place.name) return id',
      '',
    ],
  ),
  ...guards(
    'src/core/sync/attachment.ts',
    ['src/core/sync/pinned.test.ts', '-t', 'another folder in its place'],
    [
      'another folder in its place is no deletion, in a history',
      "if ((await rootState(this.#environment)) !== 'ours') return false",
      '',
    ],
  ),
  ...guards(
    'src/core/sync/slices.ts',
    ['src/core/sync/slices.test.ts'],
    [
      'what takes long lets others have their turn',
      'if (passed >= 0 && passed < slice) continue',
      'if (passed >= 0) continue',
    ],
  ),
  ...guards(
    'src/core/sync/cycle.ts',
    ['src/core/sync/slices.test.ts'],
    [
      'what follows from nothing new is not worked out again',
      'isSame(settled.facts, facts) ? settled.plan',
      'false ? settled.plan',
    ],
  ),
  ...guards('src/core/sync/plan/content.ts', lostTests, [
    'what the relay lost is brought again, by writers only',
    "node.isLost && mayDo(rights, 'write') ? 'up'",
    "node.isLost ? 'up'",
  ]),
  ...guards(
    'src/core/sync/plan/content.ts',
    ['src/core/sync/pinned.test.ts'],
    [
      'nothing is replaced in the log that its author never saw',
      "return changedThere ? 'conflict' : 'up'",
      "return 'up'",
    ],
  ),
  ...guards(
    'src/core/sync/plan/content.ts',
    ['src/core/sync/pinned.test.ts'],
    ['what a power cut shortened is kept beside, not pushed', "if (node.isShrunk) return 'aside'", ''],
  ),
  ...guards('src/core/sync/attachment.ts', rootTests, [
    'what stands in place of an attached folder is not attached, however empty the space was',
    ' && !isAttached(this.#memory)) {',
    ') {',
  ]),
  ...guards('src/core/sync/attachment.ts', rootTests, [
    'a folder that goes away while it is looked at is not believed',
    "if ((await rootState(this.#environment)) !== 'ours') return false",
    '',
  ]),
  ...guards(
    'src/core/sync/lost.ts',
    lostTests,
    ['whoever wrote a lost content comes first', '(isOnce || changedBy === me ||', '(now > 0 || changedBy === me ||'],
    ['a relay that says it lost everything gets it once a day', 'if (!this.#isRepeated(id, now) && (', 'if (('],
    ['each time after twice as long', 'day * 2 ** brought.before', 'day'],
    ['what was brought again is known after a restart', 'if (entry.kind !== kind) continue', 'continue'],
  ),
  ...guards(
    'src/core/sync/plan/plan.ts',
    ['src/core/sync/rules/presence.test.ts'],
    ['a place that is free is not kept for what left it', 'absent: input.away', 'absent: []'],
  ),
  ...guards(
    'src/core/sync/scan/observe.ts',
    ['src/core/sync/rules/presence.test.ts', '-t', 'SYNC-19'],
    [
      'a directory that could not be listed is looked at again',
      'new Set([...this.#dirty, ...this.#unread.keys()])',
      'this.#dirty',
    ],
    ['a directory that is never listed keeps nobody awake', 'firstLookAgain * 2 ** times', 'firstLookAgain'],
  ),
  ...guards(
    'src/core/sync/loop.ts',
    ['src/core/sync/pinned.test.ts'],
    [
      'a loop wakes for a directory that could not be listed',
      'return Math.min(this.#options.interval, this.#options.lookAgainIn())',
      'return this.#options.interval',
    ],
  ),
  ...guards(
    'src/core/sync/scan/walk.ts',
    ['src/core/sync/rules/shape.test.ts', '-t', 'SYNC-20'],
    ['a hint under the new name of a directory is not lost', 'known === null || isMoved ||', 'known === null ||'],
  ),
  ...guards(
    'src/core/sync/scan/observe.ts',
    ['src/core/sync/rules/shape.test.ts', '-t', 'SYNC-20'],
    [
      'what seems gone may have been moved: news is waited for',
      'if (!isLast && (await',
      'if (!isLast && (await Promise.resolve(false)) && (await',
    ],
  ),
  ...guards(
    'src/core/platform/file-system.ts',
    ['src/core/platform/listing.test.ts'],
    ['names are read again while things are renamed', 'else isWhole = false', ''],
  ),
  ...guards(
    'src/core/sync/loop.ts',
    ['src/core/sync/pinned.test.ts'],
    ['a hint wakes the loop', '    this.#wakes++\n    this.#sleeping.abort()', ''],
    ['a settled loop sleeps', 'if (status.settled) return', 'if (status === null) return'],
  ),
  ...guards('src/core/sync/restore.ts', lostTests, [
    'a version that is lost is not made the newest one',
    'if (manifest?.packs.some((pack) => lost.has(pack))) throw',
    'if (manifest?.packs.some((pack) => pack.length === 0)) throw',
  ]),
  ...guards('src/core/sync/cycle.ts', rootTests, [
    'what a returned folder lacks is asked about',
    'if (missing.nodes.size > 0 && !isEmpty',
    'if (missing.nodes.size < 0',
  ]),
  ...guards(
    'src/core/sync/attachment.ts',
    rootTests,
    ['an emptied folder is asked about', 'this.#isEmptied = isEmpty &&', 'this.#isEmptied = false &&'],
    ['a folder of this space without a memory of it came back', "isNew ? 'returned' : ''", "''"],
  ),
  ...guards('src/core/sync/loop.ts', rootTests, [
    'a folder that is back is looked for',
    '.includes(status.phase) && !isRootMissing(status))',
    '.includes(status.phase))',
  ]),
  ...guards('src/core/sync/loop.ts', roomTests, [
    'a full disk is looked at again before the next try is due',
    'if (this.#end.signal.aborted || (await hasRoom(obstacle.neededBytes))) return',
    '',
  ]),
  ...guards(
    'src/core/sync/cycle.ts',
    ['src/core/sync/rules/wishes.test.ts', '-t', 'SYNC-94'],
    ['what has come of a download that nobody wants any more goes', '    await forgetBegun(cycle)\n', ''],
  ),
  ...guards(
    'src/core/spaces/remote.ts',
    ['src/core/stories/planned-on.test.ts'],
    ['what was planned on an older log is planned again', 'signal, this.#basedOn)', 'signal)'],
  ),
  ...guards(
    'src/core/store/sync-store.ts',
    ['src/core/store/sealed-journal.test.ts'],
    [
      'content keys in the journal are sealed',
      "change.kind === 'journal.put' ? { ...change, entry: sealing.seal(change.entry) } : change",
      'change',
    ],
  ),
  ...guards(
    'src/core/store/sealed-journal.ts',
    ['src/core/store/sealed-journal.test.ts'],
    [
      'a journal entry opens only in its place',
      'lengthPrefixed(fromHex(this.#spaceId), id, kind)',
      "lengthPrefixed('x')",
    ],
  ),
  ...guards(
    'src/core/sync/new-id.ts',
    ['src/core/attacks/nonces.test.ts', '-t', 'ids that come again'],
    [
      'a new file never gets the id of one that is there (T57)',
      'if (!remote.view.nodes.has(id) &&',
      'if (true || !remote.view.nodes.has(id) &&',
    ],
  ),
]
