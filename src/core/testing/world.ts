// A world of a relay and several computers, each with a whole engine, a disk that may fail and a person who works on it; one seed, one history.
// Tests only. SYNC.md "How it is tested" 2.
import { concat } from '../../shared/base/bytes.ts'
import { toHex } from '../../shared/base/encoding.ts'
import { decodeManifest, type Manifest } from '../../shared/content/manifest.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { ContentId, IdentityId, NodeId, SpaceId } from '../../shared/domain/ids.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import { FileSystemError, type FileProblem, type SyncStatus } from '../sync/interface.ts'
import { Client } from './client.ts'
import type { Event } from './history.ts'
import { lostContents } from './lost.ts'
import { contentOf, Person, type Bookkeeper } from './people.ts'
import { Scheduler } from './scheduler.ts'
import { Seeded } from './seeded.ts'
import type { Gate } from './simulated-files.ts'
import { spuriousCopy } from './spurious.ts'
import { saveUntilSeen } from './tear.ts'
import { SimulatedRelay, type Fate, type Network } from './simulated-relay.ts'

export type WorldOptions = {
  readonly suite: Suite
  readonly seed: number
  /** Name and rights of everybody. */
  readonly people: readonly (readonly [string, Rights])[]
  /** Of a thousand calls so many fail. */
  readonly faults: number
  /** Everybody works in a directory of their own: then there is nothing to disagree about. */
  readonly isApart?: boolean
}

/** So long that only hints and retries wake a loop. */
const aDay = 86_400_000
const never = new Promise<never>(() => undefined)

export class World implements Bookkeeper {
  readonly scheduler: Scheduler
  readonly relay: SimulatedRelay
  readonly clients: readonly Client[]
  /** Contents somebody saved, by their SHA-256, with the saved bytes; those let go are taken out. */
  readonly saved = new Map<string, Uint8Array>()
  /** Every content any revision ever had. */
  readonly known = new Set<ContentId>()
  /** Changes of disks by engines, and everything else worth telling, in order. */
  readonly trace: string[] = []
  readonly bugs: unknown[] = []
  changes = 0
  hasCutPower = false
  /** Node and content: what a power cut left of longer contents that an engine had seen. */
  readonly torn = new Set<string>()
  readonly #options: WorldOptions
  readonly #seeded: Seeded
  readonly #people: readonly Person[]
  readonly #offline = new Set<Client>()
  readonly #killed = new Set<Client>()
  #mayFail = true
  #numbers = 0

