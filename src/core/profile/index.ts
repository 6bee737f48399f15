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
 * Creates `directory` if need be (0700), takes its lock and clears what interrupted writes and an earlier session left behind.
 * Throws E_CONFLICT while another living process, or another part of this one, owns the profile.
 */
export async function openProfile(directory: string): Promise<Profile> {
  await ensurePrivateDirectory(directory)
  const release = acquireProcessLock(path.join(directory, 'profile.lock'))
  try {
    for (const name of await readdir(directory)) {
      if (interruptedWrite.test(name)) await rm(path.join(directory, name), { force: true })
    }
    await rm(openedDirectory(directory), { recursive: true, force: true })
  } catch (error) {
    release()
    throw error
  }
  return { directory, files: profileFiles(directory), release }
}

/** Copies of earlier versions that a person looks at now (opened-copies.ts): nothing of it outlives a session. */
export const openedDirectory = (directory: string): string => path.join(directory, 'opened')

export const profileFiles = (directory: string): ProfileFiles => ({
  vault: path.join(directory, 'vault.cbor'),
  cache: path.join(directory, 'cache.db'),
  pins: path.join(directory, 'pins.cbor'),
})
