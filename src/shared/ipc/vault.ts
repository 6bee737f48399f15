// Channel group `vault`: unlock, lock, a new passphrase by recovery words on the same computer. Answered by core. PROTOCOL §6.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { passphrase } from './values.ts'

export const vaultCalls = {
  /** E_OPEN: wrong passphrase. */
  'vault.unlock': call(z.strictObject({ passphrase }), done),
  'vault.lock': call(nothing, done),
  /** Forgotten passphrase: the recovery words set a new one. E_OPEN: the words of another identity. */
  'vault.reset': call(z.strictObject({ phrase: z.string().max(1024), passphrase }), done),
} as const
