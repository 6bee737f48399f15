// What main and its two utility processes say to each other. Runs in main and core; the relay may not import this file and
// repeats its two tiny messages (src/relay/utility.ts). Messages between own processes: trusted, not parsed again.
import type { LocalToken } from './values.ts'

/** argv of core: [profile directory]. It may not exist yet; core makes it. */
export type ToCore =
  /** Comes with one MessagePort: `request` messages arrive on it, `fromCore` messages leave. A new one replaces the one before. */
  | { readonly kind: 'connect' }
  /** A person picked or dropped this: from now on the token stands for the path. */
  | { readonly kind: 'local'; readonly token: LocalToken; readonly path: string }
  /** The embedded relay as it is now; null: it does not run. Follows every `relay` message of core and every change. */
  | { readonly kind: 'relay'; readonly running: EmbeddedRelay | null }
  /** The computer sleeps or wakes. */
  | { readonly kind: 'power'; readonly state: 'suspend' | 'resume' }
  /** Finish, lock, exit with 0. Main kills after five seconds. */
  | { readonly kind: 'stop' }

export type FromCoreProcess =
  /** Listening: `connect` may come. */
  | { readonly kind: 'ready' }
  /** Start the embedded relay (and at every later start of the app), or stop it (`null`). */
  | { readonly kind: 'relay'; readonly reach: EmbeddedReach | null }
  /** Show this in the file manager; folders are opened, files only selected. */
  | { readonly kind: 'reveal'; readonly path: string; readonly directory: boolean }

/** Who can reach the embedded relay: this computer (loopback) or this network (TLS). DESIGN.md "Embedded relay". */
export type EmbeddedReach = 'only-me' | 'this-network'
/** `address` is a URL, `relayId` hex; `token` registers the owner's identity; `tlsPin` (hex) is the relay's own TLS key. */
export type EmbeddedRelay = {
  readonly address: string
  readonly relayId: string
  readonly token?: string
  readonly tlsPin?: string
}

/** argv of the relay: [data directory, reach]. */
export type ToRelay = { readonly stop: true }
export type FromRelay = { readonly ready: EmbeddedRelay }
