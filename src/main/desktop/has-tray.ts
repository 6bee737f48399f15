// Whether there is a place for the icon: without one a closed window could not be brought back. Main process.
import { execFile } from 'node:child_process'

const service = 'org.kde.StatusNotifierWatcher'
/** Who can ask the session bus; one of them is on every desktop. */
const askers: readonly (readonly [string, readonly string[]])[] = [
  [
    'gdbus',
    ['call', '--session', '-d', 'org.freedesktop.DBus', '-o', '/', '-m', 'org.freedesktop.DBus.NameHasOwner', service],
  ],
  [
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.NameHasOwner',
      `string:${service}`,
    ],
  ],
  ['busctl', ['--user', 'status', service]],
]
const patience = 2_000

export async function hasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  // Without a bus the askers would start one.
  if (!process.env['DBUS_SESSION_BUS_ADDRESS'] && !process.env['XDG_RUNTIME_DIR']) return false
  for (const [program, args] of askers) {
    const answer = await ask(program, args)
    if (answer !== null) return answer
  }
  return false
}

/** Null: this program is not there. */
function ask(program: string, args: readonly string[]): Promise<boolean | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: patience }, (error, output) => {
      if (error?.code === 'ENOENT') resolve(null)
      else resolve(error === null && (program === 'busctl' || output.includes('true')))
    })
  })
}
