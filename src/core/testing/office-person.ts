// Somebody of the office: a whole core with a real folder, a vault and a database, at one computer. Tests only.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Reach } from '../../shared/contact/index.ts'
import { createRecoveryPhrase } from '../../shared/crypto/recovery-phrase.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets, type Preset } from '../../shared/domain/rights.ts'
import { Core } from '../core.ts'
import type { CoreEnvironment } from '../environment.ts'
import { openProfile, type Profile } from '../profile/index.ts'
import { createProfile, recoverProfile, type SetUp } from '../set-up.ts'
import { unlockVault } from '../vault/index.ts'

const protection = { mode: 'passphrase' as const, passphrase: 'quer durch den moosgrünen tannenwald' }

/** Nothing in a story takes longer. */
export const soon = (): AbortSignal => AbortSignal.timeout(60_000)

export const reachOf = ({ relayId, address }: Reach['home']): Reach => ({
  home: { relayId, address },
  tlsPin: null,
})

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
    office: { readonly directory: string; readonly environment: CoreEnvironment },
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
    const person = { name: this.name, email: this.email }
    await this.#setUp(address, (profile, request) =>
      createProfile(this.#environment, profile, { ...request, person, token: null }, soon()),
    )
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
    await this.#setUp(address, (profile, request) => recoverProfile(this.#environment, profile, request, soon()))
  }

  async #setUp(address: string, work: (profile: Profile, request: SetUp) => Promise<unknown>): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const relay = reachOf({ relayId: await this.#environment.identifyRelay(address, soon()), address })
    const profile = await openProfile(this.#profile)
    await work(profile, { protection, entropy: this.phrase.entropy, relay })
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
    return this.core.syncOnce(soon())
  }

  /** Both add each other by card; nobody has compared anything yet. */
  async befriend(other: Person): Promise<void> {
    await this.core.contacts.add(await other.core.contacts.ownCard(soon()), soon())
    await other.sync()
    await other.core.contacts.accept(this.core.me.id, soon())
    await this.sync()
  }

  /** A space around this person's folder. */
  create(name: string): Promise<SpaceId> {
    return this.core.spaces.create(this.folder, name, soon())
  }

  grant(space: SpaceId, other: Person, preset: Preset): Promise<void> {
    return this.core.spaces.grant(space, { to: other.core.me.id, rights: presets[preset], notAfter: null }, soon())
  }

  /** The other one is invited and joins. */
  async share(space: SpaceId, other: Person, preset: Preset): Promise<void> {
    await this.grant(space, other, preset)
    await this.sync()
    await other.join(space)
  }

  async join(space: SpaceId): Promise<void> {
    await this.sync()
    await this.core.spaces.accept(space, this.folder, soon())
    await this.sync()
  }

  revoke(space: SpaceId, other: Person): Promise<void> {
    return this.core.spaces.revoke(space, other.core.me.id, soon())
  }
}
