// The system's mark of what came from somebody else: it then asks before such a file is run. macOS keeps it in an extended attribute, Windows in
// a stream beside the content; Linux has none. Runs in core. SYNC-97, SYNC.md "What is a file here".
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What is to be done to mark the file at `path`, or null where the system has no such mark. `now`: milliseconds since 1970. */
export function receivedMark(platform: NodeJS.Platform, path: string, now: number): Mark | null {
  // Zone 3: the internet.
  if (platform === 'win32')
    return { kind: 'write', file: `${path}:Zone.Identifier`, content: '[ZoneTransfer]\r\nZoneId=3\r\n' }
  if (platform !== 'darwin') return null
  // 0081: downloaded, by an app that is no browser; the time in hexadecimal seconds.
  const value = `0081;${Math.floor(now / 1000).toString(16)};Siegel;`
  return { kind: 'run', program: '/usr/bin/xattr', arguments: ['-w', 'com.apple.quarantine', value, path] }
}

export type Mark =
  | { readonly kind: 'write'; readonly file: string; readonly content: string }
  | { readonly kind: 'run'; readonly program: string; readonly arguments: readonly string[] }

/** Sets the mark. A disk that cannot keep one (FAT, a network drive) is no reason to do without the file. */
export async function markReceived(path: string): Promise<void> {
  const mark = receivedMark(process.platform, path, Date.now())
  if (mark?.kind === 'write') await writeFile(mark.file, mark.content).catch(() => undefined)
  else if (mark !== null) await promisify(execFile)(mark.program, [...mark.arguments]).catch(() => undefined)
}
