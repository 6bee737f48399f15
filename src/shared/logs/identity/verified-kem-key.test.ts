// T06 as a static check: the type of a key that something is sealed to can be made in one place only.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { VerifiedKemKey } from './verified-kem-key.ts'

const source = join(import.meta.dirname, '../../..')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('verified-kem-key.test.ts'))
const containing = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(join(source, file), 'utf8')))

test('T06 only the identity reducer makes a VerifiedKemKey, and nobody casts to it', () => {
  expect(files.length).toBeGreaterThan(20)
  expect(containing(/\bas\s+(unknown\s+as\s+)?VerifiedKemKey\b|Brand<[^>]*'VerifiedKemKey'/)).toEqual([
    'shared/logs/identity/verified-kem-key.ts',
  ])
  expect(containing(/\bverifiedKemKey\(|import \{[^}]*\bverifiedKemKey\b/)).toEqual(['shared/logs/identity/reducer.ts'])
})

test('T06 a key from anywhere else does not fit the type', () => {
  // @ts-expect-error bytes that no verified log contains
  const foreign: VerifiedKemKey = new Uint8Array(1216)
  expect(foreign).toHaveLength(1216)
})
