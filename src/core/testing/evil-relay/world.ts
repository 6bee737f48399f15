// The stage of the attacks: a real relay, an evil one before it, and people with whole cores and folders. Tests only.
// ATTACKS.md "Harness".
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Argon2idRequest } from '../../../shared/crypto/passphrase.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import type { IdentityId, LogId, RelayId, SpaceId } from '../../../shared/domain/ids.ts'
import { presets, type Preset } from '../../../shared/domain/rights.ts'
import type { CoreEnvironment } from '../../environment.ts'
import { createFileSystem, createWatcher } from '../../platform/index.ts'
import { createDispatcher, identifyRelay, RelayClient } from '../../remote/index.ts'
import type { Clock } from '../../sync/index.ts'
import type { Sealer } from '../../sync/interface.ts'
import { createSealer } from '../../workers/pool.ts'
import { EvilRelay } from './evil-relay.ts'
import type { LogPlace } from './mutations.ts'
import { Person, soon } from './person.ts'

/** Starts the real relay: core may not import it, the tests may. */
export type StartRelay = (
  variables: Readonly<Record<string, string>>,
  now: () => number,
) => Promise<{
  readonly address: string
  readonly relayId: RelayId
  readonly directory: string
  close(): Promise<void>
}>

/** One for all worlds of a test file. */
const suite = await openSuite()
const sealer = createSealer({ worker: new URL('../../workers/worker.ts', import.meta.url), threads: 1 })

export class World {
  readonly suite: Suite = suite
  readonly evil: EvilRelay
  readonly directory: string
  /** What the relay's own log said. */
  readonly relayDirectory: string
  readonly people: Person[] = []
  /** How often somebody did `edit`: the number of the newest files. */
  edits = 0
  readonly #environment: CoreEnvironment
  readonly #closings: (() => Promise<void>)[]
  #elapsed = 0

  private constructor(parts: {
    evil: EvilRelay
    directory: string
    relayDirectory: string
    closings: (() => Promise<void>)[]
    sealing: Sealer
  }) {
    this.evil = parts.evil
    this.directory = parts.directory
    this.relayDirectory = parts.relayDirectory
    this.#closings = parts.closings
    this.#environment = this.#createEnvironment(parts.sealing)
  }

  /** `sealing`: by whom chunks are sealed; absent: by worker threads, where no test looks on. */
  static async create(startRelay: StartRelay, sealing: Sealer = sealer): Promise<World> {
    const directory = await mkdtemp(path.join(tmpdir(), 'siegel-attack-'))
    let world: World | null = null
    const relay = await startRelay({ DATA_DIR: path.join(directory, 'relay') }, () => world?.now() ?? Date.now())
    const seed = new Uint8Array(await readFile(path.join(relay.directory, 'relay.key')))
    const key = suite.backend.signSeedKeypair(seed)
    const evil = await EvilRelay.before({ address: relay.address, relayId: relay.relayId, key })
    const closings = [() => evil.close(), () => relay.close(), () => rm(directory, { recursive: true, force: true })]
    world = new World({ evil, directory, relayDirectory: relay.directory, closings, sealing })
    return world
  }

  now(): number {
    return Date.now() + this.#elapsed
  }

  /** Everybody's clocks go on by so many milliseconds, the relay's too. */
  pass(milliseconds: number): void {
    this.#elapsed += milliseconds
  }

  /** For whoever talks to yet another relay. */
  get environment(): CoreEnvironment {
    return this.#environment
  }

