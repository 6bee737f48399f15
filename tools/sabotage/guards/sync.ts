// Guards of the sync engine. docs/SYNC.md.
import { guards, type Guard } from '../guard.ts'

const roomTests = ['src/core/sync/rules/room.test.ts']
const longTests = ['src/core/sync/rules/long.test.ts']

const contentTests = ['src/core/sync/rules/content.test.ts']
const lostTests = ['src/core/sync/rules/lost.test.ts']

const begunTests = ['src/core/sync/rules/begun.test.ts']

const rootTests = ['src/core/sync/rules/root.test.ts']

export const syncGuards: readonly Guard[] = [
  ...guards(
    'src/core/sync/transfer/download-file.ts',
    ['src/core/sync/transfer/going-on.test.ts'],
    [
      'what an interrupted download left is verified before it counts',
      'equalBytes(await this.#context.sealer.hashChunk(bytes), chunk.hash)',
      'true',
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
  ...guards('src/core/sync/execute/lane.ts', begunTests, [
    'what has come of a download that was stopped stays',
    'if (!job.goesOn) await files',
    'await files',
  ]),
  ...guards('src/core/sync/transfer/download-file.ts', begunTests, [
    'what has come of a download stays on a full disk',
    "(error instanceof FileSystemError && error.problem === 'full')",
    'false',
  ]),
  ...guards(
    'src/core/sync/execute/fetch.ts',
    begunTests,
    ['what has come of a download makes way for what fits in its place', 'room.inTheWay.length === 0', 'true'],
    ['what has come of a download makes way where the disk refuses', 'if (isFull(error)) await forgetBegun(cycle)', ''],
  ),
  ...guards('src/core/sync/execute/fetch.ts', longTests, [
    'a commit is not opened anew for each of its files',
    '[...ids].sort((a, b) => changedAt(a) - changedAt(b)).entries()',
    'ids.entries()',
  ]),
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
  ...guards('src/core/sync/execute/context.ts', begunTests, [
    'what cannot be removed keeps nobody from being settled',
    "return error.problem === 'vanished'\n  }\n}",
    'throw error\n  }\n}',
  ]),
  ...guards(
    'src/core/platform/rename.ts',
    ['src/core/platform/file-system.test.ts', '-t', 'SYNC-71 what may not leave'],
    ['a renaming that fails leaves no second name', 'if (lookAt(to)?.ino === lookAt(from)?.ino) unlinkSync(to)', ''],
  ),
  ...guards(
    'src/core/sync/transfer/target-file.ts',
    ['src/core/sync/transfer/going-on.test.ts', '-t', 'longer than the file'],
    [
      'what is longer than the file is not gone on with',
      "if (left.kind === 'file' && left.size <= size) {",
      "if (left.kind === 'file') {",
    ],
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
    'src/core/sync/execute/fetch.ts',
    [...contentTests, ...longTests],
    [
      'who renamed a content is not taken for its author',
      '(revision === null ? null : remote.origin(id, revision)) ?? {',
      '(revision !== null ? null : remote.origin(id, revision)) ?? {',
    ],
  ),
  ...guards(
    'src/core/sync/execute/context.ts',
    ['src/core/sync/slices.test.ts'],
    ['nothing is planned on a log half read', '() => !isSameLog(view, remote.view)', '() => false'],
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
  ...guards('src/core/sync/transfer/upload-file.ts', lostTests, [
    'what is brought again names nothing that is lost',
    '=== this.#content.contentId && !isLost ?',
    '=== this.#content.contentId ?',
  ]),
  ...guards(
    'src/core/sync/transfer/earlier-chunks.ts',
    ['src/core/sync/transfer/round-trip.test.ts'],
    ['chunks of lost packs are uploaded again', '&& !this.#lost.has(previous.pack)', ''],
  ),
  ...guards('src/core/sync/execute/upload.ts', lostTests, [
    'an upload that the relay lost before its commit is not named for ever',
    '  cycle.uploader.forget(ids)\n  for (const id of ids) cycle.ready.delete(id)\n  return',
    '  return',
  ]),
  ...guards(
    'src/core/sync/execute/base.ts',
    contentTests,
    ['a lost answer makes no conflict with oneself', ' || contentId === pushed', ''],
    ['an earlier content is no edit', 'contentId === local.contentId || ', ''],
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
    ['src/core/platform/file-system.test.ts', '-t', 'SYNC-20'],
    ['names are read again while things are renamed', 'else isWhole = false', ''],
  ),
  ...guards(
    'src/core/sync/loop.ts',
    ['src/core/sync/pinned.test.ts'],
    ['a hint wakes the loop', '    this.#wakes++\n    this.#sleeping.abort()', ''],
    ['a settled loop sleeps', 'if (status.settled) return', 'if (status === null) return'],
  ),
  ...guards(
    'src/core/sync/execute/upload.ts',
    ['src/core/sync/pinned.test.ts'],
    ['what is equal is not committed again', 'if (isBrought && !cycle.lost.nodes.has(nodeId)) continue', ''],
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
  ...guards(
    'src/core/sync/execute/room.ts',
    roomTests,
    ['a disk is not filled to the brim', 'const fits = size(id) <= Math.max(0, this.#free)', 'const fits = true'],
    ['the room needed is told', 'sum + this.#missing(id), spareBytes)', 'sum, spareBytes)'],
  ),
  ...guards('src/core/sync/execute/fetch.ts', roomTests, [
    'what came but was not placed leaves the disk',
    'for (const temporary of temporaries) await files.removeFile(temporary).catch(() => undefined)',
    '',
  ]),
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
    'src/core/sync/execute/upload.ts',
    longTests,
    ['nothing short waits behind a long upload', 'size(id) <= cycle.longAbove)', 'size(id) <= Infinity)'],
    ['many short uploads let news pass', 'if (i > 0 && cycle.hasNews()) return batches.finish()', ''],
  ),
  ...guards('src/core/sync/execute/fetch.ts', longTests, [
    'nothing short waits behind a long download',
    'const isLong = ({ node }: Wanted): boolean => node.size > cycle.longAbove',
    'const isLong = ({ node }: Wanted): boolean => node.size > Infinity',
  ]),
  ...guards('src/core/sync/execute/fetch.ts', longTests, [
    'two downloads of one file do not write into each other',
    'lane === cycle.lanes.down && node.size > cycle.longAbove',
    'node.size > cycle.longAbove',
  ]),
  ...guards(
    'src/core/sync/cycle.ts',
    ['src/core/sync/rules/wishes.test.ts', '-t', 'SYNC-94'],
    ['what has come of a download that nobody wants any more goes', '    await forgetBegun(cycle)\n', ''],
  ),
  ...guards(
    'src/core/sync/execute/fetch.ts',
    ['src/core/sync/rules/wishes.test.ts', '-t', 'SYNC-94'],
    [
      'what has come of a download stays while the file is postponed',
      'new Set([...wanted, ...wishes.postponed])',
      'new Set(wanted)',
    ],
  ),
  ...guards('src/core/sync/execute/lane.ts', longTests, [
    'what nobody wants any more is not transferred any further',
    'else await this.#abort(current)',
    '',
  ]),
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
  ...guards('src/core/sync/execute/upload.ts', longTests, [
    'a long file that grows for ever is not sent again and again',
    'if (age >= 0 && age < calmTime) {',
    'if (false) {',
  ]),
  ...guards('src/core/sync/execute/fetch.ts', longTests, [
    'what another person changed gets the mark of received files',
    'if (originOf(cycle, node).author !== me) await',
    'if (false) await',
  ]),
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
