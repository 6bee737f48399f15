// Somebody at the app without its window: the real session and handlers, and the relay in the app as main would run it. Tests only.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startEmbedded, type EmbeddedRelay as Embedded } from '../../relay/embedded.ts'
import type { EmbeddedReach, FromCoreProcess } from '../../shared/ipc/core-process.ts'
import type { CallName, Input, Output } from '../../shared/ipc/contract.ts'
import { coreCalls } from '../../shared/ipc/contract.ts'
import { dispatch, type Handlers } from '../../shared/ipc/dispatch.ts'
import type { ChosenProtection, RelayChoice } from '../../shared/ipc/index.ts'
import { createHandlers, Session } from '../bridge/index.ts'
import type { CoreEnvironment } from '../environment.ts'

export const deskPassphrase = 'quer durch den moosgrünen tannenwald'

export class Desk {
  readonly name: string
  readonly folder: string
  readonly session: Session
  readonly #relayDirectory: string
  /** Where the reach is remembered between starts, as main does it in its settings. */
  readonly #reachFile: string
  readonly #handlers: Handlers
  /** Reaches are taken one after another, as main does. */
  #main: Promise<void> = Promise.resolve()
  #reach: EmbeddedReach = { kind: 'only-me' }
  /** Whether the bin of this computer takes what is put there. */
  binTakes = true
  #embedded: Embedded | null = null
  /** What the key store of this computer holds; null: there is none. */
  readonly #osKey: Uint8Array | null

  private constructor(name: string, directory: string, environment: CoreEnvironment, osKey: Uint8Array | null) {
    this.#osKey = osKey
    this.name = name
    this.folder = path.join(directory, name, 'folder')
    this.#relayDirectory = path.join(directory, name, 'relay')
    this.#reachFile = path.join(directory, name, 'reach.json')
    this.session = new Session({
      environment,
      profileDirectory: path.join(directory, name, 'profile'),
      toMain: (message) => this.#hear(message),
    })
    this.#handlers = createHandlers(this.session)
  }

  static async sitDown(
    name: string,
    directory: string,
    environment: CoreEnvironment,
    osKey: Uint8Array | null = null,
  ): Promise<Desk> {
    const desk = new Desk(name, directory, environment, osKey)
    await mkdir(desk.folder, { recursive: true })
    await mkdir(desk.#relayDirectory, { recursive: true })
    const remembered = await readFile(desk.#reachFile, 'utf8').catch(() => null)
    if (remembered !== null) desk.#reach = JSON.parse(remembered) as EmbeddedReach
    await desk.session.start()
    return desk
  }

  /** What the window would be answered. */
  async ask<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
    const answer = await this.try(name, input)
    if (typeof answer === 'string') throw new Error(`${this.name}: ${name}: ${answer}`)
    return answer
  }

  /** The answer, or the code it was refused with. */
  async try<K extends CallName>(name: K, input: Input<K>): Promise<Output<K> | string> {
    const onBug = (_name: string, error: unknown): never => {
      throw error
    }
    const { answer } = await dispatch({ contract: coreCalls, handlers: this.#handlers, onBug }, { id: 1, name, input })
    return answer.ok ? (answer.value as Output<K>) : answer.error.code
  }

  /** Answers the recovery words. */
  async onboard(
    relay: RelayChoice,
    invitation: string | null = null,
    protection: ChosenProtection = { mode: 'passphrase', passphrase: deskPassphrase },
  ): Promise<readonly string[]> {
    const { words, ask } = await this.ask('onboarding.begin', {
      name: this.name,
      email: null,
      protection,
    })
    await this.ask('onboarding.confirm', {
      words: ask.map((position) => ({ position, word: words[position - 1] ?? '' })),
    })
    await this.ask('onboarding.finish', { relay, invitation })
    return words
  }

  async leave(): Promise<void> {
    await this.session.close()
    await this.#main
    await this.#embedded?.running.close()
  }

  #hear(message: FromCoreProcess): void {
    if (message.kind === 'os-key') {
      const key = this.#osKey
      const found = message.want === 'state' ? ({ kind: 'there' } as const) : key && ({ kind: 'key', key } as const)
      const answer = (key && found) ?? ({ kind: 'obstacle', obstacle: 'plain-text' } as const)
      queueMicrotask(() => this.session.receive({ kind: 'os-key', answer }))
    }
    if (message.kind === 'discard')
      queueMicrotask(() => this.session.receive({ kind: 'discarded', path: message.path, done: this.binTakes }))
    if (message.kind !== 'relay') return
    this.#main = this.#main.then(() => this.#serve(message.reach === 'as-before' ? this.#reach : message.reach))
  }

  async #serve(reach: EmbeddedReach): Promise<void> {
    if (this.#embedded === null || JSON.stringify(reach) !== JSON.stringify(this.#reach)) {
      this.session.receive({ kind: 'relay', running: null })
      await this.#embedded?.running.close()
      this.#embedded = await startEmbedded(this.#relayDirectory, reach)
    }
    this.#reach = reach
    await writeFile(this.#reachFile, JSON.stringify(reach))
    const { running, token, tlsPin } = this.#embedded
    const found = await this.#embedded.places()
    const own = { ...(token !== null && { token }), ...(tlsPin !== null && { tlsPin }) }
    this.session.receive({ kind: 'relay', running: { ...found, ...own, reach, relayId: running.relayId } })
  }
}
