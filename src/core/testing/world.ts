// A world of a relay and several computers, each with a whole engine, a disk that may fail and a person who works on it; one seed, one history.
// Tests only. SYNC.md "How it is tested" 2.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import type { SyncStatus } from '../sync/interface.ts'
import { Accounts } from './accounts.ts'
import { Client } from './client.ts'
import type { Event } from './history.ts'
import { lostContents } from './lost.ts'
import { Person } from './people.ts'
import { Scheduler } from './scheduler.ts'
import { Seeded } from './seeded.ts'
import { SimulatedRelay } from './simulated-relay.ts'
import { saveUntilSeen } from './tear.ts'
import { swapRoot } from './swap-root.ts'
import { Trouble } from './trouble.ts'
import { Witness } from './witness.ts'

export type WorldOptions = {
  readonly suite: Suite
  readonly seed: number
  /** Name and rights of everybody. */
  readonly people: readonly (readonly [string, Rights])[]
  /** Of a thousand calls so many fail. */
  readonly faults: number
  /** Everybody works in a directory of their own: then there is nothing to disagree about. */
  readonly isApart?: boolean
  /** Nobody deletes anything: then nothing is ever removed. */
  readonly keepsAll?: boolean
  /** Milliseconds of work between two pauses of an engine. */
  readonly slice?: number
}

/** So long that only hints and retries wake a loop. */
const aDay = 86_400_000

export class World {
  readonly scheduler: Scheduler
  readonly relay: SimulatedRelay
  readonly clients: readonly Client[]
  readonly accounts: Accounts
  /** Changes of disks by engines, and everything else worth telling, in order. */
  readonly trace: string[] = []
  changes = 0
  readonly #options: WorldOptions
  readonly #seeded: Seeded
  readonly #people: readonly Person[]
  readonly #witness: Witness
  readonly #trouble: Trouble