  constructor(options: WorldOptions) {
    this.#options = options
    this.#seeded = new Seeded(options.seed)
    this.scheduler = new Scheduler(this.#seeded.fork())
    this.relay = new SimulatedRelay(options.suite, '5a'.repeat(32) as SpaceId, () => this.scheduler.now)
    this.relay.onCommit = (operations, author) => {
      this.#mustHaveRoot(operations, author)
      this.trace.push(`commit ${operations.map(({ kind }) => kind).join(' ')}`)
      for (const operation of operations)
        if (operation.kind === 'put') {
          if (operation.place === null) this.#mustHaveSeen(operation.id, author)
          this.#learn(operation.id, decodeManifest(operation.manifest), operation.place === null)
        }
    }
    this.clients = options.people.map(([name, rights]) => this.#addClient(name, rights))
    this.#people = this.clients.map((client) => new Person(client, this, options.isApart === true ? [client.name] : []))
    if (options.isApart === true)
      for (const client of this.clients) client.disk.create(['home', 'space', client.name], 'directory')
  }

  fresh(client: Client, size: number, before: Uint8Array = new Uint8Array(0)): Uint8Array {
    return concat(before, contentOf(client, ++this.#numbers, size))
  }

  note(data: Uint8Array): void {
    this.saved.set(this.key(data), data)
  }

  release(data: Uint8Array): void {
    this.saved.delete(this.key(data))
  }

  key(data: Uint8Array): string {
    return toHex(this.#options.suite.backend.sha256(data))
  }

  /** Plays the history while the engines run, then ends all trouble. Engines that stop with a bug are noted in `bugs`. */
  async play(history: readonly Event[]): Promise<void> {
    const end = new AbortController()
    const lives = this.clients.map((client) => ({ client, running: this.#live(client, end.signal) }))
    await this.scheduler.run(this.#happen(history, lives, end.signal))
    this.#mayFail = false
    this.#offline.clear()
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

  /** Property 7, at any time: who has no folder now removes nothing. */
  #mustHaveRoot(operations: readonly Operation[], author: IdentityId): void {
    const client = this.clients.find(({ me }) => me === author)
    if (client?.disk.find(['home', 'space']) === null && operations.some(({ kind }) => kind === 'remove'))
      this.bugs.push(new Error(`${client.name} removed without a folder`))
  }

  /** Property 4, at any time. */
  #mustBeConflict(client: Client, path: string): void {
    const isWhole = !this.hasCutPower && !this.#killed.has(client)
    const spurious = spuriousCopy(
      { relay: this.relay, isWhole, contentId: (data) => this.contentId(data) },
      client,
      path,
    )
    if (spurious !== null) this.bugs.push(new Error(spurious))
  }

  /** Property 5, at any time: what is equal is not said again. */
  #mustBeNew(id: NodeId): void {
    const [before, now] = this.relay.tree.revisions(id).slice(-2)
    if (before !== undefined && now !== undefined && before.id !== now.id) {
      const [one, other] = [decodeManifest(before.manifest), decodeManifest(now.manifest)]
      if (one.contentId === other.contentId) this.bugs.push(new Error('an equal content was committed'))
    }
  }

  /** Property 4, the other way round: an edit replaces only what its author's folder had, or has beside. */
  #mustHaveSeen(id: NodeId, author: IdentityId): void {
    const client = this.clients.find(({ me }) => me === author)
    const [before] = this.relay.tree.revisions(id).slice(-2)
    const base = [...(client?.store.synced() ?? [])].find((node) => node.id === id)
    if (before !== undefined && base?.contentId !== decodeManifest(before.manifest).contentId)
      this.bugs.push(new Error(`${client?.name} replaced a content without a conflict`))
  }

  #learn(id: NodeId, { contentId }: Manifest, isEdit: boolean): void {
    this.known.add(contentId)
    if (isEdit) this.#mustBeNew(id)
    if (isEdit && this.torn.has(`${id} ${contentId}`)) this.bugs.push(new Error('a torn content was taken for an edit'))
  }

  #addClient(name: string, rights: Rights): Client {
    const seeded = this.#seeded.fork()
    const client: Client = new Client({
      name,
      suite: this.#options.suite,
      relay: this.relay,
      scheduler: this.scheduler,
      seeded: seeded.fork(),
      gate: (isDead) => this.#gate(() => client, seeded, isDead),
      network: (isDead) => this.#network(() => client, seeded, isDead),
      // Half of what people save is long.
      engine: { longAbove: 4500, interval: aDay },
    })
    this.relay.rights.set(client.me, rights)
    return client
  }

  #gate(client: () => Client, seeded: Seeded, isDead: () => boolean): Gate {
    return {
      pass: async (call) => {
        await this.scheduler.turn()
        if (isDead()) await never
        if (!this.#mayFail || !seeded.chance(this.#options.faults / 1000)) return
        const problem = seeded.pick<FileProblem>(['busy', 'denied', 'other', 'full']) ?? 'other'
        this.trace.push(`${client().name} ${call} ${problem}`)
        throw new FileSystemError(problem)
      },
      onChange: (call, path) => {
        if (!isDead()) this.changes++
        this.trace.push(`${client().name} ${call} ${path}`)
        this.#mustBeConflict(client(), path)
      },
    }
  }

  #network(client: () => Client, seeded: Seeded, isDead: () => boolean): Network {
    return {
      pass: async (call): Promise<Fate> => {
        await this.scheduler.sleep(seeded.below(this.#mayFail ? 60 : 2))
        if (isDead()) await never
        if (this.#offline.has(client())) return 'unreachable'
        if (!this.#mayFail || !seeded.chance((3 * this.#options.faults) / 1000)) return 'well'
        this.trace.push(`${client().name} ${call} lost`)
        return seeded.chance(0.5) ? 'lost' : 'unreachable'
      },
      damage: (bytes) => {
        if (!this.#mayFail || bytes.length === 0 || !seeded.chance(this.#options.faults / 1000)) return bytes
        const at = seeded.below(bytes.length)
        bytes[at] = (bytes[at] ?? 0) ^ 1
        return bytes
      },
    }
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
      if (!(await this.#befall(life, event, end))) {
        const finish = person.act(event)
        if (finish !== null) void this.scheduler.sleep(3).then(finish)
      }
      // Property 1, at any time.
      this.bugs.push(...lostContents(this))
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
      this.#offline.add(client)
      void this.scheduler.sleep(first * 5000).then(() => this.#offline.delete(client))
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
    if (withPower) this.hasCutPower = true
    this.#killed.add(client)
    for (const { inode, before, isTorn } of client.kill(withPower ? this.#seeded : null)) {
      this.release(before)
      const { fileId } = client.disk.stat(inode)
      for (const { id, stat } of client.store.local()) {
        if (isTorn && stat.fileId === fileId && inode.data.length < stat.size)
          this.torn.add(`${id} ${this.contentId(inode.data)}`)
      }
      this.trace.push(`${client.name} has ${inode.data.length} bytes left of ${before.length}`)
    }
    this.#releaseMissing(client)
  }

  /** What was saved here alone, not made durable, and is now nowhere: the power took it, not an engine. */
  #releaseMissing(client: Client): void {
    const here = new Set([...client.disk.inodes(client.disk.root)].map((inode) => this.key(inode.data)))
    for (const [key, data] of this.saved) {
      const isHis = new TextDecoder().decode(data.subarray(0, client.name.length)) === client.name
      if (isHis && !here.has(key) && this.hasCutPower && !this.isKnown(data)) this.saved.delete(key)
    }
  }

  /** True if some revision in the log has this content. */
  isKnown(data: Uint8Array): boolean {
    return this.known.has(this.contentId(data))
  }

  /** Of a content of one chunk at most. */
  contentId(data: Uint8Array): ContentId {
    const { sha256 } = this.#options.suite.backend
    const head = new Uint8Array(16)
    new DataView(head.buffer).setBigUint64(0, BigInt(data.length))
    new DataView(head.buffer).setBigUint64(8, 2n ** 20n)
    return toHex(sha256(new Uint8Array([...head, ...(data.length === 0 ? [] : sha256(data))]))) as ContentId
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
