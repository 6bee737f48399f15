// Asking whoever answers at an address who they are, before anything is signed for them. Runs in core and CLI. PROTOCOL §15.
import { request, type Dispatcher } from 'undici'
import { Refused } from '../../shared/base/errors.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { RelayId } from '../../shared/domain/ids.ts'
import { relayIdOf } from '../../shared/logs/receipt.ts'
import { decodeRelayInfo, endpoints, maxRecordLength, type RelayInfo } from '../../shared/protocol/index.ts'
import type { Waiting } from './calls.ts'
import { read } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { whyUnreachable } from './connect-failed.ts'
import { unreachable } from './refused.ts'

/** What the relay says of itself, and the id that follows from its key. Throws E_TRANSPORT; E_ID unless it is `expected`. */
export async function identifyRelay(
  place: { readonly suite: Suite; readonly address: string; readonly dispatcher: Dispatcher },
  options: { readonly signal: AbortSignal; readonly expected?: RelayId },
): Promise<RelayInfo & { readonly relayId: RelayId }> {
  const info = await fetchInfo(place, options.signal)
  const relayId = relayIdOf(place.suite, info.publicKey)
  if (options.expected !== undefined && options.expected !== relayId) throw new Refused('E_ID', 'another relay')
  return { ...info, relayId }
}

/** The same of the relay one talks to already. */
export async function relayInfo(exchange: Exchange, { signal }: Waiting): Promise<RelayInfo> {
  const answer = await exchange.call({ method: 'GET', path: endpoints.relay, signal })
  const info = decodeRelayInfo(await read(answer, maxRecordLength))
  const { suite, relayId } = exchange.options
  if (relayIdOf(suite, info.publicKey) !== relayId) throw new Refused('E_ID', 'another relay')
  return info
}

/** As `CoreEnvironment` has it. */
type Identify = (address: string, signal: AbortSignal, tlsPin?: Uint8Array | null) => Promise<RelayId>

/** It is that relay, and no other one, that answers there. Throws E_ID, E_TRANSPORT. */
export async function mustAnswer(
  identify: Identify,
  { home: { relayId, address }, tlsPin }: Reach,
  signal: AbortSignal,
): Promise<void> {
  if ((await identify(address, signal, tlsPin)) !== relayId) throw new Refused('E_ID', 'another relay answers there')
}

async function fetchInfo(
  { address, dispatcher }: { readonly address: string; readonly dispatcher: Dispatcher },
  signal: AbortSignal,
): Promise<RelayInfo> {
  try {
    const { statusCode, headers, body } = await request(address + endpoints.relay, { dispatcher, signal })
    if (statusCode !== 200) throw unreachable('no relay at this address', 'another-server')
    return decodeRelayInfo(await read({ status: statusCode, headers, body }, maxRecordLength))
  } catch (error) {
    if (error instanceof Refused && error.code === 'E_UNKNOWN_VERSION') throw error
    if (error instanceof Refused && error.code === 'E_TRANSPORT') throw error
    const why = error instanceof Refused ? 'another-server' : whyUnreachable(error)
    throw unreachable('no relay at this address', why)
  }
}
