// A relay's place as one text column: who it is (key hash), where it is said to be, and the pin of its own certificate. Runs in core.
import { fromHex, toHex } from '../../shared/base/encoding.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { RelayId } from '../../shared/domain/ids.ts'

export const formatReach = ({ home, tlsPin }: Reach): string =>
  JSON.stringify([home.relayId, home.address, tlsPin === null ? null : toHex(tlsPin)])

export function parseReach(text: string): Reach {
  const [relayId, address, pin] = JSON.parse(text) as [RelayId, string, string | null]
  return { home: { relayId, address }, tlsPin: pin === null ? null : fromHex(pin) }
}
