// GET /v1/relay: what the relay says of itself. Relay only. PROTOCOL §15.
import { fromHex } from '../shared/base/encoding.ts'
import { encodeRelayInfo } from '../shared/protocol/index.ts'
import type { RelayConfig } from './config/index.ts'
import type { Relay } from './context.ts'

export const version = '0.1.0'

export const encodedInfo = ({ config, key }: Pick<Relay, 'config' | 'key'>): Uint8Array =>
  encodeRelayInfo({
    name: config.name,
    version,
    publicKey: key.publicKey,
    registration: config.registration,
    quotaBytes: config.quotaBytes,
    messagesPerDay: config.messagesPerDay,
    operator: config.operator,
    place: config.place,
    contact: config.contact,
    privacyNotice: document(config.privacyNotice),
    terms: document(config.terms),
  })

const document = (one: RelayConfig['terms']) => one && { url: one.url, sha256: fromHex(one.sha256) }
