// The paths of the relay's interface, once for both sides. PROTOCOL §15. Relay, core and cli.
import type { IdentityId, LogId, PackId, RelayId, SpaceId } from '../domain/ids.ts'
import type { StatementKind } from '../domain/statement-kinds.ts'

export const cborType = 'application/cbor'
export const sequenceType = 'application/cbor-seq'
export const bytesType = 'application/octet-stream'

export const endpoints = {
  relay: '/v1/relay',
  identities: '/v1/identities',
  log: (id: LogId) => `/v1/logs/${id}`,
  mirror: (id: LogId) => `/v1/logs/${id}/mirror`,
  /** Entries that contradict the log, valid by themselves: the proof of a fork. */
  proofs: (id: LogId) => `/v1/logs/${id}/proofs`,
  events: '/v1/events',
  pack: (space: SpaceId, pack: PackId) => `/v1/spaces/${space}/packs/${pack}`,
  readPacks: (space: SpaceId) => `/v1/spaces/${space}/packs:read`,
  /** Packs that entries name and the relay does not hold: after a restore. */
  missingPacks: (space: SpaceId) => `/v1/spaces/${space}/packs:missing`,
  inboxOf: (identity: IdentityId) => `/v1/inbox/${identity}`,
  inbox: '/v1/inbox',
  inboxToken: (hash: string) => `/v1/inbox/tokens/${hash}`,
  self: '/v1/self',
  statement: (kind: StatementKind, id: IdentityId | SpaceId | RelayId) => `/v1/statements/${kind}/${id}`,
  rendezvous: (id: string) => `/v1/rendezvous/${id}`,
} as const
