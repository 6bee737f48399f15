// Where an identity can be reached: the parts that cards, invitations and messages have in common. PROTOCOL §7, §19.15. Core.
import { z } from 'zod'
import { bytes, hexBytes, uint } from '../base/record.ts'
import type { EntryHash, Head } from '../domain/ids.ts'
import { homeSchema, type Home } from '../logs/identity/index.ts'

/** A relay, and the hash of its TLS key (32 bytes) where its certificate is its own. */
export type Reach = { readonly home: Home; readonly tlsPin: Uint8Array | null }

export const reachSchema = z.tuple([homeSchema, bytes(32).nullable()])
export const headSchema = z.tuple([uint(), hexBytes<EntryHash>(32)])
/** 16 random bytes; the relay knows their hash. */
export const inboxToken = bytes(16)

export const reachOf = ([[relayId, address], tlsPin]: z.output<typeof reachSchema>): Reach => ({
  home: { relayId, address },
  tlsPin,
})
export const reachWire = ({ home, tlsPin }: Reach): z.output<typeof reachSchema> => [
  [home.relayId, home.address],
  tlsPin,
]
export const headOf = ([seq, hash]: z.output<typeof headSchema>): Head => ({ seq, hash })
export const headWire = ({ seq, hash }: Head): z.output<typeof headSchema> => [seq, hash]
