// Updates of this installation: how it came to be, the key it was built with, the program that replaces it. Main process. ADR 5.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { app } from 'electron'
import electronUpdater from 'electron-updater'
import type { HostSettingsFile } from '../host-settings.ts'
import type { PackageKind } from './feed.ts'
import { Updates } from './index.ts'

declare global {
  /** The public half of the key that signs releases: 64 hex digits; empty in a build that takes no updates. Put in by the build. */
  const siegelUpdateKey: string
}

/** Asks core, which has the door to libsodium. Rejects while core is not there. */
type Verify = (feed: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => Promise<boolean>

export function openUpdates(settings: HostSettingsFile, how: { verify: Verify; onChange: () => void }): Updates {
  const kind = installedKind()
  const publicKey = Buffer.from(siegelUpdateKey, 'hex')
  return new Updates({
    updater: kind !== null && publicKey.length === 32 ? electronUpdater.autoUpdater : null,
    installed: { version: app.getVersion(), kind: kind ?? 'AppImage', arch: process.arch },
    settings: { read: () => settings.value.updates, write: (updates) => settings.update({ updates }) },
    verify: (feed, signature) => how.verify(feed, signature, publicKey),
    onChange: how.onChange,
  })
}

/** Null for what cannot replace itself: a checkout, the portable Windows program, an unpacked archive. */
function installedKind(): PackageKind | null {
  if (!app.isPackaged) return null
  if (process.platform === 'darwin') return 'zip'
  if (process.platform === 'win32') return process.env['PORTABLE_EXECUTABLE_DIR'] === undefined ? 'nsis' : null
  if (process.env['APPIMAGE'] !== undefined) return 'AppImage'
  try {
    const written = readFileSync(path.join(process.resourcesPath, 'package-type'), 'utf8').trim()
    return written === 'deb' || written === 'rpm' ? written : null
  } catch {
    return null
  }
}
