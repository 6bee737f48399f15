// Turns paths that a person picked or dropped into tokens for the window, and tells core what they stand for. Main process.
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { LocalItem, LocalToken } from '../shared/ipc/values.ts'

/**
 * Keeps the path with the token: core. Fulfils when it does: the window asks core about a token on a way of its own, and what is said on
 * two ways arrives in any order.
 */
export type RememberPath = (token: LocalToken, path: string) => Promise<void>

/** Null for a path that is not absolute, not there, or neither file nor folder. Links are followed: the person chose the target. */
export async function localItemOf(chosen: string, home: string, remember: RememberPath): Promise<LocalItem | null> {
  if (!path.isAbsolute(chosen)) return null
  const stats = await stat(chosen).catch(() => null)
  if (!stats || (!stats.isDirectory() && !stats.isFile())) return null
  const token = randomBytes(16).toString('base64url')
  await remember(token, chosen)
  return {
    token,
    name: path.basename(chosen) || chosen,
    location: shortLocation(path.dirname(chosen), home),
    kind: stats.isDirectory() ? 'folder' : 'file',
  }
}

/** A token for a place that a person chose to have something written to. */
export async function targetOf(
  chosen: string,
  remember: RememberPath,
): Promise<{ readonly token: LocalToken; readonly name: string }> {
  const token = randomBytes(16).toString('base64url')
  await remember(token, chosen)
  return { token, name: path.basename(chosen) }
}

/** `~` for the home directory, at most the last two folders of what follows. */
export function shortLocation(directory: string, home: string): string {
  const inHome = directory === home || directory.startsWith(home + path.sep)
  const parts = (inHome ? directory.slice(home.length) : directory).split(path.sep).filter((part) => part !== '')
  const shown = parts.length > 2 ? ['…', ...parts.slice(-2)] : parts
  return (inHome ? ['~', ...shown].join(path.sep) : path.parse(directory).root + shown.join(path.sep)) || path.sep
}