  constructor(options: WorldOptions) {
    this.#options = options
    this.#seeded = new Seeded(options.seed)
    this.scheduler = new Scheduler(this.#seeded.fork())
    this.relay = new SimulatedRelay(options.suite, '5a'.repeat(32) as SpaceId, () => this.scheduler.now)
    this.accounts = new Accounts(options.suite)
    this.#witness = new Witness(this.relay, this.accounts, (author) => this.clients.find(({ me }) => me === author))
    this.#witness.keepsAll = options.keepsAll === true
    this.#trouble = new Trouble({
      scheduler: this.scheduler,
      faults: options.faults,
      tell: (text) => this.trace.push(text),
      onChange: (client, path, isDead) => {
        if (!isDead) this.changes++
        this.#witness.seeChange(client, path)
      },
    })
    this.relay.onCommit = (operations, author) => {
      this.trace.push(`commit ${operations.map(({ kind }) => kind).join(' ')}`)
      this.#witness.seeCommit(operations, author)
    }
    this.clients = options.people.map(([name, rights]) => this.#addClient(name, rights))
    this.#people = this.clients.map(
      (client) => new Person(client, this.accounts, options.isApart === true ? [client.name] : []),
    )
    if (options.isApart === true)
      for (const client of this.clients) client.disk.create(['home', 'space', client.name], 'directory')
  }

  /** What must never be, in the order in which it was. */
  get bugs(): unknown[] {
    return this.#witness.bugs
  }

  /** Plays the history while the engines run, then ends all trouble. Engines that stop with a bug are noted in `bugs`. */
  async play(history: readonly Event[]): Promise<void> {
    const end = new AbortController()
    const lives = this.clients.map((client) => ({ client, running: this.#live(client, end.signal) }))
    await this.scheduler.run(this.#happen(history, lives, end.signal))
    this.#trouble.end()
    for (const { disk } of this.clients)
      for (const inode of disk.inodes(disk.root))
        if (inode.isDenied) {
          inode.isDenied = false
          disk.touch(inode, {})
        }
    await this.scheduler.run(this.#mustComeToRest())
    end.abort()
    await this.scheduler.run(Promise.all(lives.map(({ running }) => running)))
  }

  /** Everybody syncs until nothing moves any more. Answers the last statuses; throws if there is no end. */
  async settle(): Promise<readonly SyncStatus[]> {
    const { signal } = new AbortController()
    for (let round = 0; round < 30; round++) {
      const before = this.relay.commits.length
      const statuses: SyncStatus[] = []
      for (const client of this.clients) {
        let status = await this.scheduler.run(client.engine.syncOnce(signal))
        if (status.obstacle?.kind === 'missing') {
          await client.engine.answerMissing('remove')
          status = await this.scheduler.run(client.engine.syncOnce(signal))
        }
        statuses.push(status)
      }
      if (statuses.every((status) => status.settled) && this.relay.commits.length === before) return statuses
    }
    throw new Error(`no convergence: ${JSON.stringify(this.clients.map(({ engine }) => engine.status))}`)
  }

  #addClient(name: string, rights: Rights): Client {
    const seeded = this.#seeded.fork()
    const { slice } = this.#options
    const client: Client = new Client({
      name,
      suite: this.#options.suite,
      relay: this.relay,
      scheduler: this.scheduler,
      seeded: seeded.fork(),
      gate: (isDead) => this.#trouble.gate({ client: () => client, seeded, isDead }),
      network: (isDead) => this.#trouble.network({ client: () => client, seeded, isDead }),
      // Half of what people save is long.
      engine: { longAbove: 4500, interval: aDay, ...(slice !== undefined && { slice }) },
    })
    this.relay.rights.set(client.me, rights)
    return client
  }

  async #happen(
    history: readonly Event[],
    lives: { client: Client; running: Promise<void> }[],
    end: AbortSignal,
  ): Promise<void> {
    for (const event of history) {
      await this.scheduler.sleep(event.after)
      const life = lives[event.client]
      const person = this.#people[event.client]
      if (life === undefined || person === undefined) continue
      this.trace.push(`${life.client.name} ${event.kind}`)
      if (event.kind === 'tear') await saveUntilSeen(life.client, person, event, this.scheduler)
      const scene = { person, trouble: this.#trouble, scheduler: this.scheduler }
      if (event.kind === 'swapRoot') await swapRoot(life.client, event, scene)
      if (!(await this.#befall(life, event, end))) {
        const finish = person.act(event)
        if (finish !== null) void this.scheduler.sleep(3).then(finish)
      }
      // Property 1, at any time.
      this.bugs.push(...lostContents(this.clients, this.accounts))
    }
    await this.scheduler.sleep(1000)
  }

  /** What comes over a computer rather than from its person. */
  async #befall(
    life: { client: Client; running: Promise<void> },
    { kind, chances: [first = 0] }: Event,
    end: AbortSignal,
  ): Promise<boolean> {
    const { client } = life
    if (['killProcess', 'cutPower', 'tear', 'forgetDatabase'].includes(kind)) {
      this.#kill(client, kind === 'cutPower' || kind === 'tear')
      await this.scheduler.sleep(first * 500)
      if (kind === 'forgetDatabase') client.forget()
      else client.restart()
      life.running = this.#live(client, end)
    } else if (kind === 'offline') {
      this.#trouble.cutOff(client, first * 5000)
    } else if (kind === 'unmount') {
      if (client.disk.find(['home', 'away']) !== null) return true
      client.disk.rename(['home', 'space'], ['home', 'away'], false)
      await this.scheduler.sleep(first * 3000)
      client.disk.rename(['home', 'away'], ['home', 'space'], false)
      client.disk.syncDirectory(client.disk.directory(['home']))
    } else return false
    return true
  }

  #kill(client: Client, withPower: boolean): void {
    const torn = client.kill(withPower ? this.#seeded : null)
    this.#witness.seeKill(client, withPower ? torn : null)
    for (const { inode, before } of torn)
      this.trace.push(`${client.name} has ${inode.data.length} bytes left of ${before.length}`)
  }

  /** The engine runs its own loop, as in the app; the person only answers what is asked. */
  async #live(client: Client, end: AbortSignal): Promise<void> {
    const { engine } = client
    const bug = (error: unknown): void => void this.bugs.push(error)
    engine.start()
    engine.ended.catch(bug)
    let answered: SyncStatus | null = null
    while (!end.aborted && client.engine === engine) {
      const { status } = engine
      if (status.obstacle?.kind === 'missing' && status.phase === 'paused' && status !== answered) {
        answered = status
        if (this.#options.keepsAll === true) bug(new Error(`${client.name} is asked about what nobody deleted`))
        engine.answerMissing(this.#seeded.pick(['fetch', 'remove']) ?? 'fetch').catch(bug)
      }
      await this.scheduler.sleep(this.#seeded.below(800), end).catch(() => undefined)
    }
    if (client.engine === engine) await engine.stop().catch(() => undefined)
  }

  /** Nobody cycles from outside: hints and retries alone settle everybody, and then all sleep. The interval is far longer. */
  async #mustComeToRest(): Promise<void> {
    const { clients, scheduler } = this
    for (let waits = 0; waits < 60; waits++) {
      if (clients.every(({ engine }) => engine.status.settled)) break
      await scheduler.sleep(10_000)
    }
    await scheduler.sleep(10_000)
    for (const { name, engine } of clients)
      if (!engine.status.settled)
        this.bugs.push(new Error(`${name} is left unsettled by its loop: ${JSON.stringify(engine.status)}`))
    const before = clients.map(({ engine }) => engine.status)
    await scheduler.sleep(120_000)
    clients.forEach(({ name, engine }, at) => {
      if (engine.status !== before[at]) this.bugs.push(new Error(`the loop of ${name} does not sleep`))
    })
  }
}
