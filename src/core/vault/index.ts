// The vault: the only file that holds this device's secrets. Core and CLI. PROTOCOL §6.
export type { Protection, UnlockedVault, VaultEnvironment, VaultMode } from './interface.ts'
export { createVault, unlockVault, unlockVaultWithRecovery, vaultMode } from './service.ts'
export { neededScore, passphraseScore, proposePassphrase, type PassphraseScore } from './passphrase-quality.ts'
