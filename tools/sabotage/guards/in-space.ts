// Guards of what a person does with a space through the window: names, programs, copies, what the relay is said to store.
import { guards, type Guard } from '../guard.ts'

const story = (title: string) => ['src/core/stories/in-the-window.test.ts', '-t', title]

export const inSpaceGuards: readonly Guard[] = [
  ...guards('src/core/bridge/programs.ts', story('what the system would run'), [
    'nothing that the system would run is opened by a click (T66)',
    "(isExecutable && extension === '') || runs.has(extension)",
    "isExecutable && extension === ''",
  ]),
  ...guards('src/core/opened-copies.ts', story('an earlier version is opened'), [
    'copies of earlier versions go when the profile is locked',
    'await rm(this.#directory, { recursive: true, force: true }).catch(() => undefined)',
    'await Promise.resolve()',
  ]),
  ...guards('src/core/bridge/files.ts', story('what lies only in the folder'), [
    'the window names nothing in the folder that is not known to lie there (T62)',
    'joined.engine?.status.skipped.some((one) => one.path === here) !== true',
    'joined.engine === null',
  ]),
  ...guards('src/core/spaces/by-hand.ts', story('names against the rule'), [
    'two things in a folder never get one name (T63)',
    'foldName(node.name) === folded',
    'node.name === name',
  ]),
  ...guards('src/core/bridge/server-view.ts', story('an entry that is not the one'), [
    'what the relay is said to store is what this device verified',
    'bytes === undefined || parse(bytes).hash !== replica.hashAt(seq)',
    'bytes === undefined',
  ]),
  ...guards('src/core/bridge/spaces.ts', story('nothing is green without a reason'), [
    'no file is green after a week without a word (PROTOCOL §12)',
    '&& standing.unconfirmedSince === null',
    '',
  ]),
]
