// People with one computer each in a room where nothing fails unless told: for stories about the engine's rules. Tests only.
import { openSuite } from '../../node/crypto/index.ts'
import { fromUtf8, utf8 } from '../../shared/base/encoding.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import { presets, type Rights } from '../../shared/domain/rights.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import type { EngineOptions } from '../sync/engine.ts'
import type { SyncStatus } from '../sync/interface.ts'
import { reachableTree } from '../sync/trees/remote-tree.ts'
import { listing } from './checks.ts'
import { Client, rootPath } from './client.ts'
import { Scheduler } from './scheduler.ts'
import { Seeded } from './seeded.ts'
import type { Inode } from './simulated-disk.ts'
import { SimulatedRelay, type Fate } from './simulated-relay.ts'

const root = ['home', 'space'] as const
const never = new AbortController().signal

export class Room {
  readonly scheduler = new Scheduler(new Seeded(1))
  readonly relay: SimulatedRelay
  /** The operations of every commit. */
  readonly commits: (readonly Operation[])[] = []
  readonly #suite: Suite

  constructor(suite: Suite) {
    this.#suite = suite
    this.relay = new SimulatedRelay(suite, '5a'.repeat(32) as SpaceId, () => this.scheduler.now)
    this.relay.onCommit = (operations) => this.commits.push(operations)
  }

  /** A room in which alice and bob have these files, in step. */
  static async ofTwo(
    files: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly room: Room; readonly alice: Desk; readonly bob: Desk }> {
    const room = new Room(await openSuite())
    const [alice, bob] = [room.desk('alice'), room.desk('bob')]
    for (const [path, text] of Object.entries(files)) alice.write(path, text)
    if (Object.keys(files).length > 0) await room.settle(alice, bob)
    return { room, alice, bob }
  }

  desk(name: string, rights: Rights = presets.editor, engine: EngineOptions = {}): Desk {
    return new Desk({ name, rights, engine }, this, this.#suite)
  }

  /** Everybody, as often as it takes: two rounds after the last change. */
  async settle(...desks: readonly Desk[]): Promise<void> {
    for (let round = 0; round < 4; round++) for (const desk of desks) await desk.sync()
  }

  /** Lets time pass until it holds. */
  until(holds: () => boolean): Promise<void> {
    const wait = async (): Promise<void> => {
      while (!holds()) await this.scheduler.sleep(20)
    }
    return this.scheduler.run(wait())
  }

  /** What somebody's engine, which runs, tells others within a minute of `change`, and how many packs it sends for it. */
  async toldBy(
    { client: { engine } }: Desk,
    change: () => void,
  ): Promise<{ readonly operations: readonly Operation['kind'][]; readonly packs: number }> {
    engine.start()
    await this.until(() => engine.status.settled)
    const [commits, packs] = [this.commits.length, this.relay.packs.size]
    change()
    await this.until(() => this.commits.length > commits)
    await this.scheduler.run(this.scheduler.sleep(60_000))
    await this.scheduler.run(engine.stop())
    const operations = this.commits.slice(commits).flatMap((commit) => commit.map(({ kind }) => kind))
    return { operations, packs: this.relay.packs.size - packs }
  }

  /** Path to id of everything within reach in the log. */
  get paths(): ReadonlyMap<string, NodeId> {
    const { tree } = reachableTree({ nodes: this.relay.tree.nodes }, () => false)
    return new Map([...tree.nodes.keys()].map((id) => [(tree.names(id) ?? []).join('/'), id]))
  }

  id(path: string): NodeId {
    const id = this.paths.get(path)
    if (id === undefined) throw new Error(`the log has no ${path}`)
    return id
  }
}

type Seat = { readonly name: string; readonly rights: Rights; readonly engine: EngineOptions }

export class Desk {
  readonly client: Client
  readonly #room: Room
  /** Changes the engine made on this disk. */
  readonly changes: string[] = []
  /** What becomes of the next calls of the network. */
  fate: (call: string) => Fate | Promise<Fate> = () => 'well'
  /** Called before every call of the disk, with its name. */
  onCall: (call: string) => void = () => undefined

  constructor({ name, rights, engine }: Seat, room: Room, suite: Suite) {
    this.#room = room
    const { relay, scheduler } = room
    this.client = new Client({
      name,
      suite,
      relay,
      scheduler,
      seeded: new Seeded(name.charCodeAt(0)),
      engine,
      gate: () => ({
        pass: async (call) => {
          await scheduler.turn()
          this.onCall(call)
        },
        onChange: (call, path) => this.changes.push(`${call} ${path.slice(rootPath.length + 1)}`),
      }),
      network: () => ({ pass: (call) => Promise.resolve(this.fate(call)), damage: (bytes) => bytes }),
    })
    relay.rights.set(this.client.me, rights)
  }

  set rights(rights: Rights) {
    this.#room.relay.rights.set(this.client.me, rights)
  }

  /** Time passes, so that nothing written before shares a tick of the clock with what comes. */
  async sync(): Promise<SyncStatus> {
    await this.wait()
    return this.#room.scheduler.run(this.client.engine.syncOnce(never))
  }

  async cycle(): Promise<SyncStatus> {
    await this.wait()
    return this.#room.scheduler.run(this.client.engine.cycle(never))
  }

  wait(): Promise<void> {
    return this.#room.scheduler.run(this.#room.scheduler.sleep(50))
  }

  /** Holds back the n-th call of a kind to the network until it is let go. */
  hold(kind: string, nth = 1): { readonly isHeld: () => boolean; readonly go: (fate: Fate) => void } {
    let calls = 0
    let go: (fate: Fate) => void = () => undefined
    const held = new Promise<Fate>((resolve) => (go = resolve))
    this.fate = (call) => (call === kind && ++calls === nth ? held : 'well')
    return { isHeld: () => calls >= nth, go: (fate) => go(fate) }
  }

  /** Every path that is synced, sorted. */
  get files(): readonly string[] {
    return [...listing(this.client).keys()].sort()
  }

  /** Creates the directories above as well. An existing file is written in place. */
  write(path: string, text: string): Inode {
    const names = this.#names(path)
    for (let depth = 3; depth < names.length; depth++) {
      if (this.client.disk.find(names.slice(0, depth)) === null)
        this.client.disk.create(names.slice(0, depth), 'directory')
    }
    const inode = this.client.disk.find(names) ?? this.client.disk.create(names, 'file')
    this.client.disk.setData(inode, utf8(text))
    return inode
  }

  /** Null if there is no such file. */
  read(path: string): string | null {
    const inode = this.client.disk.find(this.#names(path))
    return inode === null ? null : fromUtf8(inode.data)
  }

  make(path: string, kind: Inode['kind'] = 'directory'): Inode {
    return this.client.disk.create(this.#names(path), kind)
  }

  inode(path: string): Inode {
    const inode = this.client.disk.find(this.#names(path))
    if (inode === null) throw new Error(`no ${path} at ${this.client.name}`)
    return inode
  }

  move(from: string, to: string): void {
    this.client.disk.rename(this.#names(from), this.#names(to), false)
  }

  remove(path: string): void {
    const names = this.#names(path)
    for (const name of this.client.disk.find(names)?.entries.keys() ?? []) this.remove(`${path}/${name}`)
    this.client.disk.remove(names)
  }

  /** What lies in the local trash of today. */
  get trash(): readonly string[] {
    const trash = this.client.disk.find([...root, '.siegel', 'trash'])
    return [...(trash?.entries.values() ?? [])].flatMap((day) => [...day.entries.keys()]).sort()
  }

  #names(path: string): readonly string[] {
    return [...root, ...path.split('/')]
  }
}
