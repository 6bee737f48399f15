// Hands what main wants of the page to whoever listens there, and keeps the newest while nobody does. Preload; knows no Electron.
import { hostIntent, type HostIntent } from '../shared/ipc/host-intent.ts'

export class IntentBox {
  readonly #listeners = new Set<(intent: HostIntent) => void>()
  #kept: HostIntent | null = null

  /** What is not an intent is dropped. */
  put(raw: unknown): void {
    const parsed = hostIntent.safeParse(raw)
    if (!parsed.success) return
    if (this.#listeners.size === 0) this.#kept = parsed.data
    for (const listener of this.#listeners) listener(parsed.data)
  }

  /** Returns the way to stop listening. */
  onIntent(listener: (intent: HostIntent) => void): () => void {
    this.#listeners.add(listener)
    const kept = this.#kept
    this.#kept = null
    if (kept !== null) listener(kept)
    return () => this.#listeners.delete(listener)
  }
}
