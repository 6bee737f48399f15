// The verified identity logs this relay holds, for judging entries of other logs and for signed requests. Relay only.
// [Note: Judging with what is held] Reducers ask for identities synchronously, the database answers later: a judgement runs,
// names what it lacked, and runs again when that has been loaded.
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { Entry } from '../../shared/logs/entry.ts'
import { chooseBranch, IdentityLog, type Identities } from '../../shared/logs/identity/index.ts'
import type { Database, StoredEntry } from '../database/interface.ts'
import { Cache } from '../logs/cache.ts'
import { fromStored } from '../logs/stored.ts'

const maxHeld = 5000
const page = { count: 1000, bytes: 32 * 1024 * 1024, bodies: false }

export class HeldIdentities {
  readonly #suite: Suite
  readonly #database: Database
  readonly #cache = new Cache<IdentityId, IdentityLog>(maxHeld)

  constructor(suite: Suite, database: Database) {
    this.#suite = suite
    this.#database = database
  }

  /** Null: not held here. See [Note: Remembered states]. */
  async find(id: IdentityId): Promise<IdentityLog | null> {
    const stored = await this.#database.logs.find(id)
    if (stored?.kind !== 'identity') return null
    const cached = this.#cache.get(id)
    if (cached?.head.hash === stored.head.hash) return cached
    const entries: Entry[] = []
    for (;;) {
      const rows = await this.#database.logs.read(id, entries.length, page)
      if (rows.length === 0) break
      entries.push(...rows.map((row) => fromStored(this.#suite, 'identity', row)))
    }
    const log = this.#withAbandoned(IdentityLog.verify(this.#suite, entries, id), await this.#database.logs.proofs(id))
    this.#cache.set(id, log)
    return log
  }

  /** The log has grown or was replaced. */
  keep(log: IdentityLog): void {
    this.#cache.set(log.id, log)
  }

  /** Runs a judgement with every identity log it asks for that is held here. */
  async judge<T>(work: (identities: Identities) => T): Promise<T> {
    const found = new Map<IdentityId, IdentityLog | null>()
    for (;;) {
      const lacking = new Set<IdentityId>()
      const get = (id: IdentityId): IdentityLog | null => {
        const log = found.get(id)
        if (log === undefined) lacking.add(id)
        return log ?? null
      }
      try {
        const result = work({ get })
        if (lacking.size === 0) return result
      } catch (error) {
        if (lacking.size === 0 || !(error instanceof Refused)) throw error
      }
      for (const id of lacking) found.set(id, await this.find(id))
    }
  }

  /** Branches given up earlier lie among the proofs; entries of other logs may still name heads on them. */
  #withAbandoned(log: IdentityLog, proofs: readonly StoredEntry[]): IdentityLog {
    const branches: IdentityLog[] = []
    for (const row of proofs) {
      const entry = fromStored(this.#suite, 'identity', row)
      const before = [log, ...branches].find(({ entries }) => entries[entry.seq - 1]?.hash === entry.header?.prev)
      if (before !== undefined) branches.push(before.upTo(entry.seq - 1).append(this.#suite, entry))
    }
    return branches.reduce((chosen, branch) => {
      try {
        return chooseBranch(chosen, branch)
      } catch (error) {
        if (error instanceof Refused) return chosen
        throw error
      }
    }, log)
  }
}
