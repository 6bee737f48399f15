// What the freshness feature needs of relays and of the rest of core. Runs in core. PROTOCOL §12.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { EntryHash, Head, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { SeenKind } from '../../shared/logs/statement.ts'
import type { KnownIdentities, LogReader, OwnIdentity } from '../identity/index.ts'
import type { Store } from '../store/index.ts'

/** A relay, as far as statements need it. Every call throws Refused; E_TRANSPORT: not now. */
export interface StatementRelay extends LogReader {
  /** Throws E_ROLLBACK unless the counter grows. */
  putStatement(
    kind: SeenKind,
    subject: IdentityId | SpaceId,
    statement: Uint8Array,
    options: { readonly signal: AbortSignal },
  ): Promise<void>
  /** The newest statement of each device about the subject, unverified. */
  statements(
    kind: SeenKind,
    subject: IdentityId | SpaceId,
    options: { readonly signal: AbortSignal },
  ): Promise<readonly Uint8Array[]>
}

/** A space's log as it is held here. */
export interface HeldLog {
  readonly id: SpaceId
  readonly head: Head
  /** Null beyond the head. */
  hashAt(seq: number): EntryHash | null
  /** Who holds a right now, the own identity included. */
  readonly principals: readonly IdentityId[]
  /** Those of `principals` who have come: the owner and whoever accepted. */
  readonly present: readonly IdentityId[]
}

export type FreshnessEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly known: KnownIdentities
  readonly me: OwnIdentity
  /**
   * [Note: Both clocks] Milliseconds since 1970. A relay says what time it is, and a lying one must not stop the limits: what is
   * heard is judged by the later of both clocks, the computer's own and the relay's, however far apart they are, so that a relay
   * can only make it older, and a clock that is behind hides no alarm.
   */
  readonly now: () => number
  /** When something is said: by the earlier of both, so that no relay collects words for later. */
  readonly stamp: () => number
}
