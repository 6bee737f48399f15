import type { RelayId } from '../shared/domain/ids.ts'
import type { RelayConfig } from './config/index.ts'
export { ConfigError, readConfig, type RelayConfig } from './config/index.ts'
export type RunningRelay = {
  /** http(s)://host:port as it listens. */
  readonly address: string
  readonly relayId: RelayId
  /** Lets running requests end (at most ten seconds), then closes everything. */
  close(): Promise<void>
}
/** `now`: milliseconds since 1970, the system's clock unless given. */
export declare function startRelay(config: RelayConfig, now?: () => number): Promise<RunningRelay>
