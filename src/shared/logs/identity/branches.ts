// Two signed branches of one identity log: which one holds, and how heads on either compare. PROTOCOL §5, §19.16. All processes.
import { Refused } from '../../base/errors.ts'
import type { Head } from '../../domain/ids.ts'
import { MissingHead } from '../entry.ts'
import type { IdentityLog } from './identity-log.ts'

/**
 * The log to go by, holding the other as an abandoned branch: the longer one where one continues the other, else the one
 * whose first differing entry the root key signed. Throws E_FORK where both or neither did: stop, and show both. E_ID for
 * logs of two identities.
 */
export function chooseBranch(a: IdentityLog, b: IdentityLog): IdentityLog {
  if (a.id !== b.id) throw new Refused('E_ID', 'logs of two identities')
  const [longer, shorter] = a.head.seq >= b.head.seq ? [a, b] : [b, a]
  const fork = firstDifference(longer, shorter)
  if (fork === null) return longer.withAbandoned(shorter.abandoned)
  const [rootOfA, rootOfB] = [isByRoot(a, fork), isByRoot(b, fork)]
  if (rootOfA === rootOfB) throw new Refused('E_FORK', `two branches from entry ${fork}`)
  const [adopted, abandoned] = rootOfA ? [a, b] : [b, a]
  return adopted.withAbandoned([...abandoned.abandoned, abandoned])
}

/**
 * How `named` stands to `known`, two heads of this log. Everything on an abandoned branch is older than the root entry that
 * replaced it, and newer than what both branches share. Throws MissingHead for a head beyond the log; 'fork': two heads on
 * branches of which neither replaced the other, or a head that is nowhere.
 */
export function compareHeads(log: IdentityLog, known: Head, named: Head): 'same' | 'newer' | 'older' | 'fork' {
  if (known.hash === named.hash) return 'same'
  const [from, to] = [placeOf(log, known), placeOf(log, named)]
  if (from === null || to === null) return 'fork'
  const apart = to.fork === from.fork && !to.branch.contains(known) && !from.branch.contains(named)
  if (apart) return 'fork'
  const isNewer = to.fork === from.fork ? named.seq > known.seq : to.fork > from.fork
  return isNewer ? 'newer' : 'older'
}

/** Seen in the order of adoption: main entry n lies at n, an abandoned entry between the last shared one and its successor. */
function placeOf(log: IdentityLog, head: Head): { readonly branch: IdentityLog; readonly fork: number } | null {
  if (log.contains(head)) return { branch: log, fork: head.seq }
  const branch = log.abandoned.find((one) => one.contains(head))
  if (branch !== undefined) return { branch, fork: (firstDifference(log, branch) ?? 0) - 0.5 }
  if (head.seq > log.head.seq) throw new MissingHead(log.id, log.head.seq + 1)
  return null
}

/** Seq of the first entry in which they differ; null: one continues the other. */
function firstDifference(a: IdentityLog, b: IdentityLog): number | null {
  const length = Math.min(a.entries.length, b.entries.length)
  for (let seq = 0; seq < length; seq++) if (a.entries[seq]?.hash !== b.entries[seq]?.hash) return seq
  return null
}

const isByRoot = (log: IdentityLog, seq: number): boolean => log.entries[seq]?.header?.authorDevice === null
