// Guards of src/shared/base and src/shared/domain: one encoding of each record, one rule for names. PROTOCOL §3 and §10.
import { guards, type Guard } from '../guard.ts'

export const baseGuards: readonly Guard[] = [
  ...guards(
    'src/shared/base/canonical.ts',
    ['src/shared/base/canonical.test.ts'],
    [
      'only the canonical form of a record is read',
      'if (findForeign(value, 0) !== null || !equalBytes(encodeCanonical(value), bytes)) {',
      'if (findForeign(value, 0) !== null) {',
    ],
    [
      'a record longer than its limit is not read',
      'if (bytes.length > maxLength) throw',
      'if (bytes.length > maxLength && maxLength === 0) throw',
    ],
    [
      'records are not nested deeper than 16',
      'if (major >= 4 && major <= 5 && open.length >= maxDepth) throw',
      'if (major >= 4 && major <= 5 && open.length >= 4000) throw',
    ],
  ),
  ...guards(
    'src/shared/domain/names.ts',
    ['src/shared/domain/names.test.ts'],
    ['no name leads out of its folder', "if (name === '.' || name === '..') return 'dots'", ''],
    ['no name holds a separator or a bidi control', "if (forbidden.test(name)) return 'forbidden-character'", ''],
    ['no name opens a device on Windows', "deviceName.test(name) ? 'device-name' : null", 'null'],
    ['names that differ in case only are the same', 'toNfc(foldCase(toNfd(name)))', 'toNfc(toNfd(name))'],
  ),
]
