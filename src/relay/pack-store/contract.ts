// The contract suite of the pack store: every implementation runs it (file-system.test.ts). Tests only.
import { describe, expect, test } from 'vitest'
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'
import type { PackPlace, PackStore } from './interface.ts'

const place = (space: string, pack: string): PackPlace => ({
  space: space.repeat(64) as SpaceId,
  pack: pack.repeat(32) as PackId,
})

async function* pieces(...lengths: number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (const length of lengths) {
    await Promise.resolve()
    yield Uint8Array.from({ length }, () => at++ % 251)
  }
}

async function whole(store: PackStore, at: PackPlace, start: number, end: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of store.read(at, start, end)) parts.push(part.slice())
  return new Uint8Array(Buffer.concat(parts))
}

const list = async (store: PackStore): Promise<PackPlace[]> => {
  const places: PackPlace[] = []
  for await (const one of store.list()) places.push(one)
  return places
}

/** `open` makes an empty store. */
export function packStoreContract(name: string, open: () => Promise<PackStore>): void {
  describe(`${name}: the relay's pack store`, () => {
    test('a pack comes back byte for byte, whole and in ranges', async () => {
      const store = await open()
      expect(await store.length(place('a', '1'))).toBeNull()
      expect(await store.put(place('a', '1'), pieces(100_000, 300_000, 1), 400_001)).toBe('stored')
      expect(await store.length(place('a', '1'))).toBe(400_001)
      const expected = Uint8Array.from({ length: 400_001 }, (_, i) => i % 251)
      expect(Buffer.compare(await whole(store, place('a', '1'), 0, 400_001), expected)).toBe(0)
      expect(await whole(store, place('a', '1'), 65_536, 65_540)).toEqual(expected.subarray(65_536, 65_540))
      expect(await list(store)).toEqual([place('a', '1')])
    })

    test('the same id in another space is another pack', async () => {
      const store = await open()
      await store.put(place('a', '1'), pieces(10), 10)
      expect(await store.length(place('b', '1'))).toBeNull()
      expect(await store.put(place('b', '1'), pieces(20), 20)).toBe('stored')
      expect([await store.length(place('a', '1')), await store.length(place('b', '1'))]).toEqual([10, 20])
    })

    test('a pack is never overwritten', async () => {
      const store = await open()
      await store.put(place('a', '1'), pieces(10), 10)
      expect(await store.put(place('a', '1'), pieces(12), 12)).toBe('exists')
      expect(await store.length(place('a', '1'))).toBe(10)
    })

    test('T75 of many uploads of one id at once exactly one is stored', async () => {
      const store = await open()
      const outcomes = await Promise.all(
        [4, 5, 6, 7].map((n) => store.put(place('a', '1'), pieces(n * 1000), n * 1000)),
      )
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
      expect(await list(store)).toHaveLength(1)
    })

    test('too few, too many bytes, or a source that breaks off: nothing is stored', async () => {
      const store = await open()
      const broken = async function* () {
        yield* pieces(10)
        throw new Error('connection lost')
      }
      await expect(store.put(place('a', '1'), pieces(9), 10)).rejects.toMatchObject({ code: 'E_LIMIT' })
      await expect(store.put(place('a', '1'), pieces(11), 10)).rejects.toMatchObject({ code: 'E_LIMIT' })
      await expect(store.put(place('a', '1'), broken(), 20)).rejects.toThrow('connection lost')
      expect(await store.length(place('a', '1'))).toBeNull()
      expect(await list(store)).toEqual([])
      expect(await store.removeUnfinished()).toBe(0)
      expect(await store.put(place('a', '1'), pieces(10), 10)).toBe('stored')
    })

    test('reading an absent pack is refused', async () => {
      const store = await open()
      await expect(whole(store, place('a', '1'), 0, 1)).rejects.toMatchObject({ code: 'E_ID' })
    })
  })
}
