// What a running relay is made of, below its logs: those are built on it (context.ts). Relay only.
import type { Logger } from 'pino'
import type { KeyPair } from '../shared/crypto/backend.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { RelayId } from '../shared/domain/ids.ts'
import type { RelayConfig } from './config/index.ts'
import type { Database } from './database/interface.ts'
import type { EventHub } from './events/hub.ts'
import type { HeldIdentities } from './identities/held.ts'
import type { Metrics } from './metrics.ts'
import type { OwnAddress } from './own-address.ts'
import type { PackStore } from './pack-store/interface.ts'

export type RelayParts = {
  readonly config: RelayConfig
  readonly suite: Suite
  readonly key: KeyPair
  readonly id: RelayId
  readonly database: Database
  readonly packStore: PackStore
  readonly identities: HeldIdentities
  readonly hub: EventHub
  readonly ownAddress: OwnAddress
  readonly metrics: Metrics
  readonly log: Logger
  /** Milliseconds since 1970. */
  now(): number
}
