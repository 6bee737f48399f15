// The body of an entry that hands out a key: its lockboxes, ordered by (recipient kind, recipient id). PROTOCOL §4, §10.
// All processes. They can be withheld, not added or replaced: the header names the hash of the body.
import { z } from 'zod'
import { equalBytes } from '../base/bytes.ts'
import { Refused } from '../base/errors.ts'
import { bytes, record } from '../base/record.ts'
import { parseLockbox, verifyLockbox, type Lockbox, type LockboxContext } from '../crypto/lockbox.ts'
import type { Suite } from '../crypto/suite.ts'
import { maxBodyLength, type Entry } from './entry.ts'

export const maxLockboxes = 2500

const listRecord = record(
  z
    .array(bytes({ min: 1, max: 2048 }))
    .min(1)
    .max(maxLockboxes),
)

/** Throws RangeError for none, or more than 2,500. */
export const encodeLockboxes = (lockboxes: readonly Uint8Array[]): Uint8Array => listRecord.encode([...lockboxes])

/** Throws E_LIMIT or E_CANON, also for a wrong order or two lockboxes for one recipient. Nothing else is verified. */
export function parseLockboxes(body: Uint8Array): readonly Lockbox[] {
  const lockboxes = listRecord.decode(body, maxBodyLength).map(parseLockbox)
  const places = lockboxes.map(({ context }) => placeOf(context))
  if (places.some((place, i) => i > 0 && place <= (places[i - 1] ?? '')))
    throw new Refused('E_CANON', 'order of lockboxes')
  return lockboxes
}

/**
 * What whoever has the body of an accepted entry demands of it: lockboxes of the author for exactly these places, in their
 * order. Not part of validity, which is the same with and without bodies. Throws E_INTEGRITY (no body, or for others),
 * E_CANON, E_LIMIT, E_SIG.
 */
export function mustHandOut(
  suite: Suite,
  { body }: Entry,
  due: readonly LockboxContext[],
  authorPublicKey: Uint8Array,
): void {
  if (body === null) throw new Refused('E_INTEGRITY', 'body is missing')
  const lockboxes = parseLockboxes(body)
  if (lockboxes.length !== due.length) throw new Refused('E_INTEGRITY', 'recipients of the key')
  for (const [i, lockbox] of lockboxes.entries()) {
    const context = due[i]
    if (context === undefined || !sameContext(lockbox.context, context))
      throw new Refused('E_INTEGRITY', 'recipients of the key')
    verifyLockbox(suite, lockbox, authorPublicKey)
  }
}

function sameContext(a: LockboxContext, b: LockboxContext): boolean {
  const { recipientKeyHash, keyCommit, ...others } = a
  const same = Object.entries(others).every(([field, value]) => b[field as keyof typeof others] === value)
  return same && equalBytes(recipientKeyHash, b.recipientKeyHash) && equalBytes(keyCommit, b.keyCommit)
}

type Recipient = Pick<LockboxContext, 'recipientKind' | 'recipientId'>

export const inLockboxOrder = <T extends Recipient>(recipients: readonly T[]): T[] =>
  [...recipients].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))

const placeOf = ({ recipientKind, recipientId }: Recipient): string => `${recipientKind} ${recipientId}`
