// People with real identities who talk to a real relay: for tests of relay and client over loopback. Tests only.
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, type Dispatcher } from 'undici'
import { toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { IdentityId, PackId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import {
  createIdentity,
  type DeviceSecrets,
  type Home,
  type Identities,
  type IdentityLog,
} from '../../shared/logs/identity/index.ts'
import * as space from '../../shared/logs/space/index.ts'
import type { Clock } from '../sync/interface.ts'
import type { AppendAnswer } from '../spaces/index.ts'
import { RelayClient } from './relay-client.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, { signal })
  },
}

/** The system's clock, wrong by so many milliseconds. */
export const wrongClock = (by: number): Clock => ({ ...systemClock, now: () => Date.now() + by })

type RelayPlace = { readonly address: string; readonly relayId: RelayId }

export const signal = (): AbortSignal => AbortSignal.timeout(20_000)

export class Somebody {
  readonly suite: Suite
  readonly home: Home
  readonly entropy: Uint8Array
  log: IdentityLog
  device: DeviceSecrets
  readonly identitySeed: Uint8Array
  readonly known = new Map<IdentityId, IdentityLog>()
  readonly #clients = new Map<string, RelayClient>()

  constructor(suite: Suite, home: RelayPlace, time: number = Date.now()) {
    this.suite = suite
    this.home = { relayId: home.relayId, address: home.address }
    this.entropy = suite.random(32)
    const made = createIdentity(suite, { entropy: this.entropy, deviceName: 'laptop', home: this.home, time })
    this.log = made.log
    this.device = made.device
    this.identitySeed = made.identitySeed
    this.meet(this)
  }

  get id(): IdentityId {
    return this.log.id
  }

  get identities(): Identities {
    return { get: (id) => this.known.get(id) ?? null }
  }

  get entries(): readonly Uint8Array[] {
    return this.log.entries.map(encodeEntry)
  }

  meet(...others: readonly Somebody[]): void {
    for (const { log } of others) this.known.set(log.id, log)
  }

  /** A client of the own relay, or of another one. */
  at(relay: RelayPlace = this.home, clock: Clock = systemClock): RelayClient {
    const key = relay.relayId + relay.address
    const client = this.#clients.get(key) ?? this.connect(relay, { clock })
    this.#clients.set(key, client)
    return client
  }

  connect(
    relay: RelayPlace,
    {
      clock = systemClock,
      dispatcher = new Agent(),
    }: { readonly clock?: Clock; readonly dispatcher?: Dispatcher } = {},
  ): RelayClient {
    const ownEntries = (from: number): readonly Uint8Array[] => this.entries.slice(from)
    const reach = { home: { relayId: relay.relayId, address: relay.address }, tlsPin: null }
    const way = (): Promise<Dispatcher> => Promise.resolve(dispatcher)
    return new RelayClient({ suite: this.suite, device: this.device, reach, way, clock, ownEntries })
  }

  async register(token: string | null = null): Promise<this> {
    await this.at().register(this.entries, { token, signal: signal() })
    return this
  }

  position(state: space.SpaceState, time: number = Date.now()): space.Position {
    return { state, identities: this.identities, author: this.device, time }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close()
  }
}

/** A space as its owner builds it at the relay. */
export class TestSpace {
  readonly owner: Somebody
  state: space.SpaceState
  readonly tree: space.SpaceTree
  epochKey: Uint8Array
  readonly entries: Uint8Array[] = []

  private constructor(owner: Somebody, built: space.Built) {
    this.owner = owner
    this.state = built.state
    this.tree = new space.SpaceTree(owner.suite)
    this.epochKey = new Uint8Array(32)
    this.entries.push(encodeEntry(built.entry))
  }

  /** At the owner's relay, with its first epoch. */
  static async create(owner: Somebody): Promise<TestSpace> {
    const { suite, identities, device, home } = owner
    const built = space.buildGenesis(suite, { identities, author: device, time: Date.now(), home })
    const made = new TestSpace(owner, built)
    const answer = await owner.at().append(made.id, made.entries[0] ?? new Uint8Array(0), { signal: signal() })
    if (answer.kind !== 'appended') throw new Refused('E_ID', answer.kind)
    await made.rotate(owner, null)
    return made
  }

  get id(): SpaceId {
    return this.state.id
  }

  /** Appends; the state moves on only when the relay took it. */
  async append(by: Somebody, built: space.Built): Promise<AppendAnswer> {
    const bytes = encodeEntry(built.entry)
    const answer = await by.at(this.owner.home).append(this.id, bytes, { signal: signal() })
    if (answer.kind !== 'appended') return answer
    this.state = built.state
    this.entries.push(bytes)
    return answer
  }

  async rotate(by: Somebody, previous: Uint8Array | null = this.epochKey): Promise<void> {
    const built = space.buildRotation(by.suite, by.position(this.state), previous)
    await this.append(by, built)
    this.epochKey = built.epochKey
  }

  /** Grants, after the relay got the identity log it judges by. */
  async grant(to: Somebody, allow: Rights, notAfter: number | null = null): Promise<void> {
    const { owner, epochKey } = this
    owner.meet(to)
    await owner.at().mirror(to.id, to.entries, { signal: signal() })
    const wish = { id: to.id, allow, notAfter, epochKey }
    await this.append(owner, space.buildGrantSet(owner.suite, owner.position(this.state), wish))
  }

  /** A commit that makes a directory and names packs. */
  commit(
    by: Somebody,
    name: string,
    packs: readonly { readonly id: PackId; readonly length: number }[] = [],
    time: number = Date.now(),
  ): space.Built {
    const id = toHex(by.suite.random(16)) as space.TreeNode['id']
    const parent = '0'.repeat(32) as space.TreeNode['id']
    const { tree, epochKey, state } = this
    const operations = [{ kind: 'mkdir', id, parent, name }] as const
    return space.buildCommit(by.suite, by.position(state, time), { tree, epochKey, operations, packs })
  }
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** The code that `work` was refused with; 'accepted' otherwise. Bugs pass through. */
export async function verdictOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'accepted'
  } catch (error) {
    const { code } = error as { readonly code?: unknown }
    if (typeof code === 'string' && code.startsWith('E_')) return code
    throw error
  }
}
