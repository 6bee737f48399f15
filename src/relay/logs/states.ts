// The verified state of every log held here, kept for the ones in use and replayed for the others. Relay only.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Head, IdentityId, LogId, SpaceId } from '../../shared/domain/ids.ts'
import type { SpaceState } from '../../shared/logs/space/state.ts'
import type { Database } from '../database/interface.ts'
import type { HeldIdentities } from '../identities/held.ts'
import { Cache } from './cache.ts'
import type { HeldLog } from './held-log.ts'
import { fromStored } from './stored.ts'
import { openSpace, reduceSpace } from '../../shared/logs/space/reduce.ts'

const maxHeld = 500
const page = { count: 200, bytes: 8 * 1024 * 1024, bodies: false }

export class States {
  readonly #suite: Suite
  readonly #database: Database
  readonly #identities: HeldIdentities
  readonly #spaces = new Cache<LogId, SpaceState>(maxHeld)

  constructor(suite: Suite, database: Database, identities: HeldIdentities) {
    this.#suite = suite
    this.#database = database
    this.#identities = identities
  }

  /** Null: not held here. [Note: Remembered states] hold as long as the database names their head: others may write too. */
  async find(id: LogId): Promise<HeldLog | null> {
    const stored = await this.#database.logs.find(id)
    if (stored === null) return null
    if (stored.kind === 'space') return { kind: 'space', state: await this.#spaceUpTo(id as SpaceId, stored.head) }
    const log = await this.#identities.find(id as IdentityId)
    return log && { kind: 'identity', log }
  }

  async space(id: SpaceId): Promise<SpaceState | null> {
    const held = await this.find(id)
    return held?.kind === 'space' ? held.state : null
  }

  keep(held: HeldLog): void {
    if (held.kind === 'identity') this.#identities.keep(held.log)
    else this.#spaces.set(held.state.id, held.state)
  }

  /** The state of a space after entry `seq`. */
  spaceAt(id: SpaceId, seq: number): Promise<SpaceState> {
    return this.#reduce(id, null, seq)
  }

  async #spaceUpTo(id: SpaceId, head: Head): Promise<SpaceState> {
    const known = this.#spaces.get(id) ?? null
    if (known?.head.hash === head.hash) return known
    const state = await this.#reduce(id, known, head.seq)
    this.#spaces.set(id, state)
    return state
  }

  async #reduce(id: SpaceId, known: SpaceState | null, last: number): Promise<SpaceState> {
    let state = known
    for (let from = known === null ? 0 : known.head.seq + 1; from <= last;) {
      const rows = await this.#database.logs.read(id, from, page)
      if (rows.length === 0) break
      for (const row of rows.filter(({ seq }) => seq <= last)) {
        const entry = fromStored(this.#suite, 'space', row)
        const before: SpaceState | null = state
        state = await this.#identities.judge((identities) =>
          before === null
            ? openSpace(this.#suite, entry, identities, id)
            : reduceSpace(this.#suite, before, entry, identities),
        )
      }
      from += rows.length
      // A long replay lets other requests through.
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (state === null) throw new Error('space log without genesis')
    return state
  }
}
