// Opens and closes a profile for one CLI command: the same core as the app, headless. Runs in the CLI.
import { readFile } from 'node:fs/promises'
import { Core } from '../core/core.ts'
import type { CoreEnvironment } from '../core/environment.ts'
import { createNodeEnvironment } from '../core/node-environment.ts'
import { openProfile, profileFiles, type Profile } from '../core/profile/index.ts'
import { unlockVault } from '../core/vault/index.ts'
import { Refused } from '../shared/base/errors.ts'
import { NeedsPerson } from './output.ts'
import { UsageError } from './arguments.ts'

/** Runs `work` with a core environment and always ends its threads. */
export async function withEnvironment<T>(work: (environment: CoreEnvironment) => Promise<T>): Promise<T> {
  const environment = await createNodeEnvironment(new URL('../core/workers/worker.ts', import.meta.url))
  try {
    return await work(environment)
  } finally {
    await environment.close()
  }
}

/** Runs `work` as the one owner of the profile. A running app owns it already: a person has to decide (exit 5). */
export async function withProfile<T>(directory: string, work: (profile: Profile) => Promise<T>): Promise<T> {
  const profile = await openProfile(directory).catch((error: unknown) => {
    if (error instanceof Refused && error.code === 'E_CONFLICT') throw new NeedsPerson('profile-in-use')
    throw error
  })
  try {
    return await work(profile)
  } finally {
    profile.release()
  }
}

/** Unlocks the profile, runs `work`, and locks it again. */
export function withCore<T>(
  directory: string,
  work: (core: Core, environment: CoreEnvironment) => Promise<T>,
): Promise<T> {
  return withEnvironment((environment) =>
    withProfile(directory, async (profile) => {
      const { suite, sealer } = environment
      const protection = { mode: 'passphrase' as const, passphrase: await readPassphrase() }
      const vault = await unlockVault({ suite, argon2id: sealer.argon2id }, profileFiles(directory).vault, protection)
      const core = await Core.open(environment, profile, vault)
      try {
        return await work(core, environment)
      } finally {
        await core.close()
      }
    }),
  )
}

/** From the file that SIEGEL_PASSPHRASE_FILE names, without its last line break: a secret never stands in argv. */
export async function readPassphrase(): Promise<string> {
  const file = process.env['SIEGEL_PASSPHRASE_FILE']
  if (file === undefined || file === '') throw new UsageError('SIEGEL_PASSPHRASE_FILE is not set')
  const content = await readFile(file, 'utf8').catch(() => {
    throw new UsageError('the file of SIEGEL_PASSPHRASE_FILE cannot be read')
  })
  return content.replace(/\r?\n$/, '')
}
