// Histories that once failed, as the simulation shrank them or by their seed: what they found stays found. SYNC.md "How it is tested" 2.
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { judge, scenarios } from '../testing/scenarios.ts'

let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})

const pinned: readonly (readonly [string, keyof typeof scenarios, number])[] = [
  ['a file saved between the plan and its move was replaced', 'three people, everything fails', 39],
  ['a marker cut short by a power cut was another space', 'two people, everything fails', 80],
  ['a link where others had made a directory stopped the space', 'two people, nothing fails', 1],
  ['a link beside a moved file kept its move from the log', 'two people, everything fails', 119],
  ['a node without a place here stood in the way of another', 'three people, everything fails', 76],
  ['two nodes with one file id were pushed again and again', 'two people, everything fails', 3],
  ['a node below something hidden was restored for ever', 'three people, everything fails', 25],
  ['a content emptied by a crash, seen before a second one, was an edit', 'three people, everything fails', 83],
  ['a torn file that was touched was an edit', 'three people, everything fails', 60],
  ['a new file emptied by a crash was an edit of the old one', 'two people, everything fails', 239],
  ['a shrunk file that others removed was never taken away', 'a viewer and a contributor', 141],
  ['a file that moved away before a link took its place was frozen', 'three people, everything fails', 173],
  ['a file placed but not noted was a conflict', 'two people in directories of their own', 42],
  ['a file named against the rule kept its place from others', 'a viewer and a contributor', 45],
  ['two directories with one file id were pushed without end', 'two people, everything fails', 43],
  ['a directory that could not be listed was forgotten', 'two people in directories of their own', 25],
  ['an edit in a directory that was busy waited for the next full look', 'two people in directories of their own', 32],
  ['a file torn when it had just been seen was an edit', 'two people, power cuts in the middle of uploads', 2],
  ['what moved into a renamed directory was deleted', 'two people in directories of their own', 13],
  ['a folder attached to an empty space counted as one that came back', 'two people, nothing fails', 1004],
  [
    'a folder in the place of one that was still empty was attached, too',
    'two people, the folder goes away and comes back',
    40,
  ],
  ['another folder in its place was taken for a deletion', 'two people, the folder goes away and comes back', 2],
]

test.each(pinned)('%s (%s, seed %i)', async (_, scenario, seed) => {
  expect((await judge(suite, scenarios[scenario], seed)).faults).toEqual([])
})
