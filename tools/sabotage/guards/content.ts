// Guards of src/shared/content and src/core/sync/transfer: every byte has its place, and none is written before it is verified.
// PROTOCOL §11.
import { guards, type Guard } from '../guard.ts'

const attacks = ['src/core/sync/transfer/attacks.test.ts']

export const contentGuards: readonly Guard[] = [
  ...guards('src/shared/content/chunk.ts', attacks, [
    'a chunk belongs to its place (T36, T41, T43)',
    'fromHex(spaceId), fromHex(nodeId), index, chunkSize)',
    'fromHex(spaceId).subarray(32), fromHex(nodeId).subarray(32), 0 * index, chunkSize)',
  ]),
  ...guards(
    'src/shared/content/chunk.ts',
    ['src/core/attacks/nonces.test.ts', '-t', 'histories of a whole core'],
    [
      'the nonce of a chunk depends on its content, too (T57)',
      'nonceLength, suite.random(32), index, hash)',
      'nonceLength, suite.random(32), index)',
    ],
  ),
  ...guards(
    'src/shared/content/chunk.ts',
    ['src/core/attacks/nonces.test.ts', '-t', 'a million chunks'],
    [
      'the nonce of a chunk depends on its content, among a million (T57)',
      'nonceLength, suite.random(32), index, hash)',
      'nonceLength, suite.random(32), index, hash.subarray(0, 1))',
    ],
  ),
  ...guards(
    'src/shared/content/manifest.ts',
    ['src/shared/content/'],
    [
      'a list has exactly the chunks of its file (T38)',
      'if (refs.length !== expected) throw',
      'if (refs.length > expected + 9) throw',
    ],
  ),
  ...guards('src/core/sync/transfer/download-file.ts', attacks, [
    'the content id is true of the list before anything is fetched',
    "if (manifest.list.kind === 'chunks') assertContentId(job, manifest.list.refs)",
    '',
  ]),
  ...guards(
    'src/core/remote/pack-transport.ts',
    ['src/core/remote/manners.test.ts', '-t', 'no lost answer'],
    [
      'what lies under a pack id is compared before it counts as sent (T57)',
      'if (!isThere || !(await holds(',
      'if (!isThere || !(true || await holds(',
    ],
    ['a longer pack is another one (T57)', '/ rangeUnit) + 1) * rangeUnit', '/ rangeUnit)) * rangeUnit'],
  ),
  ...guards(
    'src/core/sync/transfer/put-pack.ts',
    ['src/core/sync/transfer/pack-ids.test.ts'],
    [
      'an id that is taken is given up for another (T57)',
      "=== 'E_CONFLICT' && attempt",
      "=== 'E_CONFLICT' && attempt < 0 && attempt",
    ],
    ['a pack id depends on what lies in the pack (T57)', 'random(16), ...marks)', 'random(16), ...marks.slice(0, 0))'],
  ),
]
