// Guards of what the sync engine carries out: uploads, downloads, the room for them. docs/SYNC.md.
import { guards, type Guard } from '../guard.ts'

const roomTests = ['src/core/sync/rules/room.test.ts']
const longTests = ['src/core/sync/rules/long.test.ts']
const contentTests = ['src/core/sync/rules/content.test.ts']
const lostTests = ['src/core/sync/rules/lost.test.ts']
const begunTests = ['src/core/sync/rules/begun.test.ts']

export const transferGuards: readonly Guard[] = [
  ...guards(
    'src/core/sync/transfer/download-file.ts',
    ['src/core/sync/transfer/going-on.test.ts'],
    [
      'what an interrupted download left is verified before it counts',
      'equalBytes(await this.#context.sealer.hashChunk(bytes), chunk.hash)',
      'true',
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
  ...guards('src/core/sync/execute/context.ts', begunTests, [
    'what cannot be removed keeps nobody from being settled',
    "return error.problem === 'vanished'\n  }\n}",
    'throw error\n  }\n}',
  ]),
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
    'src/core/sync/execute/upload.ts',
    ['src/core/sync/pinned.test.ts'],
    ['what is equal is not committed again', 'if (isBrought && !cycle.lost.nodes.has(nodeId)) continue', ''],
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
]
