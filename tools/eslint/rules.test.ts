// The house's own lint rules, tried on small sources.
import { RuleTester } from 'eslint'
import { describe, it } from 'vitest'
import { fileHeader, glossary } from './rules.ts'

RuleTester.describe = describe
RuleTester.it = it
const tester = new RuleTester()

tester.run('file-header', fileHeader, {
  valid: [
    '// The codec of a card, for people to exchange. PROTOCOL §7. All processes.\nlet a',
    '/* What this is, and which process runs it; more. */',
  ],
  invalid: [
    { code: 'let a', errors: [{ messageId: 'missing' }] },
    { code: '// short\nlet a', errors: [{ messageId: 'missing' }] },
    {
      code: 'let a\n// A long comment, but below the first statement of the file, where nobody looks.',
      errors: [{ messageId: 'missing' }],
    },
    {
      code: '\n// A long comment, but not in the first line of the file, where it belongs.',
      errors: [{ messageId: 'missing' }],
    },
  ],
})

tester.run('glossary', glossary, {
  valid: ['const contactName = 1', 'const steam = 1', 'const teammate = 1'],
  invalid: [
    { code: 'const friendName = 1', errors: [{ messageId: 'foreign' }] },
    { code: 'function readTeam() {}', errors: [{ messageId: 'foreign' }] },
    { code: 'class Utils {}', errors: [{ messageId: 'foreign' }] },
  ],
})
