// Alice, bob and mallory with real identities, for tests of everything that stands on identity logs. Tests only.
import { Refused, type ErrorCode } from '../../base/errors.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { IdentityId, RelayId } from '../../domain/ids.ts'
import type { Author, Draft, Entry } from '../entry.ts'
import { buildEntry } from '../entry.ts'
import {
  addDevice,
  createDeviceSecrets,
  createIdentity,
  requestJoin,
  type DeviceSecrets,
  type Identities,
} from '../identity/index.ts'
import type { Home, IdentityLog } from '../identity/index.ts'

export type Person = {
  readonly entropy: Uint8Array
  readonly log: IdentityLog
  readonly device: DeviceSecrets
  readonly identitySeed: Uint8Array
}

export const homeOf = (digit: string): Home => ({
  relayId: digit.repeat(64) as RelayId,
  address: `https://relay-${digit}.example`,
})

/** A person as right after onboarding at time 1,000: one device, generation 1, a home. */
export function onboard(suite: Suite, deviceName: string): Person {
  const entropy = suite.random(32)
  return { entropy, ...createIdentity(suite, { entropy, deviceName, home: homeOf('a'), time: 1000 }) }
}

/** The person with one more device, added by the one they hold. */
export function withDevice(
  suite: Suite,
  person: Person,
  mayProvision: boolean,
  by: Author = person.device,
): Person & { readonly added: DeviceSecrets } {
  const added = createDeviceSecrets(suite, person.log.id)
  const { generation, time } = person.log.state
  const wish = {
    request: requestJoin(suite, added),
    name: 'second',
    mayProvision,
    seed: person.identitySeed,
    generation,
  }
  return { ...person, log: addDevice(suite, { log: person.log, author: by, time }, wish).log, added }
}

export const identitiesOf = (...logs: readonly IdentityLog[]): Identities => ({
  get: (id: IdentityId) => logs.find((log) => log.id === id) ?? null,
})

/** An entry that continues `log` in form, whatever stands in it. */
export function forge(
  suite: Suite,
  log: IdentityLog,
  author: Author,
  change: Partial<Draft> & Pick<Draft, 'type' | 'payload'>,
): Entry {
  const previous = { logId: log.id, ...log.head }
  const usual = { previous, authorHead: null, seen: [], time: log.state.time, extensions: null, body: null }
  return buildEntry(suite, 'identity', { ...usual, ...change }, author)
}

/** The code `work` was refused with, or 'accepted'. Bugs pass through. */
export function verdictOf(work: () => unknown): ErrorCode | 'accepted' {
  try {
    work()
    return 'accepted'
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}
