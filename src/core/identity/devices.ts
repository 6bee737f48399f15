// The person's own computers: which there are, and taking one out that was lost. The same entry that revokes a device changes the
// identity key, so every space it could open becomes due for another key. PROTOCOL §5, §13. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { attempt } from '../../shared/base/result.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { DeviceId } from '../../shared/domain/ids.ts'
import { activeDevices, openDeviceName, revokeDevice, type Device } from '../../shared/logs/identity/index.ts'
import type { RelayTime } from '../relay-time.ts'
import type { OwnLogHome } from './interface.ts'
import { EntryHeld } from '../held-entry.ts'
import type { KnownIdentities } from './known-identities.ts'
import type { OwnIdentity } from './own-identity.ts'

export type OwnDevice = {
  readonly id: DeviceId
  /** As it was called when it joined; empty where the name does not open. */
  readonly name: string
  /** Milliseconds since 1970. */
  readonly addedAt: number
  readonly isThis: boolean
}

export type DevicesEnvironment = {
  readonly suite: Suite
  readonly me: OwnIdentity
  readonly known: KnownIdentities
  readonly home: () => OwnLogHome
  /** By the home relay's clock. */
  readonly time: RelayTime
  readonly onRevoked: (device: OwnDevice) => void
}

/** So often the entry is made anew because another device wrote first. */
const attempts = 8

export class Devices {
  readonly #env: DevicesEnvironment

  constructor(environment: DevicesEnvironment) {
    this.#env = environment
  }

  /** The active ones, in the order in which they joined. */
  list(): readonly OwnDevice[] {
    return activeDevices(this.#env.me.log.state).map((device) => this.#describe(device))
  }

  /** As one of the own devices is called, also one that was taken out; null for anybody else's, and where the name does not open. */
  nameOf(id: DeviceId): string | null {
    const device = this.#env.me.log.state.devices.get(id)
    return device === undefined ? null : this.#describe(device).name || null
  }

  /**
   * Takes another device out for good: relays serve it no more, and nothing new is sealed to it. What lies on it stays there.
   * Throws E_POLICY for this device, E_ROLE for one that is not active, Moving, E_CONFLICT, E_TRANSPORT, WrongClock.
   */
  async revoke(deviceId: DeviceId, signal: AbortSignal): Promise<void> {
    const { suite, me, known, home, time, onRevoked } = this.#env
    if (deviceId === me.device.deviceId) throw new Refused('E_POLICY', 'this device')
    for (let tried = 0; tried < attempts; tried++) {
      await known.refresh(me.id, home(), signal)
      await time.mustBeRight(signal)
      const ahead = known.ahead(me.id)
      if (ahead !== null) throw new EntryHeld(ahead)
      const device = this.list().find(({ id }) => id === deviceId)
      if (device === undefined) throw new Refused('E_ROLE', 'device not active')
      const wish = () => ({ deviceId, seed: me.seed() })
      const at = { time: time.now(), signal }
      if (!(await me.writer.append(home(), at, (step) => revokeDevice(suite, step, wish()).entries))) continue
      onRevoked(device)
      return
    }
    throw new Refused('E_CONFLICT', 'others kept appending first')
  }

  #describe({ id, encryptedName, nameGeneration, addedAt }: Device): OwnDevice {
    const { suite, me } = this.#env
    const name = attempt(() => {
      const place = { seed: me.seed(nameGeneration), generation: nameGeneration, identityId: me.id, deviceId: id }
      return openDeviceName(suite, place, encryptedName)
    })
    return {
      id,
      name: name.ok ? name.value : '',
      addedAt: me.log.states[addedAt]?.time ?? 0,
      isThis: id === me.device.deviceId,
    }
  }
}
