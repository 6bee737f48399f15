// Packs that a commit which never came, or came before, has already named: none is named twice. PROTOCOL §10, SYNC "Resume".
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rootNodeId, type NodeId, type PackId, type SpaceId } from '../../shared/domain/ids.ts'
import { buildPacksAdd, maxPacksPerEntry } from '../../shared/logs/space/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

const length = 4096
let office: Office
let alice: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  alice = await office.person('alice', await office.relay())
  space = await alice.create('Akten')
})
afterAll(() => office.close())

const joined = () => alice.core.spaces.open(space)
const hex = (bytes: number) => randomBytes(bytes).toString('hex')
const head = () => joined().replica.state.head.seq

/** `count` packs that lie at the relay and stand in no entry yet. */
async function uploaded(count: number): Promise<{ id: PackId; length: number }[]> {
  const transport = alice.core.homeRelay.packsOf(space)
  const packs = Array.from({ length: count }, () => ({ id: hex(16) as PackId, length }))
  for (let from = 0; from < count; from += 64) {
    const puts = packs.slice(from, from + 64).map(({ id }) => transport.put(id, new Uint8Array(length), length, soon()))
    expect((await Promise.all(puts)).every(({ ok }) => ok)).toBe(true)
  }
  return packs
}

const commit = (name: string, packs: readonly { id: PackId; length: number }[]) =>
  joined().remote.commit([{ kind: 'mkdir', id: hex(16) as NodeId, parent: rootNodeId, name }], packs, soon())

/** What each entry from `seq` on names: its type and its packs. */
const named = (seq: number) =>
  joined()
    .replica.entries(seq)
    .map(({ header }) => {
      const payload = header?.payload as readonly unknown[]
      const packs = (header?.type === 'packs.add' ? payload[0] : payload[1]) as readonly [Uint8Array, number][]
      return { type: header?.type, packs: packs.map(([id]) => Buffer.from(id).toString('hex')).sort() }
    })
const idsOf = (packs: readonly { id: PackId }[]) => packs.map(({ id }) => id).sort()

test('a commit that is made again after a restart names only what the log does not name yet', async () => {
  const [first, second] = [await uploaded(2), await uploaded(1)]
  expect(await commit('one', first)).toMatchObject({ ok: true, value: { kind: 'committed' } })
  await alice.lock()
  await alice.unlock()
  const before = head()
  expect(await commit('two', [...first, ...second])).toMatchObject({ ok: true, value: { kind: 'committed' } })
  expect(named(before + 1)).toEqual([{ type: 'commit', packs: idsOf(second) }])
})

test('what a packs.add has named before the crash is not named by the commit after it', async () => {
  const [added, fresh] = [await uploaded(3), await uploaded(1)]
  await joined().writer.append((position) => buildPacksAdd(office.environment.suite, position, added), soon())
  await alice.lock()
  await alice.unlock()
  const before = head()
  expect(await commit('three', [...fresh, ...added])).toMatchObject({ ok: true, value: { kind: 'committed' } })
  expect(named(before + 1)).toEqual([{ type: 'commit', packs: idsOf(fresh) }])
})

test('more packs than fit into a header go into packs.add first, each once', async () => {
  const packs = await uploaded(maxPacksPerEntry + 2)
  const before = head()
  expect(await commit('many', packs)).toMatchObject({ ok: true, value: { kind: 'committed' } })
  const entries = named(before + 1)
  expect(entries.map(({ type }) => type)).toEqual(['packs.add', 'commit'])
  expect(entries.flatMap((entry) => entry.packs).sort()).toEqual(idsOf(packs))
})
