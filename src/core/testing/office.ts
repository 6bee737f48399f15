// Real people for stories: whole cores with real folders, vaults and databases, and real relays over loopback, all in one process.
// Only the cost of Argon2id is reduced, behind the vault's own limits. Tests only.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { LogId, SpaceId } from '../../shared/domain/ids.ts'
import type { Preset } from '../../shared/domain/rights.ts'
import { readConfig, startRelay, type RunningRelay } from '../../relay/index.ts'
import type { CoreEnvironment } from '../environment.ts'
import { createNodeEnvironment, systemClock } from '../node-environment.ts'
import { ComputerNetwork } from '../remote/index.ts'
import type { Clock } from '../sync/index.ts'
import { Person, reachOf, soon } from './office-person.ts'

export { Person, reachOf, soon }

export class Office {
  readonly directory: string
  readonly environment: CoreEnvironment
  readonly #close: () => Promise<void>
  readonly #relays: RunningRelay[] = []
  readonly #people: Person[] = []
  readonly #closings: (() => Promise<void>)[] = []
  readonly #time: { passed: number }

  private constructor(
    directory: string,
    environment: CoreEnvironment,
    time: { passed: number },
    close: () => Promise<void>,
  ) {
    this.directory = directory
    this.#time = time
    this.environment = environment
    this.#close = close
  }

  static async open(): Promise<Office> {
    const directory = await mkdtemp(path.join(tmpdir(), 'siegel-office-'))
    const time = { passed: 0 }
    const clock = { ...systemClock, now: () => Date.now() + time.passed }
    const node = await nodeEnvironment(clock)
    return new Office(directory, node.environment, time, node.close)
  }

  now(): number {
    return Date.now() + this.#time.passed
  }

  /** Everybody's clocks go on by so many milliseconds, the relays' too. */
  pass(milliseconds: number): void {
    this.#time.passed += milliseconds
  }

  /** `by`: as far (milliseconds) as this relay's clock is ahead of everybody's. */
  async relay(
    name = 'relay',
    variables: Readonly<Record<string, string>> = {},
    by: () => number = () => 0,
  ): Promise<RunningRelay> {
    const dataDirectory = path.join(this.directory, name)
    const config = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDirectory, REGISTRATION: 'open', LOG_LEVEL: 'silent' }
    const relay = await startRelay(readConfig({ ...config, ...variables }), () => this.now() + by())
    this.#relays.push(relay)
    return relay
  }

  /** A new identity at `relay`, with an empty folder and an open core. */
  async person(name: string, relay: { readonly address: string }, email = `${name}@kanzlei.example`): Promise<Person> {
    const person = new Person(this, name, email)
    await person.begin(relay.address)
    this.#people.push(person)
    return person
  }

  /** Somebody whose computer's clock is wrong by so many milliseconds, which may change; everything else there is right. */
  async personWithWrongClock(
    name: string,
    relay: { readonly address: string },
    by: number | (() => number),
  ): Promise<Person> {
    const offBy = typeof by === 'number' ? () => by : by
    const { environment, close } = await nodeEnvironment({ ...systemClock, now: () => this.now() + offBy() })
    this.#closings.push(close)
    return this.personIn(environment, name, relay)
  }

  /** Somebody in another environment. */
  async personIn(environment: CoreEnvironment, name: string, relay: { readonly address: string }): Promise<Person> {
    const person = new Person(this, name, `${name}@kanzlei.example`, undefined, environment)
    await person.begin(relay.address)
    this.#people.push(person)
    return person
  }

  /** A computer whose variables say something about its network. */
  async computerIn(variables: Readonly<Record<string, string>>): Promise<CoreEnvironment> {
    const clock = { ...systemClock, now: () => this.now() }
    const { environment, close } = await nodeEnvironment(clock, new ComputerNetwork({ variables }))
    this.#closings.push(close)
    return environment
  }

  /** The recovery words on a second computer, while the first goes on: the same identity with a folder of its own there. */
  async secondComputer(of: Person, relay: { readonly address: string }): Promise<Person> {
    const person = new Person(this, of.name, of.email, {
      phrase: of.phrase,
      directory: `computer ${this.#people.length}`,
    })
    await person.recover(relay.address)
    this.#people.push(person)
    return person
  }

  /** Two who know each other, and a space around the folder of the first one, with these files, in which both work. */
  async pair({
    names = ['alice', 'bob'],
    name = 'Akten',
    files = {},
    preset = 'editor',
    relay,
  }: {
    readonly names?: readonly [string, string]
    readonly name?: string
    readonly files?: Readonly<Record<string, string>>
    /** Of the second one; null: not invited yet. */
    readonly preset?: Preset | null
    readonly relay?: { readonly address: string }
  } = {}): Promise<{ readonly alice: Person; readonly bob: Person; readonly space: SpaceId }> {
    const at = relay ?? (await this.relay(`relay of ${names[0]}`))
    const [alice, bob] = [await this.person(names[0], at), await this.person(names[1], at)]
    await alice.befriend(bob)
    for (const [file, content] of Object.entries(files)) await alice.write(file, content)
    const space = await alice.create(name)
    if (preset !== null) await alice.share(space, bob, preset)
    return { alice, bob, space }
  }

  /** What a relay serves to this person: a log, and their own self record. */
  async served(
    { core: { me } }: Person,
    at: Pick<RunningRelay, 'relayId' | 'address'>,
    id: LogId = me.id,
  ): Promise<{ readonly entries: readonly Uint8Array[]; readonly self: Uint8Array | null }> {
    const client = this.environment.connect(reachOf(at), me.device)
    try {
      const entries: Uint8Array[] = []
      for await (const entry of client.readLog(id, 0, { signal: soon() })) entries.push(entry)
      return { entries, self: await client.getSelf({ signal: soon() }) }
    } finally {
      client.close()
    }
  }

  async close(): Promise<void> {
    for (const person of this.#people) await person.lock()
    for (const relay of this.#relays) await relay.close()
    for (const close of this.#closings) await close()
    await this.#close()
    await rm(this.directory, { recursive: true, force: true })
  }
}

/** The real one, but for what Argon2id costs. */
async function nodeEnvironment(
  clock: Clock,
  network?: ComputerNetwork,
): Promise<{ environment: CoreEnvironment; close: () => Promise<void> }> {
  const node = await createNodeEnvironment(new URL('../workers/worker.ts', import.meta.url), clock, network)
  const { suite } = node
  const argon2id: CoreEnvironment['sealer']['argon2id'] = (request) =>
    Promise.resolve(suite.backend.argon2id({ ...request, memoryBytes: 2 ** 16 }))
  return { environment: { ...node, sealer: { ...node.sealer, argon2id } }, close: () => node.close() }
}
