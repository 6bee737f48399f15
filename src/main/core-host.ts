// Core as main sees it: a supervised utility process, the messages to and from it. Main process.
import { shell, type MessagePortMain } from 'electron'
import type {
  EmbeddedReach,
  EmbeddedRelay,
  FromCoreProcess,
  OsKeyAnswer,
  OutsideMessage,
  ToCore,
  Wish,
} from '../shared/ipc/core-process.ts'
import type { HostState } from '../shared/ipc/host.ts'
import type { LocalToken } from '../shared/ipc/values.ts'
import { SupervisedProcess } from './supervised-process.ts'

export type CoreHostOptions = {
  readonly entry: string
  readonly profileDirectory: string
  readonly onState: () => void
  /** Core listens: a window may be connected. */
  readonly onReady: () => void
  readonly onWantRelay: (reach: EmbeddedReach | 'as-before') => void
  /** Is there a key store, and which key has it? */
  readonly onWantOsKey: (want: 'state' | 'read' | 'make') => void
  /** Which way leads to this URL? */
  readonly onWantProxy: (url: string) => void
  /** What is told outside the window. */
  readonly onOutside: (message: OutsideMessage) => void
  /** A drag began in the window: it carries these files. */
  readonly onWantDrag: (paths: readonly string[]) => void
}

export class CoreHost {
  readonly #process: SupervisedProcess
  readonly #options: CoreHostOptions
  readonly #feeds = new Map<number, (genuine: boolean) => void>()
  readonly #locals = new Map<LocalToken, () => void>()
  #lastFeed = 0

  constructor(options: CoreHostOptions) {
    this.#options = options
    this.#process = new SupervisedProcess({
      entry: options.entry,
      args: [options.profileDirectory],
      serviceName: 'siegel-core',
      stopMessage: { kind: 'stop' } satisfies ToCore,
      onMessage: (message) => this.#receive(message as FromCoreProcess),
      onState: (state) => {
        if (state !== 'running') this.#forgetLocals()
        options.onState()
      },
    })
  }

  get state(): HostState['core'] {
    const { state } = this.#process
    return state === 'stopped' ? 'starting' : state
  }

  start(): void {
    this.#process.start()
  }

  stop(): Promise<void> {
    return this.#process.stop()
  }

  /** False while core does not listen; the port is not used then. */
  connect(port: MessagePortMain): boolean {
    if (this.#process.state !== 'running') return false
    this.#process.post({ kind: 'connect' } satisfies ToCore, [port])
    return true
  }

  /** Fulfils when core knows it, and can be asked about it; at once where core does not run: whoever asks then is refused. */
  remember(token: LocalToken, path: string): Promise<void> {
    this.#post({ kind: 'local', token, path })
    if (this.#process.state !== 'running') return Promise.resolve()
    return new Promise((resolve) => this.#locals.set(token, resolve))
  }

  announceRelay(running: EmbeddedRelay | null): void {
    this.#post({ kind: 'relay', running })
  }

  announcePower(state: 'suspend' | 'resume'): void {
    this.#post({ kind: 'power', state })
  }

  announceProxy(url: string, answer: string): void {
    this.#post({ kind: 'proxy', url, answer })
  }

  announceOsKey(answer: OsKeyAnswer): void {
    this.#post({ kind: 'os-key', answer })
  }

  /** Rejects where core does not answer within ten seconds. */
  verifyFeed(feed: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): Promise<boolean> {
    const id = ++this.#lastFeed
    return new Promise<boolean>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('core is silent')), 10_000)
      this.#feeds.set(id, (genuine) => {
        clearTimeout(limit)
        resolve(genuine)
      })
      this.#post({ kind: 'verify-feed', id, feed, signature, publicKey })
    }).finally(() => this.#feeds.delete(id))
  }

  wish(wish: Wish): void {
    this.#post({ kind: 'wish', wish })
  }

  async #discard(path: string): Promise<void> {
    const done = await shell.trashItem(path).then(
      () => true,
      () => false,
    )
    this.#post({ kind: 'discarded', path, done })
  }

  #forgetLocals(): void {
    for (const done of this.#locals.values()) done()
    this.#locals.clear()
  }

  #post(message: ToCore): void {
    this.#process.post(message)
  }

  #receive(message: FromCoreProcess): void {
    switch (message.kind) {
      case 'ready':
        this.#process.markRunning()
        this.#options.onReady()
        break
      case 'relay':
        this.#options.onWantRelay(message.reach)
        break
      case 'os-key':
        this.#options.onWantOsKey(message.want)
        break
      case 'feed-verified':
        this.#feeds.get(message.id)?.(message.genuine)
        break
      case 'local-known':
        this.#locals.get(message.token)?.()
        this.#locals.delete(message.token)
        break
      case 'proxy':
        this.#options.onWantProxy(message.url)
        break
      case 'discard':
        void this.#discard(message.path)
        break
      case 'overview':
      case 'notice':
        this.#options.onOutside(message)
        break
      case 'reveal':
        if (message.directory) void shell.openPath(message.path)
        else shell.showItemInFolder(message.path)
        break
      case 'open':
        void shell.openPath(message.path)
        break
      case 'drag':
        this.#options.onWantDrag(message.paths)
        break
    }
  }
}
