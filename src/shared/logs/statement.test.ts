// Statements: what a device says it has seen. The frozen vectors, and T44: no byte of one may change. PROTOCOL §12, §15.
// `node tools/vectors/statement.ts` writes missing ones.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { fromHex } from '../base/encoding.ts'
import type { Suite } from '../crypto/suite.ts'
import { parseEntry } from './entry.ts'
import { IdentityLog } from './identity/index.ts'
import { parseStatement, verifyStatement, type Statement } from './statement.ts'
import { verdictOf } from './testing/people.ts'

type Signers = { readonly active: readonly string[]; readonly revoked: readonly string[] }
type Vector = { readonly signer: keyof Signers; readonly wire: string }

const folder = join(import.meta.dirname, 'vectors/statement')
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const vectorsIn = (part: string): readonly (readonly [string, unknown])[] =>
  readdirSync(join(folder, part))
    .sort()
    .map((file) => [file.replace('.json', ''), read(`${part}/${file}`)])
const accepted = vectorsIn('accepted') as [string, Vector & { readonly statement: Statement }][]
const refused = vectorsIn('refused') as [string, Vector & { readonly code: string }][]

let suite: Suite
let logs: Readonly<Record<keyof Signers, IdentityLog>>
beforeAll(async () => {
  suite = await openSuite()
  const verified = (entries: readonly string[]) =>
    IdentityLog.verify(
      suite,
      entries.map((entry) => parseEntry(suite, 'identity', fromHex(entry))),
    )
  const { active, revoked } = read('signers.json') as Signers
  logs = { active: verified(active), revoked: verified(revoked) }
})
const judge = (wire: Uint8Array, signer: keyof Signers) => verifyStatement(suite, parseStatement(wire), logs[signer])

test('there are as many vectors as were written', () => {
  expect(accepted).toHaveLength(3)
  expect(refused).toHaveLength(16)
})

test.each(accepted)('accepted: %s', (_, { signer, wire, statement }) => {
  expect(judge(fromHex(wire), signer)).toEqual(statement)
})

test.each(refused)('refused: %s', (_, { signer, wire, code }) => {
  expect(verdictOf(() => judge(fromHex(wire), signer))).toBe(code)
})

test('T44 every byte of a statement, mutated once, is refused', () => {
  for (const [, { signer, wire }] of accepted) {
    const bytes = fromHex(wire)
    for (const i of bytes.keys()) {
      const mutated = bytes.slice()
      mutated[i] = (mutated[i] ?? 0) ^ 1
      expect(
        verdictOf(() => judge(mutated, signer)),
        `byte ${i}`,
      ).not.toBe('accepted')
    }
  }
})
