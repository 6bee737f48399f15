// Real people for stories: whole cores with real folders, vaults and databases, and real relays over loopback, all in one process.
// Only the cost of Argon2id is reduced, behind the vault's own limits. Tests only.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRecoveryPhrase } from '../../shared/crypto/recovery-phrase.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets, type Preset } from '../../shared/domain/rights.ts'
import { readConfig, startRelay, type RunningRelay } from '../../relay/index.ts'
import { Core } from '../core.ts'
import type { CoreEnvironment } from '../environment.ts'
import { createNodeEnvironment, systemClock } from '../node-environment.ts'
import { openProfile } from '../profile/index.ts'
import { createProfile, recoverProfile } from '../set-up.ts'
import { ComputerNetwork } from '../remote/index.ts'
import type { Clock } from '../sync/index.ts'
import { unlockVault } from '../vault/index.ts'

const protection = { mode: 'passphrase' as const, passphrase: 'quer durch den moosgrünen tannenwald' }
const patience = () => AbortSignal.timeout(60_000)

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

type Phrase = { readonly entropy: Uint8Array; readonly words: readonly string[] }

export class Person {
  readonly name: string
  readonly email: string
  readonly phrase: Phrase
  readonly folder: string
  readonly #environment: CoreEnvironment
  #profile: string
  #core: Core | null = null
  #release: () => void = () => undefined

  constructor(
    office: Office,
    name: string,
    email: string,
    second?: { phrase: Phrase; directory: string },
    environment: CoreEnvironment = office.environment,
  ) {
    const directory = path.join(office.directory, second?.directory ?? name)
    this.name = name
    this.email = email
    this.folder = path.join(directory, 'folder')
    this.#environment = environment
    this.#profile = path.join(directory, 'profile')
    this.phrase = second?.phrase ?? createRecoveryPhrase(office.environment.suite)
  }

  get core(): Core {
    if (this.#core === null) throw new Error(`${this.name} is locked`)
    return this.#core
  }

  get profileDirectory(): string {
    return this.#profile
  }

  async begin(address: string): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const environment = this.#environment
    const profile = await openProfile(this.#profile)
    const relay = { home: { relayId: await environment.identifyRelay(address, patience()), address }, tlsPin: null }
    const person = { name: this.name, email: this.email }
    await createProfile(
      environment,
      profile,
      { person, token: null, protection, entropy: this.phrase.entropy, relay },
      patience(),
    )
    profile.release()
    await this.unlock()
  }

  async unlock(): Promise<void> {
    const environment = this.#environment
    const profile = await openProfile(this.#profile)
    const vault = await unlockVault(
      { suite: environment.suite, argon2id: environment.sealer.argon2id },
      profile.files.vault,
      protection,
    )
    this.#core = await Core.open(environment, profile, vault)
    this.#release = () => profile.release()
  }

  async lock(): Promise<void> {
    await this.#core?.close()
    this.#core = null
    this.#release()
    this.#release = () => undefined
  }

  /** The recovery words on another computer: a new profile, the same identity. The old one is locked and left behind. */
  async recoverElsewhere(address: string): Promise<void> {
    await this.lock()
    this.#profile = `${this.#profile}-elsewhere`
    await this.recover(address)
  }

  async recover(address: string): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const environment = this.#environment
    const profile = await openProfile(this.#profile)
    const relay = { home: { relayId: await environment.identifyRelay(address, patience()), address }, tlsPin: null }
    await recoverProfile(environment, profile, { protection, entropy: this.phrase.entropy, relay }, patience())
    profile.release()
    await this.unlock()
  }

  async write(file: string, content: string | Uint8Array): Promise<void> {
    const target = path.join(this.folder, file)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, content)
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.folder, file), 'utf8')
  }

  /** Every file below the folder with its content, without the space's own directory. */
  async tree(): Promise<Readonly<Record<string, string>>> {
    const files: Record<string, string> = {}
    for (const entry of await readdir(this.folder, { recursive: true, withFileTypes: true })) {
      const relative = path.relative(this.folder, path.join(entry.parentPath, entry.name))
      if (!relative.startsWith('.siegel') && entry.isFile()) files[relative] = await this.read(relative)
    }
    return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  sync() {
    return this.core.syncOnce(patience())
  }

  /** Both add each other by card; nobody has compared anything yet. */
  async befriend(other: Person): Promise<void> {
    await this.core.contacts.add(await other.core.contacts.ownCard(patience()), patience())
    await other.sync()
    await other.core.contacts.accept(this.core.me.id, patience())
    await this.sync()
  }

  /** A space around this person's folder. */
  create(name: string): Promise<SpaceId> {
    return this.core.spaces.create(this.folder, name, patience())
  }

  grant(space: SpaceId, other: Person, preset: Preset): Promise<void> {
    return this.core.spaces.grant(space, { to: other.core.me.id, rights: presets[preset], notAfter: null }, patience())
  }

  async join(space: SpaceId): Promise<void> {
    await this.sync()
    await this.core.spaces.accept(space, this.folder, patience())
    await this.sync()
  }

  revoke(space: SpaceId, other: Person): Promise<void> {
    return this.core.spaces.revoke(space, other.core.me.id, patience())
  }
}
