// What main and its two utility processes say to each other. Runs in main and core; the relay may not import this file and
// repeats its two tiny messages (src/relay/utility.ts). Messages between own processes: trusted, not parsed again.
import type { NodeId, SpaceId } from '../domain/ids.ts'
import type { Overview } from './overview.ts'
import type { LocalToken } from './values.ts'

/** argv of core: [profile directory]. It may not exist yet; core makes it. */
export type ToCore =
  /** Comes with one MessagePort: `request` messages arrive on it, `fromCore` messages leave. A new one replaces the one before. */
  | { readonly kind: 'connect' }
  /** A person picked or dropped this: from now on the token stands for the path. `local-known` follows. */
  | { readonly kind: 'local'; readonly token: LocalToken; readonly path: string }
  /** The embedded relay as it is now; null: it does not run. Follows every `relay` message of core and every change. */
  | { readonly kind: 'relay'; readonly running: EmbeddedRelay | null }
  /** What the system says about the way to a URL: a PAC result. Follows every `proxy` message of core and every change. */
  | { readonly kind: 'proxy'; readonly url: string; readonly answer: string }
  /** What the key store of this computer says. Follows every `os-key` message of core, in order. */
  | { readonly kind: 'os-key'; readonly answer: OsKeyAnswer }
  /** Follows every `discard` message of core. `done` false: the bin did not take it, it is where it was. */
  | { readonly kind: 'discarded'; readonly path: string; readonly done: boolean }
  /** Did the holder of `publicKey` sign this feed of updates? ADR 5. */
  | {
      readonly kind: 'verify-feed'
      readonly id: number
      readonly feed: Uint8Array
      readonly signature: Uint8Array
      readonly publicKey: Uint8Array
    }
  /** The computer sleeps or wakes. */
  | { readonly kind: 'power'; readonly state: 'suspend' | 'resume' }
  /** What a person chose in the tray or its menu; without effect while no profile is open. */
  | { readonly kind: 'wish'; readonly wish: Wish }
  /** Finish, lock, exit with 0. Main kills after five seconds. */
  | { readonly kind: 'stop' }

export type FromCoreProcess =
  /** Listening: `connect` may come. */
  | { readonly kind: 'ready' }
  /** Start the embedded relay (and at every later start of the app), for whom it served before where nothing is said. */
  | { readonly kind: 'relay'; readonly reach: EmbeddedReach | 'as-before' }
  /** Which way leads to this URL? */
  | { readonly kind: 'proxy'; readonly url: string }
  /** Is there a key store (`state`), which key has it for the vault (`read`), and a new one where there is none (`make`)? */
  | { readonly kind: 'os-key'; readonly want: 'state' | 'read' | 'make' }
  | { readonly kind: 'feed-verified'; readonly id: number; readonly genuine: boolean }
  | { readonly kind: 'local-known'; readonly token: LocalToken }
  | OutsideMessage
  /** Show this in the file manager; folders are opened, files only selected. */
  | { readonly kind: 'reveal'; readonly path: string; readonly directory: boolean }
  /** Open this file with the program the system has for it. */
  | { readonly kind: 'open'; readonly path: string }
  /** Into the bin of this computer. */
  | { readonly kind: 'discard'; readonly path: string }
  /** The drag that has just begun in the window carries these files. */
  | { readonly kind: 'drag'; readonly paths: readonly string[] }

/** `plain-text`: the desktop has no key store, only a file that anybody reads · `absent`: it does not answer · `lost`: no key in it. */
export type OsKeyObstacle = 'plain-text' | 'absent' | 'lost'
export type OsKeyAnswer =
  | { readonly kind: 'there' }
  /** 32 bytes. */
  | { readonly kind: 'key'; readonly key: Uint8Array }
  | { readonly kind: 'obstacle'; readonly obstacle: OsKeyObstacle }

/** `until`: milliseconds since 1970; null: until somebody ends it. */
export type Wish =
  | { readonly kind: 'lock' }
  | { readonly kind: 'pause'; readonly until: number | null }
  | { readonly kind: 'resume' }
  | { readonly kind: 'open-file'; readonly space: SpaceId; readonly node: NodeId }

/** What main shows outside the window. */
export type OutsideMessage =
  /** Follows every change, at most a few times a second. */
  { readonly kind: 'overview'; readonly overview: Overview } | { readonly kind: 'notice'; readonly notice: Notice }

/** One thing worth telling outside the window, many of a kind in one. Names only: main asks nothing back. */
export type Notice =
  /** `from`: the person of a single one; empty: no name known. */
  | { readonly kind: 'requests'; readonly of: 'contact' | 'space'; readonly count: number; readonly from: string }
  /** `space`: null for several. `first`: name of the first file. `by`: names of who brought them, at most three. */
  | {
      readonly kind: 'arrivals' | 'conflicts'
      readonly space: { readonly id: SpaceId; readonly name: string } | null
      readonly files: number
      readonly first: string
      readonly by: readonly string[]
    }
  /** `space`: null where several or none are concerned. */
  | { readonly kind: 'needs-you'; readonly space: { readonly id: SpaceId; readonly name: string } | null }

/**
 * Who can reach the embedded relay: this computer (loopback), this network (TLS), everybody at an address that leads here
 * (`pinned`: TLS ends here; else a certificate in front is vouched for). DESIGN.md "Embedded relay".
 */
export type EmbeddedReach =
  | { readonly kind: 'only-me' }
  | { readonly kind: 'this-network' }
  | { readonly kind: 'address'; readonly address: string; readonly pinned: boolean }

/** `relayId` hex; `token` registers the owner's identity; `tlsPin` (hex) is the relay's own TLS key. The places are URLs. */
export type EmbeddedRelay = {
  readonly reach: EmbeddedReach
  readonly relayId: string
  /** By this computer. */
  readonly local: string
  /** In the network this computer is in; null: in none, or only this computer may come. */
  readonly inNetwork: string | null
  /** By others, as cards say it; null: not at all now. */
  readonly outside: string | null
  readonly token?: string
  readonly tlsPin?: string
}

/** argv of the relay: [data directory, reach as JSON]. `look`: this computer may be in another network. */
export type ToRelay = { readonly stop: true } | { readonly look: true }
/** At the start, and whenever it is found elsewhere. */
export type FromRelay = { readonly ready: EmbeddedRelay }
