// Channel group `vault`: unlock, lock, a new passphrase by recovery words on the same computer. Answered by core. PROTOCOL §6.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { passphrase } from './values.ts'

/** What opens Siegel on this computer: a passphrase, the key store of the operating system, or both together. */
export const vaultMode = z.enum(['passphrase', 'os', 'both'])
export const chosenProtection = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('passphrase'), passphrase }),
  z.strictObject({ mode: z.literal('os') }),
  z.strictObject({ mode: z.literal('both'), passphrase }),
])
export type ChosenProtection = z.output<typeof chosenProtection>

/** `plain-text`: the desktop has only a file that anybody can read · `absent`: there is none, or it does not answer · `lost`: its key is gone. */
export const keyStoreObstacle = z.enum(['plain-text', 'absent', 'lost'])

export const vaultCalls = {
  /** Why this computer's key store cannot be used; null: it can. */
  'vault.keyStore': call(nothing, z.object({ obstacle: keyStoreObstacle.nullable() })),
  /** `passphrase` null where the key store alone opens. E_OPEN: wrong passphrase. E_WAIT: after too many. E_KEYSTORE: no key store. */
  'vault.unlock': call(z.strictObject({ passphrase: passphrase.nullable() }), done),
  'vault.lock': call(nothing, done),
  /** `passphrase`: the one that opens it now; null where the key store alone does. E_OPEN: wrong. E_POLICY: the new one is weak. */
  'vault.protect': call(z.strictObject({ passphrase: passphrase.nullable(), next: chosenProtection }), done),
  /** Do these recovery words lead to this identity? Nothing is kept of them. E_OPEN: to another one. `relay` null: the one in this app. */
  'vault.checkKit': call(
    z.strictObject({ phrase: z.string().max(1024) }),
    z.object({ name: z.string(), identity: z.string(), relay: z.string().nullable() }),
  ),
  /** Forgotten passphrase: the recovery words set a new one. E_OPEN: the words of another identity. */
  'vault.reset': call(z.strictObject({ phrase: z.string().max(1024), passphrase }), done),
} as const
