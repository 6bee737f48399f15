// Handlers of `vault`: unlock, lock, a new passphrase by the recovery words. Runs in core's utility process.
import { parseRecoveryPhrase } from '../../shared/crypto/recovery-phrase.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import { unlockVault, unlockVaultWithRecovery } from '../vault/index.ts'
import type { Session } from './session.ts'

type Group = 'vault'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

export const withPassphrase = (passphrase: string) => ({ mode: 'passphrase' as const, passphrase })

export function vaultHandlers(session: Session): GroupHandlers {
  const { suite, sealer } = session.environment
  const vaultEnvironment = { suite, argon2id: sealer.argon2id }
  return {
    'vault.unlock': async ({ passphrase }) => {
      const profile = session.mustBeLocked()
      await session.open(profile, await unlockVault(vaultEnvironment, profile.files.vault, withPassphrase(passphrase)))
      return null
    },
    'vault.lock': async () => {
      await session.lock()
      return null
    },
    'vault.reset': async ({ phrase, passphrase }) => {
      const profile = session.mustBeLocked()
      const options = { recoveryEntropy: parseRecoveryPhrase(phrase), protection: withPassphrase(passphrase) }
      await session.open(profile, await unlockVaultWithRecovery(vaultEnvironment, profile.files.vault, options))
      return null
    },
  }
}
