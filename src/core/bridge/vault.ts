// Handlers of `vault`: unlock, lock, a new passphrase by the recovery words. Runs in core's utility process.
import { parseRecoveryPhrase } from '../../shared/crypto/recovery-phrase.ts'
import { Refused } from '../../shared/base/errors.ts'
import { BridgeRefused, type ChosenProtection, type Handlers } from '../../shared/ipc/index.ts'
import { identityIdOf } from '../../shared/logs/identity/index.ts'
import { isLoopback, placeText } from '../remote/index.ts'
import { unlockVaultWithRecovery, vaultMode } from '../vault/index.ts'
import { protectionNow, protectionOf, unlock, vaultEnvironmentOf } from './protection.ts'
import type { Session } from './session.ts'

type Group = 'vault'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

export function vaultHandlers(session: Session): GroupHandlers {
  return {
    'vault.keyStore': async () => ({ obstacle: await session.osKeys.obstacle() }),
    'vault.unlock': async ({ passphrase }) => {
      try {
        await unlock(session, session.mustBeLocked(), passphrase)
      } finally {
        session.tell('app', null)
      }
      return null
    },
    'vault.lock': async () => {
      await session.lock()
      return null
    },
    'vault.protect': async ({ passphrase, next }) => {
      const { stage } = session
      if (stage.kind !== 'open') throw new BridgeRefused('E_LOCKED', 'no profile is open')
      const current = await protectionNow(session, stage.profile, passphrase)
      await stage.core.protect(current, await protectionOf(session, next))
      session.tell('app', null)
      return null
    },
    'vault.checkKit': ({ phrase }) => {
      const { core } = session
      const { suite } = session.environment
      const found = identityIdOf(suite, parseRecoveryPhrase(phrase))
      if (found !== core.me.id) throw new Refused('E_OPEN', 'the words of another identity')
      const isHere = session.relayKind === 'embedded' && isLoopback(core.home.home.address)
      const relay = isHere ? null : placeText(core.home)
      return { name: core.person.name, identity: core.person.idText, relay }
    },
    'vault.reset': async ({ phrase, passphrase }) => {
      const profile = session.mustBeLocked()
      const recoveryEntropy = parseRecoveryPhrase(phrase)
      // Whoever had both keeps both, unless it was the key store that failed.
      const hadBoth = (await vaultMode(profile.files.vault)) === 'both' && (await session.osKeys.obstacle()) === null
      const chosen: ChosenProtection = { mode: hadBoth ? 'both' : 'passphrase', passphrase }
      const options = { recoveryEntropy, protection: await protectionOf(session, chosen) }
      const vault = await unlockVaultWithRecovery(vaultEnvironmentOf(session), profile.files.vault, options)
      session.attempts.succeeded()
      await session.open(profile, vault)
      return null
    },
  }
}
