// What core needs of the process it runs in: cryptography, threads, disk, network. The app's utility process, the CLI and the
// simulation each bring their own. Runs in core and CLI.
import type { Reach } from '../shared/contact/index.ts'
import type { Argon2idRequest } from '../shared/crypto/passphrase.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { RelayId } from '../shared/domain/ids.ts'
import type { DeviceSecrets } from '../shared/logs/identity/index.ts'
import type { RelayAddress } from '../shared/logs/relay-address.ts'
import type { PostOffice } from './contacts/index.ts'
import type { Bandwidth, OwnNetwork } from './remote/index.ts'
import type { SpaceRelay } from './spaces/index.ts'
import type { Clock, FileSystem, Sealer, Watcher } from './sync/interface.ts'

/** A relay as core uses it. Every call throws Refused; E_TRANSPORT: not reachable now. */
export interface Relay extends PostOffice, SpaceRelay {
  /** Opens an account for the identity whose whole log this is. */
  register(
    entries: readonly Uint8Array[],
    options: { readonly token: string | null; readonly signal: AbortSignal },
  ): Promise<void>
  /** The sealed self record; null where there is none. */
  getSelf(options: { readonly signal: AbortSignal }): Promise<Uint8Array | null>
  /** Throws E_CONFLICT where a record with this counter or a higher one is there. */
  putSelf(record: Uint8Array, options: { readonly signal: AbortSignal }): Promise<void>
  /** The own inbox or self record may have changed. Until the returned function is called. */
  onPersonal(listener: () => void): () => void
  /** The same relay is now found elsewhere: later requests go there. */
  moveTo(reach: Reach): void
  /** The event stream begins anew at once. */
  reconnect(): void
  /** Where the relay says it is found, under its own signature; null: it does not say. Throws E_TRANSPORT, E_ID, E_SIG. */
  relayAddress(options: { readonly signal: AbortSignal }): Promise<RelayAddress | null>
  close(): void
}

export type CoreEnvironment = {
  readonly suite: Suite
  readonly sealer: Sealer & { argon2id(request: Argon2idRequest): Promise<Uint8Array> }
  readonly files: FileSystem
  readonly watcher: Watcher
  readonly clock: Clock
  /** Who answers at `address`: its key hash. With `tlsPin`, only whoever holds that TLS key. Throws E_TRANSPORT. */
  readonly identifyRelay: (address: string, signal: AbortSignal, tlsPin?: Uint8Array | null) => Promise<RelayId>
  /**
   * A client for one relay, signing as `device`. Connects when it is used. `ownEntries` gives the stored entries of the own
   * identity log from `seq` on, for a relay that does not know the sender yet.
   */
  readonly connect: (reach: Reach, device: DeviceSecrets, ownEntries?: (from: number) => readonly Uint8Array[]) => Relay
  /** How connections are made; absent where none are. */
  readonly network?: {
    /** What the person set: an own proxy, own certificates. Throws E_CANON for what cannot be used. */
    use(own: OwnNetwork): Promise<void>
    /** How much of the line packs may take from now on. */
    limit(bandwidth: Bandwidth): void
    /** Breaks every connection off: the computer slept, or is in another network. */
    drop(): Promise<void>
    /** The proxy towards `url`, with its password; null: directly. */
    proxyTo(url: string): Promise<string | null>
  }
}
