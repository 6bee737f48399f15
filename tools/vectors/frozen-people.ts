// The people of the frozen vectors: the same secrets at every run, and their logs as they stand in the files, so that a vector
// added later fits those that are there. (Sealing a key is random inside libsodium: a log made anew would be another one.)
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openSuite } from '../../src/node/crypto/index.ts'
import { concat, u32be } from '../../src/shared/base/bytes.ts'
import { fromHex, utf8 } from '../../src/shared/base/encoding.ts'
import { Suite } from '../../src/shared/crypto/suite.ts'
import { parseEntry } from '../../src/shared/logs/entry.ts'
import { IdentityLog } from '../../src/shared/logs/identity/index.ts'

const { backend } = await openSuite()

/** A suite whose generator counts: its n-th call gives the same bytes in every run. */
export function countingSuite(name: string): Suite {
  let calls = 0
  const randomBytes = (length: number): Uint8Array => {
    const seed = backend.blake2b(32, concat(utf8(name), u32be(calls++)), null)
    return backend.xchachaStream(length, new Uint8Array(24), seed)
  }
  return new Suite({ ...backend, randomBytes })
}

/** The log whose entries stand in `file` (at `pick`), or `made` where there is no such file yet. */
export function frozenLog(
  suite: Suite,
  file: string,
  pick: (json: never) => readonly string[],
  made: IdentityLog,
): IdentityLog {
  const target = path.resolve(import.meta.dirname, '../..', file)
  if (!existsSync(target)) return made
  const entries = pick(JSON.parse(readFileSync(target, 'utf8')) as never)
  return IdentityLog.verify(
    suite,
    entries.map((entry) => parseEntry(suite, 'identity', fromHex(entry))),
    made.id,
  )
}
