// From what a person chose or typed to what opens the vault: the key of this computer's key store comes from main and never goes to the
// window. Runs in core's utility process. PROTOCOL §6.
import { Refused } from '../../shared/base/errors.ts'
import { BridgeRefused, type ChosenProtection } from '../../shared/ipc/index.ts'
import type { Profile } from '../profile/index.ts'
import { unlockVault, vaultMode, type Protection, type UnlockedVault, type VaultEnvironment } from '../vault/index.ts'
import type { CoreEnvironment } from '../environment.ts'
import type { Attempts } from './attempts.ts'
import type { OsKeys } from './os-keys.ts'

/** What is needed of the session. */
type Door = {
  readonly environment: Pick<CoreEnvironment, 'suite' | 'sealer'>
  readonly osKeys: OsKeys
  readonly attempts: Attempts
  open(profile: Profile, vault: UnlockedVault): Promise<void>
}

export const vaultEnvironmentOf = ({
  environment: { suite, sealer },
}: Pick<Door, 'environment'>): VaultEnvironment => ({
  suite,
  argon2id: sealer.argon2id,
})

/** Throws E_KEYSTORE where a key store is meant and there is none. */
export async function protectionOf({ osKeys }: Pick<Door, 'osKeys'>, chosen: ChosenProtection): Promise<Protection> {
  if (chosen.mode === 'passphrase') return chosen
  const osKey = await osKeys.key('make')
  return chosen.mode === 'os' ? { mode: 'os', osKey } : { ...chosen, osKey }
}

/**
 * What opens the vault that is there, of whichever mode it is. `passphrase` null: none was asked for. Throws E_KEYSTORE where it is the
 * key store that is missing, and E_OPEN without the passphrase it needs.
 */
export async function protectionNow(
  { osKeys }: Pick<Door, 'osKeys'>,
  profile: Profile,
  passphrase: string | null,
): Promise<Protection> {
  const mode = (await vaultMode(profile.files.vault)) ?? 'passphrase'
  if (mode === 'os') return { mode, osKey: await osKeys.key('read') }
  if (passphrase === null) throw new Refused('E_OPEN', 'a passphrase is needed')
  return mode === 'passphrase' ? { mode, passphrase } : { mode, passphrase, osKey: await osKeys.key('read') }
}

/** Opens a locked profile. Counts wrong passphrases. Throws E_OPEN, E_WAIT after too many wrong ones, E_KEYSTORE. */
export async function unlock(session: Door, profile: Profile, passphrase: string | null): Promise<void> {
  const { attempts } = session
  if (attempts.waitUntil !== null) throw new BridgeRefused('E_WAIT', 'too many wrong passphrases')
  const protection = await protectionNow(session, profile, passphrase)
  try {
    const vault = await unlockVault(vaultEnvironmentOf(session), profile.files.vault, protection)
    attempts.succeeded()
    await session.open(profile, vault)
  } catch (error) {
    if (passphrase !== null && error instanceof Refused && error.code === 'E_OPEN') attempts.failed()
    throw error
  }
}
