// What the operating system says about proxies (settings, automatic configuration), for the URLs that core asked about, and again
// when it says something else. Main process: only Chromium reads a system's proxy settings.

/** The part of Electron's session that is used here. */
export type ProxyResolver = { resolveProxy(url: string): Promise<string> }

/** Milliseconds between two looks: no system tells when its settings change. */
const interval = 15_000

export class SystemProxies {
  readonly #resolver: ProxyResolver
  readonly #announce: (url: string, answer: string) => void
  readonly #answers = new Map<string, string>()
  #timer: NodeJS.Timeout | undefined

  constructor(resolver: ProxyResolver, announce: (url: string, answer: string) => void) {
    this.#resolver = resolver
    this.#announce = announce
  }

  /** Answers now, and whenever the answer changes. */
  follow(url: string): void {
    this.#answers.delete(url)
    void this.#ask(url)
    this.#timer ??= setInterval(() => this.look(), interval)
  }

  look(): void {
    for (const url of this.#answers.keys()) void this.#ask(url)
  }

  async #ask(url: string): Promise<void> {
    const answer = await this.#resolver.resolveProxy(url).catch(() => 'DIRECT')
    if (this.#answers.get(url) === answer) return
    this.#answers.set(url, answer)
    this.#announce(url, answer)
  }
}
