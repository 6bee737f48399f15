// One acceptable entry of every type, and the space it fits into: for tests that try each in turn. Tests only.
import type { Cbor } from '../../../base/canonical.ts'
import { fromHex } from '../../../base/encoding.ts'
import type { Suite } from '../../../crypto/suite.ts'
import { rightBits, type Right, type Rights } from '../../../domain/rights.ts'
import type { Person } from '../../testing/people.ts'
import { Story } from './story.ts'

/** The state of a space, and its entries so far. */
type Told = Pick<Story, 'state' | 'entries'>
type Wish = { readonly payload: Cbor; readonly body?: Uint8Array }

/**
 * A space of alice at epoch 2 in which bob holds `rights` and carol reads; of its packs 1 and 2 the first is released.x
 * offer of alice to carol stands.
 */
export function spaceWhere(
  suite: Suite,
  { alice, bob, carol }: { readonly alice: Person; readonly bob: Person; readonly carol: Person },
  rights: Rights,
): Story {
  const story = new Story(suite, alice, bob, carol)
  story.grant(alice, carol, rightBits.read)
  if (rights !== 0) story.grant(alice, bob, rights)
  story.read(
    story.forge(alice.device, {
      type: 'packs.add',
      payload: [
        [
          [pack(1), 4096],
          [pack(2), 4096],
        ],
      ],
    }),
  )
  story.read(story.forge(alice.device, { type: 'packs.release', payload: [[pack(1)]] }))
  story.rotate(alice)
  return story
}

const pack = (digit: number) => new Uint8Array(16).fill(digit)
const body = new Uint8Array(80)

/** By name (a type, or a type and what is special); whoever holds one of `needs`, or the owner, may append it. */
export const everyEntry: Readonly<
  Record<string, { readonly needs: readonly Right[] | 'owner'; wish(story: Told, carol: Pick<Person, 'log'>): Wish }>
> = {
  'grant.set': {
    needs: ['manage'],
    wish: (_, { log }) => ({ payload: ['identity', fromHex(log.id), null, 3, 0, null] }),
  },
  'grant.remove': { needs: ['manage'], wish: (_, { log }) => ({ payload: ['identity', fromHex(log.id), null] }) },
  'epoch.rotate': { needs: ['manage'], wish: (story) => ({ payload: rotation(story), body }) },
  'epoch.relink': { needs: ['write'], wish: ({ state }) => ({ payload: [state.epoch, new Uint8Array(104)] }) },
  commit: { needs: ['write', 'delete', 'manage'], wish: ({ state }) => ({ payload: [state.epoch, []], body }) },
  'commit with packs': { needs: ['write'], wish: ({ state }) => ({ payload: [state.epoch, [[pack(3), 4096]]], body }) },
  'packs.add': { needs: ['write'], wish: () => ({ payload: [[[pack(3), 4096]]] }) },
  'packs.release': { needs: ['manage'], wish: () => ({ payload: [[pack(2)]] }) },
  'packs.keep': { needs: ['write'], wish: () => ({ payload: [[pack(1)]] }) },
  snapshot: { needs: ['write'], wish: ({ state }) => ({ payload: [state.epoch, []], body }) },
  heads: { needs: ['read'], wish: () => ({ payload: [] }) },
  complaint: { needs: ['read'], wish: ({ state }) => ({ payload: [state.epoch, 0] }) },
  accept: { needs: ['read'], wish: () => ({ payload: [] }) },
  leave: { needs: ['read'], wish: () => ({ payload: [] }) },
  'owner.offer': { needs: 'owner', wish: (_, { log }) => ({ payload: [['identity', fromHex(log.id)]] }) },
  'home.set': { needs: 'owner', wish: () => ({ payload: [new Uint8Array(32), 'https://relay.example'] }) },
  close: { needs: 'owner', wish: () => ({ payload: [] }) },
}

/** The next epoch in form: readers of the public part cannot tell that its key is not new. */
function rotation(story: Told): Cbor {
  const last = story.entries.findLast(({ header }) => header?.type === 'epoch.rotate')
  const [, commit, , link, hash] = last?.header?.payload as [number, Uint8Array, null, Uint8Array, Uint8Array]
  return [story.state.epoch + 1, commit, null, link, hash]
}
