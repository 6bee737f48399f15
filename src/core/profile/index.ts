// The profile directory: what lies where, private to its owner, and owned by one process at a time. Core and CLI.
// DESIGN.md, "Storage on the client".
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { ensurePrivateDirectory, interruptedWrite } from '../../node/files/index.ts'
import { acquireProcessLock } from './process-lock.ts'

/** Absolute paths of everything a profile holds. */
export type ProfileFiles = {
  readonly vault: string
  readonly cache: string
  readonly pins: string
}

export type Profile = {
  readonly directory: string
  readonly files: ProfileFiles
  /** Lets the next process in. Everything in the directory must be closed before. */
  release(): void
}

/**
 * Creates `directory` if need be (0700), takes its lock and clears what interrupted writes left behind.
 * Throws E_CONFLICT while another living process, or another part of this one, owns the profile.
 */
export async function openProfile(directory: string): Promise<Profile> {
  await ensurePrivateDirectory(directory)
  const release = acquireProcessLock(path.join(directory, 'profile.lock'))
  try {
    for (const name of await readdir(directory)) {
      if (interruptedWrite.test(name)) await rm(path.join(directory, name), { force: true })
    }
  } catch (error) {
    release()
    throw error
  }
  return { directory, files: profileFiles(directory), release }
}

export const profileFiles = (directory: string): ProfileFiles => ({
  vault: path.join(directory, 'vault.cbor'),
  cache: path.join(directory, 'cache.db'),
  pins: path.join(directory, 'pins.cbor'),
})
