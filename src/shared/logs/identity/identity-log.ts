// A verified identity log: its entries, its state now and at every earlier head. An immutable value. PROTOCOL §5, §8.
// All processes: clients and relays judge with the same code.
import { Refused } from '../../base/errors.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { Head, IdentityId } from '../../domain/ids.ts'
import type { Entry } from '../entry.ts'
import type { IdentityState } from './state.ts'
import { openIdentity, reduceIdentity } from './reducer.ts'

export class IdentityLog {
  /** From genesis on, without gaps: entry i has seq i. */
  readonly entries: readonly Entry[]
  readonly state: IdentityState
  /** State i is that after entry i. */
  readonly states: readonly IdentityState[]
  /** Branches given up for one that the root key signed, kept as proof and because older entries of other logs name them. */
  readonly abandoned: readonly IdentityLog[]

  private constructor(entries: readonly Entry[], states: readonly IdentityState[], abandoned: readonly IdentityLog[]) {
    const state = states.at(-1)
    if (state === undefined) throw new RangeError('identity log without genesis')
    this.entries = entries
    this.state = state
    this.abandoned = abandoned
    this.states = states
  }

  /**
   * Verifies a whole log. With `expected` it must be the log of that identity: always pass it for a log that was asked for
   * by id (T01). Throws E_ID for a foreign or empty log and what `append` throws.
   */
  static verify(suite: Suite, entries: readonly Entry[], expected?: IdentityId): IdentityLog {
    const [genesis, ...others] = entries
    if (genesis === undefined) throw new Refused('E_ID', 'empty log')
    if (expected !== undefined && genesis.logId !== expected) throw new Refused('E_ID', 'log of another identity')
    let state = openIdentity(suite, genesis)
    const states = [state]
    for (const entry of others) {
      state = reduceIdentity(suite, state, entry)
      states.push(state)
    }
    return new IdentityLog([...entries], states, [])
  }

  get id(): IdentityId {
    return this.state.id
  }

  get head(): Head {
    return this.state.head
  }

  /**
   * The log with one more entry. Throws E_SEQ for a gap or an entry already here, E_FORK for another valid entry at a place
   * already taken (both together are proof), and the reducer's refusals.
   */
  append(suite: Suite, entry: Entry): IdentityLog {
    if (entry.seq > this.head.seq || entry.seq === 0) {
      const state = reduceIdentity(suite, this.state, entry)
      return new IdentityLog([...this.entries, entry], [...this.states, state], this.abandoned)
    }
    if (this.entries[entry.seq]?.hash === entry.hash) throw new Refused('E_SEQ', 'entry already here')
    this.upTo(entry.seq - 1).append(suite, entry)
    throw new Refused('E_FORK', `two entries ${entry.seq}`)
  }

  /** The log as it was after entry `seq`: where another branch may start. Throws RangeError outside 0 … head. */
  upTo(seq: number): IdentityLog {
    if (!Number.isInteger(seq) || seq < 0 || seq > this.head.seq) throw new RangeError('seq')
    return new IdentityLog(this.entries.slice(0, seq + 1), this.states.slice(0, seq + 1), [])
  }

  /** The state at a head, also on an abandoned branch; null: not on this log. */
  at(head: Head): IdentityState | null {
    const state = this.states[head.seq]
    if (state?.head.hash === head.hash) return state
    return this.abandoned.reduce<IdentityState | null>((found, branch) => found ?? branch.at(head), null)
  }

  /** Whether this very branch contains `head`. */
  contains(head: Head): boolean {
    return this.states[head.seq]?.head.hash === head.hash
  }

  /** This log, keeping `branches` as given up. Only `chooseBranch` calls it. */
  withAbandoned(branches: readonly IdentityLog[]): IdentityLog {
    const known = [...this.abandoned, ...branches]
    const isCovered = (one: IdentityLog, i: number): boolean =>
      known.some((other, j) => i !== j && other.contains(one.head) && (other.head.seq > one.head.seq || j < i))
    return new IdentityLog(
      this.entries,
      this.states,
      known.filter((one, i) => !isCovered(one, i)),
    )
  }
}
