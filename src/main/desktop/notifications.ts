// The system's notifications: shown unless the window is looked at, taken back when Siegel is locked. Main process.
import { Notification } from 'electron'
import type { Notice } from '../../shared/ipc/core-process.ts'
import type { Preferences } from '../../shared/ipc/host.ts'
import type { HostIntent } from '../../shared/ipc/host-intent.ts'
import { kindOf, noticeWords } from './notice-words.ts'
import type { Words } from './words.ts'

export type NotificationOptions = {
  readonly words: () => Words
  readonly preferences: () => Preferences['notifications']
  /** The window has the keyboard: the page tells it itself. */
  readonly isLookedAt: () => boolean
  readonly isScreenLocked: () => boolean
  readonly onClick: (intent: HostIntent) => void
}

export class Notifications {
  readonly #options: NotificationOptions
  /** Those that can still be clicked: an object nobody holds is not heard of again. */
  readonly #shown = new Set<Notification>()

  constructor(options: NotificationOptions) {
    this.#options = options
  }

  tell(notice: Notice): void {
    const { words, preferences, isLookedAt, isScreenLocked, onClick } = this.#options
    if (!preferences()[kindOf(notice)] || isLookedAt()) return
    const { title, body, intent } = noticeWords(notice, words(), isScreenLocked())
    this.#show(title, body, () => onClick(intent))
  }

  /** Null: the system shows none. */
  say(title: string, body: string): true | null {
    return this.#show(title, body, () => undefined)
  }

  takeBack(): void {
    for (const one of this.#shown) one.close()
    this.#shown.clear()
  }

  #show(title: string, body: string, onClick: () => void): true | null {
    if (!Notification.isSupported()) return null
    const notification = new Notification({ title, body })
    const forget = () => this.#shown.delete(notification)
    notification.on('click', onClick)
    for (const event of ['click', 'close'] as const) notification.on(event as 'click', forget)
    this.#shown.add(notification)
    notification.show()
    return true
  }
}
