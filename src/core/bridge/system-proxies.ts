// What the operating system says about proxies, asked through main and remembered until main says otherwise. Runs in core's
// utility process.

/** Milliseconds that main may take; then the way counts as direct until it answers. */
const patience = 3000

export class SystemProxies {
  readonly #ask: (url: string) => void
  readonly #answers = new Map<string, string>()
  readonly #waiting = new Map<string, ((answer: string) => void)[]>()

  constructor(ask: (url: string) => void) {
    this.#ask = ask
  }

  /** A PAC result ("PROXY host:port; DIRECT"); null while nobody answers. */
  async of(url: string): Promise<string | null> {
    const known = this.#answers.get(url)
    if (known !== undefined) return known
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), patience)
      const take = (answer: string): void => {
        clearTimeout(timer)
        resolve(answer)
      }
      this.#waiting.set(url, [...(this.#waiting.get(url) ?? []), take])
      this.#ask(url)
    })
  }

  /** True: another answer than before, so that connections lead the wrong way. */
  take(url: string, answer: string): boolean {
    const before = this.#answers.get(url)
    this.#answers.set(url, answer)
    for (const resolve of this.#waiting.get(url) ?? []) resolve(answer)
    this.#waiting.delete(url)
    return before !== undefined && before !== answer
  }
}
