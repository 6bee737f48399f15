// Where things lie in a relay's folder. Relay only. docs/OPERATIONS.md.
import path from 'node:path'

export const databaseFile = (directory: string): string => path.join(directory, 'relay.db')
export const packDirectory = (directory: string): string => path.join(directory, 'packs')
/** The relay's Ed25519 seed, 32 bytes: whoever has it is this relay. */
export const keyFile = (directory: string): string => path.join(directory, 'relay.key')
export const addressFile = (directory: string): string => path.join(directory, 'relay.address')
