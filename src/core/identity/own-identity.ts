// The person's own identity on this device: who signs, and which keys open what others seal to them. PROTOCOL §5. Runs in core.
import type { KeyPair } from '../../shared/crypto/backend.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Head, IdentityId } from '../../shared/domain/ids.ts'
import {
  identityKemKey,
  openIdentitySeed,
  type DeviceSecrets,
  type IdentityLog,
} from '../../shared/logs/identity/index.ts'
import type { KnownIdentities } from './known-identities.ts'
import { OwnLogWriter } from './own-log.ts'
import type { IdentitySecrets } from './secrets.ts'

export class OwnIdentity {
  readonly device: DeviceSecrets
  /** Whatever is appended to the own log goes through this. */
  readonly writer: OwnLogWriter
  readonly #suite: Suite
  readonly #known: KnownIdentities
  readonly #seeds: Map<number, Uint8Array>
  readonly #kemKeys = new Map<number, KeyPair>()

  constructor(suite: Suite, secrets: IdentitySecrets, known: KnownIdentities) {
    this.#suite = suite
    this.#known = known
    this.device = secrets.device
    this.writer = new OwnLogWriter(this, known)
    this.#seeds = new Map([[secrets.generation, secrets.seed]])
  }

  get id(): IdentityId {
    return this.device.identityId
  }

  /** The own log as verified; throws RangeError before it was accepted once. */
  get log(): IdentityLog {
    const log = this.#known.get(this.id)
    if (log === null) throw new RangeError('own identity log')
    return log
  }

  get head(): Head {
    return this.log.head
  }

  /** The identity seed of a generation (newest unless told), 32 bytes. Throws E_OPEN where this device cannot reach it. */
  seed(generation: number = this.log.state.generation): Uint8Array {
    const seed = this.#seeds.get(generation) ?? openIdentitySeed(this.#suite, this.log, this.device, generation)
    this.#seeds.set(generation, seed)
    return seed
  }

  /** What others seal to at `generation`: X-Wing, public 1,216, secret 32 bytes. */
  kemKey(generation: number = this.log.state.generation): KeyPair {
    const key = this.#kemKeys.get(generation) ?? identityKemKey(this.#suite, this.seed(generation), this.id, generation)
    this.#kemKeys.set(generation, key)
    return key
  }

  /** Overwrites every secret of this identity in memory. */
  wipe(): void {
    const secrets = [this.device.signSecretKey, this.device.kemSecretKey, ...this.#seeds.values()]
    for (const secret of [...secrets, ...[...this.#kemKeys.values()].map(({ secretKey }) => secretKey)])
      this.#suite.backend.wipe(secret)
    this.#seeds.clear()
    this.#kemKeys.clear()
  }
}
