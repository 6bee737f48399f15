// The icon in the system's bar: state, tooltip, menu. Main process.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Menu, nativeImage, screen, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron'
import type { Overview } from '../../shared/ipc/overview.ts'
import { trayMenuOf, type TrayAction, type TrayEntry } from './tray-menu.ts'
import { iconOf, tooltipOf, type TrayIcon } from './tray-words.ts'
import type { Words } from './words.ts'

/** Milliseconds between two changes: an open menu is drawn anew with each. */
const gap = 1_000

export type TrayOptions = {
  /** Of the drawings. */
  readonly directory: string
  readonly words: () => Words
  readonly onAction: (action: TrayAction) => void
}

export class StatusIcon {
  readonly #options: TrayOptions
  readonly #tray: Tray
  #overview: Overview
  #icon: TrayIcon
  #tooltip = ''
  #entries: readonly TrayEntry[] = []
  #waiting: NodeJS.Timeout | null = null

  constructor(overview: Overview, options: TrayOptions) {
    this.#options = options
    this.#overview = overview
    this.#icon = iconOf(overview.overall)
    this.#tray = new Tray(this.#image())
    this.#tray.on('click', () => options.onAction({ kind: 'open', intent: null }))
    this.refresh()
  }

  show(overview: Overview): void {
    const isOther = overview.overall.kind !== this.#overview.overall.kind
    this.#overview = overview
    // Another state is shown at once, above all "locked": the names go with it.
    if (isOther) this.refresh()
    else this.#waiting ??= setTimeout(() => this.refresh(), gap)
  }

  /** Draws what is different; also after the language was changed. */
  refresh(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting)
    this.#waiting = null
    const words = this.#options.words()
    const icon = iconOf(this.#overview.overall)
    if (icon !== this.#icon) {
      this.#icon = icon
      this.#tray.setImage(this.#image())
    }
    const tooltip = tooltipOf(this.#overview, words)
    if (tooltip !== this.#tooltip) this.#tray.setToolTip((this.#tooltip = tooltip))
    const entries = trayMenuOf(this.#overview, words)
    if (isDeepStrictEqual(entries, this.#entries)) return
    this.#entries = entries
    this.#tray.setContextMenu(Menu.buildFromTemplate(entries.map((entry) => this.#item(entry))))
  }

  #item(entry: TrayEntry): MenuItemConstructorOptions {
    if (entry.kind === 'line') return { type: 'separator' }
    // A single & would underline what follows.
    const label = entry.label.replaceAll('&', '&&')
    if (entry.kind === 'group') return { label, submenu: entry.entries.map((one) => this.#item(one)) }
    const { action } = entry
    return action === null ? { label, enabled: false } : { label, click: () => this.#options.onAction(action) }
  }

  /** macOS colours a template itself; Linux takes one size and scales it, so that it gets the one that fits. */
  #image(): NativeImage {
    const file = (name: string) => path.join(this.#options.directory, `${this.#icon}${name}.png`)
    if (process.platform === 'darwin') return nativeImage.createFromPath(file('Template'))
    if (process.platform === 'win32') return nativeImage.createFromPath(file(''))
    const isDense = screen.getPrimaryDisplay().scaleFactor > 1
    return nativeImage.createFromBuffer(readFileSync(file(isDense ? '@3x' : '@1.5x')))
  }
}
