// Guards of src/shared/logs: form, order and signatures of entries. PROTOCOL §8.
import type { Guard } from '../guard.ts'

const entry = 'src/shared/logs/entry.ts'
const tests = ['src/shared/logs/entry.test.ts']

export const logGuards: readonly Guard[] = [
  {
    guard: 'the body of an entry is the one its header names',
    file: entry,
    find: "if (body !== null && (header.bodyHash === null || !equalBytes(suite.hash('body', body), header.bodyHash))) {",
    replace: 'if (body !== null && header.bodyHash === null) {',
    tests,
  },
  {
    guard: 'an entry is signed by its author',
    file: entry,
    find: 'if (!isRight || others.length > 0) throw',
    replace: 'if (signature === undefined || others.length > 0) throw',
    tests,
  },
  {
    guard: 'an entry with an unknown critical extension is refused',
    file: entry,
    find: 'if (key % 2 === 0) throw',
    replace: 'if (key < 0) throw',
    tests,
  },
]
