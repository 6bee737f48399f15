// A space in which mallory, who may do everything but own it, helps the relay: what needs a member's signature she signs. Tests only.
import { decodeCanonical, encodeCanonical, type Cbor } from '../../../shared/base/canonical.ts'
import { toHex } from '../../../shared/base/encoding.ts'
import { rootNodeId, type NodeId, type SpaceId } from '../../../shared/domain/ids.ts'
import { presets } from '../../../shared/domain/rights.ts'
import type { Entry } from '../../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../../shared/logs/identity/index.ts'
import { buildCommit } from '../../../shared/logs/space/index.ts'
import { mustWithstand, type Told } from './attack.ts'
import { appendToLog } from './mutations.ts'
import { soon, verdictOf, type Person } from './person.ts'
import { stage, type StartRelay, type World } from './world.ts'

/** Which check is the first to notice may depend on what was changed. */
export const refusals: readonly string[] = [
  ...['E_CANON', 'E_SIG', 'E_ID', 'E_SEQ', 'E_INTEGRITY', 'E_UNKNOWN_VERSION', 'E_LIMIT', 'E_ROLE', 'E_FORK'],
]
export const stopped = { phase: 'stopped', obstacle: 'refused' } as const

type Forged = { readonly entry: () => Uint8Array; readonly code: Told['code'] }

export class Conspiracy {
  readonly world: World
  readonly alice: Person
  readonly bob: Person
  readonly mallory: Person
  readonly space: SpaceId

  private constructor(world: World, [alice, bob, mallory]: readonly [Person, Person, Person], space: SpaceId) {
    this.world = world
    this.alice = alice
    this.bob = bob
    this.mallory = mallory
    this.space = space
  }

  static async create(startRelay: StartRelay): Promise<Conspiracy> {
    const { world, alice, bob, mallory, space } = await stage(startRelay, { bob: 'editor', mallory: 'manager' })
    return new Conspiracy(world, [alice, bob, mallory], space)
  }

  /** Alice's new file reaches the relay and mallory; bob has a draft that nobody has yet. */
  readonly aliceEdits = (): Promise<void> => this.world.edit(this.alice, this.bob, this.mallory)

  /** What mallory could append now: a commit that every member would accept. */
  readonly malloryCommit = (): Entry => {
    const { suite } = this.world
    const { replica, writer } = this.mallory.core.spaces.open(this.space)
    const { tree, epochKey } = replica
    const id = toHex(suite.random(16)) as NodeId
    const operations = [{ kind: 'mkdir', id, parent: rootNodeId, name: `by mallory ${id}` }] as const
    return buildCommit(suite, writer.position, { tree, epochKey, operations }).entry
  }

  /** What mallory could append to her own log now. */
  readonly malloryRotation = (): Entry => {
    const { me } = this.mallory.core
    const step = { log: me.log, author: me.device, time: this.world.now() }
    const { entries } = rotateIdentityKey(this.world.suite, step, me.seed())
    if (entries[0] === undefined) throw new RangeError('no entry')
    return entries[0]
  }

  /** An entry with these header fields, in the order of PROTOCOL §8, as mallory signs it. */
  signed(kind: 'space' | 'identity', fields: readonly Cbor[], { body }: Entry): Uint8Array {
    const headerBytes = encodeCanonical([...fields])
    const { signSecretKey } = this.mallory.core.me.device
    return encodeCanonical([headerBytes, [this.world.suite.sign(signSecretKey, `entry/${kind}`, headerBytes)], body])
  }

  /** Bob is shown each of these behind the genuine entries of the space, and takes none. */
  bobRefuses(lies: readonly Forged[]): Promise<void> {
    const { world, bob, space } = this
    return mustWithstand({
      world,
      victim: bob,
      space,
      prepare: this.aliceEdits,
      lies: lies.map(({ entry, code }) => ({ code, lie: () => appendToLog(world.spaceLog(space, bob), entry()) })),
      sees: stopped,
    })
  }

  /** Alice wants to seal to mallory, asks for her newest log, and gets one that goes on like this. */
  aliceRefuses(lies: readonly Forged[]): Promise<void> {
    const { world, alice, mallory } = this
    return mustWithstand({
      world,
      victim: alice,
      space: this.space,
      prepare: () => Promise.resolve(),
      attempt: this.aliceGrantsMallory,
      honest: 'done',
      lies: lies.map(({ entry, code }) => ({
        code,
        lie: () => appendToLog(world.identityLog(mallory.id, alice), entry()),
      })),
      sees: this.aliceKnowsMallory,
    })
  }

  readonly aliceGrantsMallory = (): Promise<string> => {
    const wish = { to: this.mallory.id, rights: presets.manager, notAfter: null }
    return verdictOf(this.alice.core.spaces.grant(this.space, wish, soon()))
  }

  /** As mallory's own device holds her log, and not further. */
  readonly aliceKnowsMallory = (): void => {
    const [known, own] = [this.alice.core.known.get(this.mallory.id), this.mallory.core.me.head]
    if (known?.head.hash !== own.hash) throw new Error('alice believes another log of mallory')
  }
}

export const fieldsOf = ({ headerBytes }: Entry): Cbor[] => [...(decodeCanonical(headerBytes, 65_536) as Cbor[])]
