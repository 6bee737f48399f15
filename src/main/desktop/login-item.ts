// Opening with the session: a login item of the system, on Linux a file of the XDG autostart specification. Main process.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import { autostartEntry } from './autostart-entry.ts'

/** What the session passes: no window, only the icon in the tray. */
const args = ['--hidden']

export const wasOpenedHidden = (commandLine: readonly string[]): boolean => commandLine.includes('--hidden')

/** macOS passes nothing to a login item, but tells. */
export const wasOpenedByMac = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin

export function opensAtLogin(): boolean {
  if (process.platform === 'linux') return existsSync(autostartFile())
  return app.getLoginItemSettings({ args }).openAtLogin
}

/** Also called when nothing changed: the program may lie elsewhere than last time. */
export function setOpensAtLogin(opens: boolean): void {
  if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: opens, args })
  else if (opens) writeAtomically(autostartFile(), autostartEntry(ownCommand()))
  else rmSync(autostartFile(), { force: true })
}

/** An AppImage is started by its file; a development copy by Electron and its folder. */
function ownCommand(): readonly string[] {
  const program = process.env['APPIMAGE'] ?? process.execPath
  return [program, ...(app.isPackaged ? [] : [app.getAppPath()]), ...args]
}

function autostartFile(): string {
  const chosen = process.env['XDG_CONFIG_HOME'] ?? ''
  const config = path.isAbsolute(chosen) ? chosen : path.join(app.getPath('home'), '.config')
  return path.join(config, 'autostart', 'siegel.desktop')
}

function writeAtomically(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const handle = openSync(`${file}.new`, 'w', 0o644)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}
