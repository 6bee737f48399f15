// What the vault keeps of an identity: this device's secret keys, the newest identity seed, and where the home relay is. PROTOCOL §5, §6. Runs in core.
import { z } from 'zod'
import { bytes, hexBytes, record, text, uint } from '../../shared/base/record.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { DeviceId, IdentityId, RelayId } from '../../shared/domain/ids.ts'
import type { DeviceSecrets } from '../../shared/logs/identity/index.ts'

export type IdentitySecrets = {
  readonly device: DeviceSecrets
  /** The newest seed this device has opened: 32 bytes; older ones follow from it. */
  readonly seed: Uint8Array
  readonly generation: number
  /** Here and not only in the cache: from it the cache is rebuilt. */
  readonly home: Reach
}

const secretsRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('secrets'),
    hexBytes<IdentityId>(32),
    hexBytes<DeviceId>(32),
    z.tuple([bytes(64), bytes(32)]),
    z.tuple([bytes(32), bytes(1216)]),
    z.tuple([uint(), bytes(32)]),
    z.tuple([hexBytes<RelayId>(32), text(2048), bytes(32).nullable()]),
  ]),
)

export function encodeSecrets({ device, seed, generation, home: reach }: IdentitySecrets): Uint8Array {
  const sign = [device.signSecretKey, device.signPublicKey] as [Uint8Array, Uint8Array]
  const kem = [device.kemSecretKey, device.kemPublicKey] as [Uint8Array, Uint8Array]
  const home = [reach.home.relayId, reach.home.address, reach.tlsPin] as [RelayId, string, Uint8Array | null]
  return secretsRecord.encode([1, 'secrets', device.identityId, device.deviceId, sign, kem, [generation, seed], home])
}

/** Throws E_CANON, E_LIMIT, E_UNKNOWN_VERSION. */
export function decodeSecrets(encoded: Uint8Array): IdentitySecrets {
  const [, , identityId, deviceId, sign, kem, [generation, seed], [relayId, address, tlsPin]] = secretsRecord.decode(
    encoded,
    8192,
  )
  const [signSecretKey, signPublicKey] = sign
  const [kemSecretKey, kemPublicKey] = kem
  return {
    device: { identityId, deviceId, signSecretKey, signPublicKey, kemSecretKey, kemPublicKey },
    seed,
    generation,
    home: { home: { relayId, address }, tlsPin },
  }
}
