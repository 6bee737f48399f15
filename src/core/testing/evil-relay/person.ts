// A person with a real core, a real profile and real folders, who talks to the evil relay. Tests only.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Refused } from '../../../shared/base/errors.ts'
import { sealMessage, type MessageContent, type Reach } from '../../../shared/contact/index.ts'
import type { IdentityId, LogId, SpaceId } from '../../../shared/domain/ids.ts'
import { Core } from '../../core.ts'
import type { CoreEnvironment } from '../../environment.ts'
import { openProfile, type Profile } from '../../profile/index.ts'
import { createProfile, recoverProfile } from '../../set-up.ts'
import { readEntries, readPins, type Pin } from '../../store/index.ts'
import type { SyncStatus } from '../../sync/index.ts'
import { unlockVault } from '../../vault/index.ts'

export const soon = (): AbortSignal => AbortSignal.timeout(20_000)

/** What came of a wish: done, or the code it was refused with. Bugs pass through. */
export async function verdictOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

export class Person {
  readonly name: string
  readonly directory: string
  readonly entropy: Uint8Array
  readonly #environment: CoreEnvironment
  readonly #osKey: Uint8Array
  /** SHA-256 of every content ever written here. */
  readonly written = new Set<string>()
  #profile: Profile | null = null
  #core: Core | null = null

  private constructor(
    environment: CoreEnvironment,
    name: string,
    directory: string,
    entropy = environment.suite.random(32),
  ) {
    this.name = name
    this.directory = directory
    this.entropy = entropy
    this.#osKey = environment.suite.random(32)
    this.#environment = environment
  }

  static async onboard(
    environment: CoreEnvironment,
    wish: { readonly name: string; readonly email?: string; readonly directory: string; readonly relay: Reach },
  ): Promise<Person> {
    const person = new Person(environment, wish.name, wish.directory)
    const profile = await openProfile(path.join(wish.directory, 'profile'))
    const protection = { mode: 'os' as const, osKey: person.#osKey }
    const who = { name: wish.name, email: wish.email ?? `${wish.name}@example.org` }
    const request = { protection, entropy: person.entropy, relay: wish.relay, person: who, token: null }
    await createProfile(environment, profile, request, soon())
    profile.release()
    await person.open()
    return person
  }

  /** The same person at another computer, by their recovery words; the first one goes on. */
  static async onOtherDevice(
    environment: CoreEnvironment,
    of: Pick<Person, 'name' | 'entropy'>,
    wish: { readonly directory: string; readonly relay: Reach },
  ): Promise<Person> {
    const person = new Person(environment, of.name, wish.directory, of.entropy)
    const profile = await openProfile(path.join(wish.directory, 'profile'))
    const protection = { mode: 'os' as const, osKey: person.#osKey }
    const request = { protection, entropy: of.entropy, relay: wish.relay }
    await recoverProfile(environment, profile, request, soon()).finally(() => profile.release())
    await person.open()
    return person
  }

  get core(): Core {
    if (this.#core === null) throw new Error(`${this.name} is not here`)
    return this.#core
  }

  get isHere(): boolean {
    return this.#core !== null
  }

  get id(): IdentityId {
    return this.core.me.id
  }

  async open(): Promise<void> {
    const { suite, sealer } = this.#environment
    this.#profile = await openProfile(path.join(this.directory, 'profile'))
    const protection = { mode: 'os' as const, osKey: this.#osKey }
    const vault = await unlockVault({ suite, argon2id: sealer.argon2id }, this.#profile.files.vault, protection)
    this.#core = await Core.open(this.#environment, this.#profile, vault)
  }

  async close(): Promise<void> {
    await this.#core?.close()
    this.#profile?.release()
    this.#core = null
  }

  /** Locks, loses the cache if told so, and unlocks again. */
  async restart({ withoutCache = false } = {}): Promise<void> {
    await this.close()
    if (withoutCache)
      for (const end of ['', '-wal', '-shm'])
        await rm(path.join(this.directory, 'profile', `cache.db${end}`), { force: true })
    await this.open()
  }

  /** Where a space lies on this computer. */
  get folder(): string {
    return path.join(this.directory, 'files')
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    const file = path.join(this.folder, name)
    this.written.add(digest(content))
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
    // Written a while ago: nothing has to wait for a coarse clock.
    const past = new Date(Date.now() - 5000 + Math.random() * 1000)
    await utimes(file, past, past)
  }

  /** Every file in the folder except Siegel's own, with the SHA-256 of its content. */
  async files(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    const names = await readdir(this.folder, { recursive: true }).catch(() => [])
    for (const name of names.filter((one) => !one.startsWith('.siegel')).sort()) {
      const file = path.join(this.folder, name)
      if ((await stat(file)).isFile()) found.set(name, digest(await readFile(file)))
    }
    return found
  }

  /** Null where there is no such file. */
  async read(name: string): Promise<string | null> {
    return readFile(path.join(this.folder, name), 'utf8').catch(() => null)
  }

  /** One round of everything. 'settled', 'waiting', or the code of the refusal; E_TRANSPORT where the relay is missing. */
  async sync(): Promise<string> {
    try {
      const statuses = await this.core.syncOnce(soon())
      return statuses.map(outcomeOf).find((outcome) => outcome !== 'settled') ?? 'settled'
    } catch (error) {
      if (error instanceof Refused) return error.code
      throw error
    }
  }

  /** A message as their device seals it for somebody else, who has not got it yet. */
  sealed(to: Person, content: MessageContent, suite = this.#environment.suite): Uint8Array {
    const { device, head } = this.core.me
    const notAfter = this.#environment.clock.now() + 3_600_000
    return sealMessage(suite, { device, head }, { recipient: to.core.me.log.state, content, notAfter }).messageBytes
  }

  /** What the window shows of the space: the engine's own status after another look. */
  async sees(space: SpaceId): Promise<SyncStatus> {
    return this.core.spaces.engineOf(space).cycle(soon())
  }

  /** Every entry and every pin in the database: what this person believes. */
  believes(): { readonly entries: readonly Uint8Array[]; readonly pins: ReadonlyMap<LogId, Pin> } {
    const { store } = this.core
    const pins = new Map(readPins(store).map((pin) => [pin.logId, pin]))
    return { pins, entries: [...pins.keys()].flatMap((id) => readEntries(store, id).map(({ bytes }) => bytes)) }
  }
}

const digest = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

export function outcomeOf(status: SyncStatus): string {
  if (status.settled) return 'settled'
  const { obstacle } = status
  if (obstacle?.kind === 'refused' || obstacle?.kind === 'damaged') return obstacle.code
  return obstacle?.kind === 'offline' || obstacle?.kind === 'withheld' || obstacle?.kind === 'lost'
    ? 'E_TRANSPORT'
    : 'waiting'
}