  async onboard(name: string, more: { readonly email?: string } = {}): Promise<Person> {
    const directory = path.join(this.directory, `${name}-${this.people.length}`)
    await mkdir(path.join(directory, 'files'), { recursive: true })
    const home = { relayId: this.evil.honest.relayId, address: this.evil.address }
    const person = await Person.onboard(this.#environment, { name, directory, relay: { home, tlsPin: null }, ...more })
    this.people.push(person)
    return person
  }

  /** One more device of a person who is here, in all their spaces that are not yet told where they lie. */
  async addDevice(of: Pick<Person, 'name' | 'entropy'>): Promise<Person> {
    const directory = path.join(this.directory, `${of.name}-${this.people.length}`)
    await mkdir(path.join(directory, 'files'), { recursive: true })
    const home = { relayId: this.evil.honest.relayId, address: this.evil.address }
    const relay = { home, tlsPin: null }
    const person = await Person.onOtherDevice(this.#environment, of, { directory, relay })
    this.people.push(person)
    return person
  }

  /** Both have said yes, by cards handed over. */
  async befriend(one: Person, other: Person): Promise<void> {
    await one.core.contacts.add(await other.core.contacts.ownCard(soon()), soon())
    await other.core.catchUp(soon())
    await other.core.contacts.accept(one.id, soon())
    await one.core.catchUp(soon())
  }

  /** Alice shares her folder with the others, who accept into theirs; everybody is settled. */
  async share(owner: Person, others: readonly (readonly [Person, Preset])[]): Promise<SpaceId> {
    await owner.write('first.txt', `first words of ${owner.name}`)
    const space = await owner.core.spaces.create(owner.folder, 'Files', soon())
    for (const [person, preset] of others) {
      await this.befriend(owner, person)
      await owner.core.spaces.grant(space, { to: person.id, rights: presets[preset], notAfter: null }, soon())
    }
    await this.mustSettle(owner)
    for (const [person] of others) {
      await person.core.catchUp(soon())
      await person.core.spaces.accept(space, person.folder, soon())
      await this.mustSettle(person)
    }
    await this.mustSettle(owner)
    return space
  }

  /** The author's new file reaches the relay and `readers`; the other has a draft that nobody has yet. */
  async edit(author: Person, other: Person, ...readers: readonly Person[]): Promise<void> {
    const edit = ++this.edits
    await author.write(`edit-${edit}.txt`, `edit ${edit}`)
    await this.mustSettle(author, ...readers)
    await other.write(`draft-${edit}.txt`, `draft ${edit}`)
  }

  async mustSettle(...people: readonly Person[]): Promise<void> {
    for (const person of people) {
      const outcome = await person.sync()
      if (outcome !== 'settled') throw new Error(`${person.name}: ${outcome}`)
    }
  }

  spaceLog(space: SpaceId, ...to: readonly Person[]): LogPlace {
    return this.#place('space', space, to)
  }

  identityLog(id: IdentityId, ...to: readonly Person[]): LogPlace {
    return this.#place('identity', id, to)
  }

  async close(): Promise<void> {
    for (const person of this.people) await person.close()
    for (const close of this.#closings) await close()
  }

  #place(kind: LogPlace['kind'], logId: LogId, to: readonly Person[]): LogPlace {
    return { suite, evil: this.evil, kind, logId, ...(to.length > 0 && { to: to.map(({ id }) => id) }) }
  }

  #createEnvironment(sealing: Sealer): CoreEnvironment {
    const dispatcher = createDispatcher({})
    this.#closings.unshift(() => dispatcher.destroy())
    const clock: Clock = {
      now: () => this.now(),
      sleep: async (milliseconds, signal) => {
        await wait(Math.min(milliseconds, 25), undefined, { signal })
      },
    }
    const cheap = (request: Argon2idRequest) =>
      Promise.resolve(suite.backend.argon2id({ ...request, memoryBytes: 2 ** 16 }))
    return {
      suite,
      sealer: { ...sealing, argon2id: cheap },
      files: createFileSystem(),
      watcher: createWatcher(),
      clock,
      identifyRelay: async (address, signal) =>
        (await identifyRelay({ suite, address, dispatcher }, { signal })).relayId,
      connect: (reach, device, ownEntries) =>
        new RelayClient({
          suite,
          clock,
          device,
          reach,
          way: () => Promise.resolve(dispatcher),
          ...(ownEntries && { ownEntries }),
        }),
    }
  }
}

/** A world in which alice shares her folder with these people, by name. */
export async function stage<Name extends 'bob' | 'carol' | 'mallory'>(
  startRelay: StartRelay,
  others: Readonly<Record<Name, Preset>>,
): Promise<
  { readonly world: World; readonly alice: Person; readonly space: SpaceId } & Readonly<Record<Name, Person>>
> {
  const world = await World.create(startRelay)
  const alice = await world.onboard('alice')
  const cast: [string, Person][] = []
  for (const name of Object.keys(others)) cast.push([name, await world.onboard(name)])
  const space = await world.share(
    alice,
    cast.map(([name, person]) => [person, others[name as Name]]),
  )
  return { ...(Object.fromEntries(cast) as Record<Name, Person>), world, alice, space }
}
