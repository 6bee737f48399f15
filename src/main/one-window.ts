// The one window: there or not, opened anew when it was closed. Main process.
import type { BrowserWindow } from 'electron'

export class OneWindow {
  readonly #open: () => BrowserWindow
  #current: BrowserWindow | null = null

  constructor(open: () => BrowserWindow) {
    this.#open = open
  }

  get current(): BrowserWindow | null {
    return this.#current
  }

  /** The one that is there, or a new one. */
  get(): BrowserWindow {
    if (this.#current !== null) return this.#current
    const opened = this.#open()
    opened.once('closed', () => (this.#current = null))
    return (this.#current = opened)
  }

  /** Brings it before the person's eyes. */
  readonly show = (): void => {
    const isNew = this.#current === null
    const shown = this.get()
    // A new one shows itself as soon as there is something to see.
    if (isNew) return
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
  }
}
