// Guards of src/shared/base: there is one encoding of each record. PROTOCOL §3.
import type { Guard } from '../guard.ts'

const canonical = 'src/shared/base/canonical.ts'
const tests = ['src/shared/base/canonical.test.ts']

export const baseGuards: readonly Guard[] = [
  {
    guard: 'only the canonical form of a record is read',
    file: canonical,
    find: 'if (findForeign(value, 0) !== null || !equalBytes(encodeCanonical(value), bytes)) {',
    replace: 'if (findForeign(value, 0) !== null) {',
    tests,
  },
  {
    guard: 'text in records is in normal form C',
    file: canonical,
    find: "value.isWellFormed() && value.normalize('NFC') === value ? null",
    replace: 'value.isWellFormed() ? null',
    tests,
  },
  {
    guard: 'a record longer than its limit is not read',
    file: canonical,
    find: 'if (bytes.length > maxLength) throw',
    replace: 'if (bytes.length > maxLength && maxLength === 0) throw',
    tests,
  },
  {
    guard: 'records are not nested deeper than 16',
    file: canonical,
    find: 'if (major >= 4 && major <= 5 && open.length >= maxDepth) throw',
    replace: 'if (major >= 4 && major <= 5 && open.length >= 4000) throw',
    tests,
  },
]
