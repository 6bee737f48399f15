// What the spaces feature needs of relays and of the rest of core. Runs in core.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { IdentityId, LogId, SpaceId } from '../../shared/domain/ids.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import type { RelayInfo } from '../../shared/protocol/index.ts'
import type { Contacts } from '../contacts/index.ts'
import type { Freshness, StatementRelay } from '../freshness/index.ts'
import type { KnownIdentities, OwnIdentity } from '../identity/index.ts'
import type { TimeSource } from '../relay-time.ts'
import type { Store } from '../store/index.ts'
import type { LocalPath, PackTransport, SyncEnvironment } from '../sync/interface.ts'

/** `overtaken`: somebody appended first. `missing`: the relay needs entries of that log, from there on, before it can judge. */
export type AppendAnswer =
  | { readonly kind: 'appended' }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'missing'; readonly logId: LogId; readonly from: number }

/** The relay that is home to a space, as far as spaces need it. Every call throws Refused; E_TRANSPORT: not now. */
export interface SpaceRelay extends StatementRelay, TimeSource {
  append(logId: LogId, entry: Uint8Array, options: { readonly signal: AbortSignal }): Promise<AppendAnswer>
  packsOf(space: SpaceId): PackTransport
  /** What the relay says of itself. E_ID where another one answers. */
  info(options: { readonly signal: AbortSignal }): Promise<RelayInfo>
  /** Calls `listener` whenever one of these logs may have grown, until the returned function is called. */
  watch(logs: readonly LogId[], listener: (logId: LogId | null) => void): () => void
}

export type GrantWish = {
  readonly to: IdentityId
  readonly rights: Rights
  /** Milliseconds since 1970: the first instant without the rights. */
  readonly notAfter: number | null
  /** A person said: also to a newcomer whose devices have been silent for long, so that their keys may be old. */
  readonly evenIfSilent?: boolean
}

export type SpacesEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly known: KnownIdentities
  readonly me: OwnIdentity
  readonly contacts: Contacts
  readonly freshness: Freshness
  readonly home: () => Reach
  /** The place of a relay as invitations say it. Throws E_POLICY while only this computer reaches it. */
  readonly forOthers: (reach: Reach) => Reach
  readonly relayAt: (reach: Reach) => SpaceRelay
  /** Milliseconds since 1970 by the home relay's clock ([Note: Whose clock]); a space's own relay dates its entries. */
  readonly now: () => number
  readonly profileDirectory: string
  /** 32 bytes, for what the engines note of unfinished uploads. */
  readonly journalKey: Uint8Array
  /** Everything the sync engine needs besides the space itself. */
  readonly local: Pick<SyncEnvironment, 'files' | 'watcher' | 'sealer' | 'clock' | 'random'>
  readonly localPath: (folder: string) => LocalPath
  readonly nameOf: (identity: IdentityId) => string
  readonly onChanged: (topic: 'spaces' | 'sync' | 'activity', space: SpaceId | null) => void
}
