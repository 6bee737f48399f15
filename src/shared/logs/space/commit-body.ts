// The sealed part of a commit: its operations and the stateRoot they lead to. PROTOCOL §10, §19.4–6. Clients.
import { z } from 'zod'
import { Refused } from '../../base/errors.ts'
import { bytes, record } from '../../base/record.ts'
import type { Suite } from '../../crypto/suite.ts'
import { maxBodyLength, readPayload, type Entry, type Header } from '../entry.ts'
import { maxOperations, operationSchema, type Operation } from './operations.ts'
import { sealedHeader } from './payloads.ts'
import { rightsOf } from './rights.ts'
import { openBody, sealBody } from './sealed-body.ts'
import type { SpaceState } from './state.ts'
import type { Outcome, SpaceTree } from './tree.ts'

export type CommitBody = {
  /** 1 … 2,000. */
  readonly operations: readonly Operation[]
  /** Of the tree after the operations, 32 bytes. */
  readonly stateRoot: Uint8Array
}

/** [1, "commit", operations, stateRoot]. */
const commitRecord = record(
  z.tuple([z.literal(1), z.literal('commit'), z.array(operationSchema).min(1).max(maxOperations), bytes(32)]),
)

/** Throws RangeError for no operation, or more than 2,000. */
export const sealCommitBody = (suite: Suite, epochKey: Uint8Array, context: Uint8Array, body: CommitBody): Uint8Array =>
  sealBody(suite, epochKey, context, commitRecord.encode([1, 'commit', [...body.operations], body.stateRoot]))

/** Throws E_OPEN, E_CANON, E_LIMIT, E_UNKNOWN_VERSION: for whoever has the right key, all mean that the commit is void. */
export function openCommitBody(suite: Suite, epochKey: Uint8Array, header: Header, body: Uint8Array): CommitBody {
  const [, , operations, stateRoot] = commitRecord.decode(openBody(suite, epochKey, header, body), maxBodyLength)
  return { operations, stateRoot }
}

/** What a commit that took effect did. Throws what `openCommitBody` throws, E_OPEN without the key of its epoch, E_INTEGRITY without its body. */
export function openCommit(
  suite: Suite,
  entry: Entry,
  keyOf: (epoch: number) => Uint8Array | undefined,
): { readonly header: Header; readonly operations: readonly Operation[] } {
  const { header, body } = mustHaveBody(entry)
  const [epoch] = readPayload(sealedHeader, header.payload)
  const key = keyOf(epoch)
  if (key === undefined) throw new Refused('E_OPEN', 'no key of this epoch')
  return { header, operations: openCommitBody(suite, key, header, body).operations }
}

/** A commit that `reduceSpace` accepted, with the states around it and the key of its epoch. */
export type SealedEntry = {
  readonly entry: Entry
  readonly before: SpaceState
  readonly after: SpaceState
  readonly epochKey: Uint8Array
}

/**
 * Applies a commit to the tree, or finds it void. Throws E_INTEGRITY while its body is withheld: then nothing after it can
 * be judged either.
 */
export function applyCommit(suite: Suite, tree: SpaceTree, commit: SealedEntry): Outcome {
  const { header, body } = mustHaveBody(commit.entry)
  const opened = openOrVoid(() => openCommitBody(suite, commit.epochKey, header, body))
  if (opened === null) return { kind: 'void', reason: 'body' }
  const { authorId: author, time, seq } = header
  const rights = rightsOf({ ...commit.before, time }, author)
  return tree.apply({ ...opened, rights, author, time, seq, packs: commit.after.packs })
}

export function mustHaveBody({ header, body }: Entry): { readonly header: Header; readonly body: Uint8Array } {
  if (header === null || body === null) throw new Refused('E_INTEGRITY', 'body is missing')
  return { header, body }
}

/** What opens, or null for whatever is void by its form. */
export function openOrVoid<T>(open: () => T): T | null {
  try {
    return open()
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}
