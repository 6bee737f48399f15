// One computer of the simulated world: a disk, a memory, and an engine that can be killed and started again. Tests only.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { openChunk, sealChunk } from '../../shared/content/chunk.ts'
import { createEngine, type EngineOptions, type SyncEngine } from '../sync/engine.ts'
import type { LocalPath, Sealer, SyncEnvironment } from '../sync/interface.ts'
import { MemoryStore } from './memory-store.ts'
import type { Scheduler } from './scheduler.ts'
import type { Seeded } from './seeded.ts'
import { SimulatedDisk } from './simulated-disk.ts'
import { SimulatedFiles, type Gate } from './simulated-files.ts'
import { SimulatedWatcher } from './simulated-watcher.ts'
import { SimulatedPacks, SimulatedRemote, type Network, type SimulatedRelay } from './simulated-relay.ts'

export const rootPath = '/home/space' as LocalPath

export type ClientOptions = {
  readonly name: string
  readonly suite: Suite
  readonly relay: SimulatedRelay
  readonly scheduler: Scheduler
  readonly seeded: Seeded
  readonly gate: (isDead: () => boolean) => Gate
  readonly network: (isDead: () => boolean) => Network
  readonly engine?: EngineOptions
}

export const identityOf = (name: string): IdentityId => Buffer.from(name).toString('hex').padEnd(64, '0') as IdentityId

export class Client {
  readonly name: string
  readonly me: IdentityId
  readonly disk: SimulatedDisk
  store = new MemoryStore()
  readonly #options: ClientOptions
  #life = 0
  #die: () => void = () => undefined
  /** Resolves when the engine is killed: it never answers again. */
  death: Promise<void>
  /** Milliseconds after which the watcher tells of a change in this directory. */
  hintTakes: (directory: LocalPath) => number = () => 0
  engine: SyncEngine
  /** The engine's view of the log, for whoever else reads it as well. */
  remote: SimulatedRemote

  constructor(options: ClientOptions) {
    this.name = options.name
    this.me = identityOf(options.name)
    this.#options = options
    this.disk = new SimulatedDisk(() => options.scheduler.nowNs)
    this.disk.create(['home'], 'directory')
    this.disk.create(['home', 'space'], 'directory')
    this.disk.syncDirectory(this.disk.root)
    this.disk.syncDirectory(this.disk.directory(['home']))
    this.death = new Promise((resolve) => (this.#die = resolve))
    ;[this.engine, this.remote] = this.#start()
  }

  /** The process ends in the middle of whatever it does. With `power` the disk forgets what was not synced. */
  kill(power: Seeded | null): ReturnType<SimulatedDisk['crash']> {
    this.#life++
    this.#die()
    return power === null ? [] : this.disk.crash(power)
  }

  restart(): void {
    this.#life++
    this.death = new Promise((resolve) => (this.#die = resolve))
    ;[this.engine, this.remote] = this.#start()
  }

  /** The database is gone; the folder is not. */
  forget(): void {
    this.store = new MemoryStore()
    this.restart()
  }

  #start(): [SyncEngine, SimulatedRemote] {
    const { suite, relay, scheduler, seeded, gate, network } = this.#options
    const life = this.#life
    const isDead = (): boolean => this.#life !== life
    const net = network(isDead)
    const { store, disk } = this
    const remote = new SimulatedRemote(relay, this.me, net)
    const environment: SyncEnvironment = {
      root: rootPath,
      files: new SimulatedFiles(disk, gate(isDead)),
      watcher: new SimulatedWatcher(disk, async (directory) => {
        const late = this.hintTakes(directory)
        if (late > 0) await scheduler.sleep(late)
      }),
      remote,
      packs: new SimulatedPacks(relay, net),
      sealer: inlineSealer(suite),
      store: {
        local: store.local,
        synced: store.synced,
        journal: store.journal,
        apply: (changes) => isDead() || store.apply(changes),
      },
      clock: scheduler.clock,
      random: (length) => seeded.bytes(length),
      nameOf: (identity) => Buffer.from(identity, 'hex').toString().replace(/\0+$/, ''),
      me: this.me,
    }
    return [createEngine(environment, this.#options.engine), remote]
  }
}

/** The real cryptography, without threads. */
const inlineSealer = (suite: Suite): Sealer => ({
  sealChunk: (job) => Promise.resolve(sealChunk(suite, job, job.plaintext)),
  openChunk: (job) => Promise.resolve().then(() => openChunk(suite, job, job)),
  hashChunk: (plaintext) => Promise.resolve(suite.backend.sha256(plaintext)),
})
