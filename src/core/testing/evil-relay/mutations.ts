// What an evil relay can do to an answer: the verbs of ATTACKS.md "Harness". Each answers a mutation for `EvilRelay.mutate`. Tests only.
import { randomBytes } from 'node:crypto'
import { concat } from '../../../shared/base/bytes.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import type { IdentityId, LogId, SpaceId } from '../../../shared/domain/ids.ts'
import { parseEntry, type LogKind } from '../../../shared/logs/entry.ts'
import { signReceipt } from '../../../shared/logs/receipt.ts'
import { inboxItem } from '../../../shared/protocol/index.ts'
import { itemsOf, type ActiveMutation, type EvilRelay, type Exchanged, type Lie, type Mutation } from './evil-relay.ts'

export type LogPlace = {
  readonly suite: Suite
  readonly evil: EvilRelay
  readonly kind: LogKind
  readonly logId: LogId
  /** To whom it lies; absent: to everybody. */
  readonly to?: readonly IdentityId[]
}

const isFor = (to: readonly IdentityId[] | undefined, { who }: Exchanged): boolean =>
  to === undefined || (who !== null && to.includes(who))

/** Serves `change(genuine entries from `from` on, from)` with a receipt for what it serves: the operator signs what it likes. */
export function rewriteLog(
  place: LogPlace,
  change: (entries: readonly Uint8Array[], from: number) => readonly Uint8Array[],
): Mutation {
  const { suite, evil, kind, logId, to } = place
  return (exchanged) => {
    const { method, path, query, status, answer } = exchanged
    if (method !== 'GET' || path !== `/v1/logs/${logId}` || status >= 300 || !isFor(to, exchanged)) return null
    const [receipt, ...entries] = itemsOf(answer)
    const changed = change(entries, Number(query.get('from') ?? 0))
    if (receipt === undefined || isSame(entries, changed)) return null
    return { answer: concat(signedFor(changed.at(-1)) ?? receipt, ...changed) }
  }

  /** Null for bytes that have no head. */
  function signedFor(last: Uint8Array | undefined): Uint8Array | null {
    try {
      if (last === undefined) return null
      const { seq, hash } = parseEntry(suite, kind, last)
      return signReceipt(suite, evil.honest.key, { logId, head: { seq, hash }, time: Date.now() })
    } catch {
      return null
    }
  }
}

/** Rollback or freeze: only the first `length` entries are there. */
export const cutLog = (place: LogPlace, length: number): Mutation =>
  rewriteLog(place, (entries, from) => entries.slice(0, Math.max(0, length - from)))

/** Fork: from entry 0 on, another log. */
export const serveLog = (place: LogPlace, log: readonly Uint8Array[]): Mutation =>
  rewriteLog(place, (_, from) => log.slice(from))

/** Injection behind the genuine end. */
export const appendToLog = (place: LogPlace, ...more: readonly Uint8Array[]): Mutation =>
  rewriteLog(place, (entries) => [...entries, ...more])

/** What a member tells, on its way through a relay that has taken it: counts the answers in which it is served. */
export function watchServed({ suite, evil, kind, logId, to }: LogPlace, entry: Uint8Array): ActiveMutation {
  const { hash } = parseEntry(suite, kind, entry)
  return evil.watch((exchanged) => {
    if (!isLogOf(logId)(exchanged) || exchanged.status >= 300 || !isFor(to, exchanged)) return false
    return itemsOf(exchanged.answer)
      .slice(1)
      .some((item) => parseEntry(suite, kind, item).hash === hash)
  })
}

/** The whole answer replaced by an older one, or by anybody's. */
export const answerWith =
  (isMeant: (exchanged: Exchanged) => boolean, lie: (exchanged: Exchanged) => Lie): Mutation =>
  (exchanged) =>
    isMeant(exchanged) ? lie(exchanged) : null

export const isLogOf =
  (logId: LogId) =>
  (one: Exchanged): boolean =>
    one.method === 'GET' && one.path === `/v1/logs/${logId}`
export const isInbox = ({ method, path }: Exchanged): boolean => method === 'GET' && path === '/v1/inbox'
/** One more message waits, as if it had come just now. */
export const addToInbox = (message: Uint8Array): Mutation =>
  answerWith(isInbox, ({ answer }) => ({
    answer: concat(answer, inboxItem.encode([new Uint8Array(randomBytes(16)), Date.now(), message])),
  }))
export const isPackRead =
  (space: SpaceId) =>
  ({ method, path, status }: Exchanged): boolean =>
    method === 'POST' && path === `/v1/spaces/${space}/packs:read` && status < 300

/** Changes the bytes of the packs that are read; frames stay as they are. `change` alters one frame's bytes in place or anew. */
export function rewritePacks(space: SpaceId, change: (bytes: Uint8Array, frame: number) => Uint8Array): Mutation {
  return answerWith(isPackRead(space), ({ answer }) => {
    const frames: Uint8Array[] = []
    for (let at = 0; at < answer.length;) {
      const length = Number(new DataView(answer.buffer, answer.byteOffset + at + 1, 8).getBigUint64(0))
      const bytes = answer.slice(at + 9, at + 9 + length)
      const changed = change(bytes, frames.length / 2)
      const header = answer.slice(at, at + 9)
      new DataView(header.buffer).setBigUint64(1, BigInt(changed.length))
      frames.push(header, changed)
      at += 9 + length
    }
    return { answer: concat(...frames) }
  })
}

export function flipBit(bytes: Uint8Array, i: number): Uint8Array {
  const altered = bytes.slice()
  altered[i >> 3] = (altered[i >> 3] ?? 0) ^ (1 << (i & 7))
  return altered
}

/** The relay says it has nothing. */
export const withhold = (isMeant: (exchanged: Exchanged) => boolean): Mutation => answerWith(isMeant, () => 'reset')

/** The relay signs a receipt for what it is given to append, and throws it away. */
export function lieOk({ suite, evil, kind, logId }: LogPlace): ActiveMutation {
  return evil.swallow(
    (method, path) => method === 'POST' && path === `/v1/logs/${logId}`,
    (received) => {
      const { seq, hash } = parseEntry(suite, kind, received)
      return signReceipt(suite, evil.honest.key, { logId, head: { seq, hash }, time: Date.now() })
    },
  )
}

const isSame = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((bytes, i) => Buffer.from(bytes).equals(b[i] ?? new Uint8Array(0)))
