// Tokens that open an inbox or registration: 16 random bytes, of which only the hash is known here. Relay only. PROTOCOL §7, §19.11.
import { toHex } from '../../shared/base/encoding.ts'
import type { Relay } from '../context.ts'

export const tokenHash = (relay: Pick<Relay, 'suite'>, token: Uint8Array): string =>
  toHex(relay.suite.hash('inbox/token', token))

/** Whether the token could be used now; nothing is taken from it. */
export async function isTokenValid(relay: Relay, token: Uint8Array | null): Promise<boolean> {
  if (token === null) return false
  const found = await relay.database.tokens.find(tokenHash(relay, token))
  if (found === null || found.usesLeft === 0) return false
  return found.expiresAt === null || found.expiresAt > relay.now()
}
