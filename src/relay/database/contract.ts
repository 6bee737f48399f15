// The contract suite of the relay's database: every implementation runs it (sqlite/sqlite.test.ts). Tests only.
import { describe, expect, test } from 'vitest'
import type { DeviceId, EntryHash, IdentityId, PackId, RelayId, SpaceId } from '../../shared/domain/ids.ts'
import type { Database, Extension, StoredEntry } from './interface.ts'

const id = (digit: string, length = 64): string => digit.repeat(length)
const alice = id('a') as IdentityId
const bob = id('b') as IdentityId
const space = id('5') as SpaceId
const relay = id('e') as RelayId
const pack = (digit: string) => id(digit, 32) as PackId

const entry = (seq: number, digit = 'f', size = 10): StoredEntry => ({
  seq,
  hash: (digit + String(seq).padStart(63, '0')) as EntryHash,
  headerBytes: new Uint8Array(size).fill(seq),
  signatures: [new Uint8Array(64).fill(1), new Uint8Array(64).fill(2)],
  body: seq % 2 === 0 ? null : new Uint8Array([seq]),
})

const extension = (from: number, count: number, change: Partial<Extension> = {}): Extension => ({
  logId: space,
  kind: 'space',
  after: from === 0 ? null : { seq: from - 1, hash: entry(from - 1).hash },
  entries: Array.from({ length: count }, (_, i) => entry(from + i)),
  homeId: relay,
  readers: [alice],
  packs: [],
  ...change,
})

/** `open` makes an empty database, or with `again` opens the last one a second time after it was closed. */
export function databaseContract(name: string, open: (again?: 'again') => Promise<Database>): void {
  describe(`${name}: the relay's database`, () => {
    const using = async (work: (database: Database) => Promise<void>): Promise<void> => {
      const database = await open()
      try {
        await work(database)
      } finally {
        await database.close()
      }
    }

    test('an append follows the head or changes nothing', () =>
      using(async ({ logs }) => {
        expect(await logs.find(space)).toBeNull()
        expect(await logs.extend(extension(0, 3))).toBe('extended')
        expect(await logs.find(space)).toEqual({
          id: space,
          kind: 'space',
          head: { seq: 2, hash: entry(2).hash },
          homeId: relay,
        })
        expect(await logs.extend(extension(2, 1))).toBe('conflict')
        expect(await logs.extend(extension(0, 1))).toBe('conflict')
        expect(await logs.extend(extension(3, 1, { after: { seq: 2, hash: entry(2, 'e').hash } }))).toBe('conflict')
        expect(await logs.read(space, 0, { count: 10, bytes: 1000, bodies: true })).toEqual([
          entry(0),
          entry(1),
          entry(2),
        ])
      }))

    test('of two appends at once exactly one wins', () =>
      using(async ({ logs }) => {
        await logs.extend(extension(0, 1))
        const outcomes = await Promise.all([
          logs.extend(extension(1, 1)),
          logs.extend(extension(1, 1, { entries: [entry(1, 'c')] })),
        ])
        expect(outcomes.sort()).toEqual(['conflict', 'extended'])
      }))

    test('entries are read in pages bounded by count and bytes, never fewer than one', () =>
      using(async ({ logs }) => {
        await logs.extend(extension(0, 4, { entries: [entry(0), entry(1, 'f', 500), entry(2), entry(3)] }))
        const seqs = async (from: number, count: number, bytes: number): Promise<number[]> =>
          (await logs.read(space, from, { count, bytes, bodies: true })).map(({ seq }) => seq)
        expect(await seqs(1, 2, 10_000)).toEqual([1, 2])
        expect(await seqs(0, 10, 100)).toEqual([0])
        expect(await seqs(1, 10, 100)).toEqual([1])
        expect(await seqs(2, 10, 100)).toEqual([2, 3])
        expect(await seqs(4, 10, 100)).toEqual([])
        expect(await logs.read(space, 3, { count: 1, bytes: 1, bodies: false })).toEqual([{ ...entry(3), body: null }])
      }))

    test('a branch replaces the tail and keeps it as proof', () =>
      using(async ({ logs }) => {
        await logs.extend(extension(0, 3))
        await logs.replace(space, 1, [entry(1, 'c')], relay)
        expect((await logs.find(space))?.head).toEqual({ seq: 1, hash: entry(1, 'c').hash })
        expect(await logs.read(space, 0, { count: 9, bytes: 999, bodies: true })).toEqual([entry(0), entry(1, 'c')])
        expect(await logs.proofs(space)).toEqual([entry(1), entry(2)])
        await logs.addProof(space, entry(1))
        expect(await logs.proofs(space)).toHaveLength(2)
      }))

    test('readers are those of the last append', () =>
      using(async ({ logs }) => {
        await logs.extend(extension(0, 1))
        expect(await logs.readsAnything(bob)).toBe(false)
        const readers = [bob]
        await logs.extend(extension(1, 1, { readers }))
        expect([await logs.readsAnything(alice), await logs.readsAnything(bob)]).toEqual([false, true])
      }))

    test('a pack counts once on its owner; a named absent one is missing until it comes', () =>
      using(async ({ logs, packs, accounts }) => {
        expect([await accounts.add(alice), await accounts.add(alice)]).toEqual([true, false])
        expect(await packs.add(space, { id: pack('1'), length: 4096 }, alice)).toBe(true)
        expect(await packs.add(space, { id: pack('1'), length: 4096 }, alice)).toBe(false)
        const named = [
          { id: pack('1'), length: 4096 },
          { id: pack('2'), length: 8192 },
        ]
        await logs.extend(extension(0, 1, { packs: named }))
        expect(await packs.missing(space)).toEqual([pack('2')])
        expect(await packs.find(space, pack('1'))).toEqual({
          id: pack('1'),
          length: 4096,
          isNamed: true,
          isMissing: false,
        })
        expect(await packs.add(space, { id: pack('2'), length: 8192 }, alice)).toBe(true)
        expect(await packs.missing(space)).toEqual([])
        expect((await accounts.find(alice))?.usedBytes).toBe(4096 + 8192)
        await packs.setMissing(space, pack('1'), true)
        expect(await packs.missing(space)).toEqual([pack('1')])
        expect(await packs.all(space)).toHaveLength(2)
      }))

    test('a token is used as often as it says, until it expires, and only its owner removes it', () =>
      using(async ({ tokens }) => {
        const token = {
          hash: id('7'),
          identityId: alice,
          label: 'card',
          usesLeft: 2,
          expiresAt: 1000,
          admitsRegistration: false,
        }
        await tokens.put(token)
        expect(await tokens.find(token.hash)).toEqual(token)
        expect(await tokens.use(token.hash, 1000)).toBe(false)
        const uses = await Promise.all([1, 2, 3].map(() => tokens.use(token.hash, 999)))
        expect(uses.filter(Boolean)).toHaveLength(2)
        expect(await tokens.useForRegistration(token.hash, 0)).toBe(false)
        await tokens.put({ ...token, admitsRegistration: true })
        expect(await tokens.useForRegistration(token.hash, 1000)).toBe(false)
        expect([
          await tokens.useForRegistration(token.hash, 0),
          await tokens.useForRegistration(token.hash, 0),
        ]).toEqual([true, false])
        expect((await tokens.find(token.hash))?.usesLeft).toBe(2)
        await tokens.remove(token.hash, bob)
        await tokens.remove(token.hash, null)
        expect(await tokens.countOf(alice)).toBe(1)
        await tokens.remove(token.hash, alice)
        expect(await tokens.find(token.hash)).toBeNull()
        await tokens.put({ ...token, identityId: null, usesLeft: null, expiresAt: null })
        expect([await tokens.use(token.hash, 5000), await tokens.use(token.hash, 5000)]).toEqual([true, true])
      }))

    test('an inbox takes the same message once and no more than its limit', () =>
      using(async ({ inbox }) => {
        const message = (digit: string, receivedAt: number) => ({
          id: id(digit, 32),
          receivedAt,
          bytes: new Uint8Array([1]),
        })
        expect(await inbox.add(alice, message('1', 10), 2)).toBe('stored')
        expect(await inbox.add(alice, message('1', 11), 1)).toBe('stored')
        expect(await inbox.add(alice, message('2', 5), 2)).toBe('stored')
        expect(await inbox.add(alice, message('3', 12), 2)).toBe('full')
        expect((await inbox.list(alice)).map(({ receivedAt }) => receivedAt)).toEqual([5, 10])
        expect([await inbox.has(alice, id('1', 32)), await inbox.has(bob, id('1', 32))]).toEqual([true, false])
        await inbox.remove(bob, id('1', 32))
        expect(await inbox.removeBefore(10)).toBe(1)
        expect(await inbox.list(alice)).toEqual([message('1', 10)])
      }))

    test('self records and statements only grow', () =>
      using(async ({ sealed }) => {
        const self = (counter: number) => ({ counter, bytes: new Uint8Array([counter]) })
        expect(await sealed.putSelf(alice, self(1), 0)).toBe(true)
        expect(await sealed.putSelf(alice, self(2), 0)).toBe(false)
        expect(await sealed.putSelf(alice, self(7), 1)).toBe(true)
        expect(await sealed.self(alice)).toEqual(self(7))
        const statement = (counter: number) => ({
          kind: 'heartbeat',
          subjectId: alice,
          deviceId: id('d') as DeviceId,
          counter,
          bytes: new Uint8Array([counter]),
        })
        expect(await sealed.putStatement(statement(2))).toBe(true)
        expect(await sealed.putStatement(statement(2))).toBe(false)
        expect(await sealed.putStatement(statement(3))).toBe(true)
        expect(await sealed.statements('heartbeat', alice)).toEqual([statement(3)])
      }))

    test('usage is counted a day and never above the limit', () =>
      using(async ({ usage }) => {
        const use = (amount: number, now: number, entries = 0): Promise<boolean> =>
          usage.add(
            alice,
            [
              { kind: 'bytes', amount, limit: 100 },
              { kind: 'entries', amount: entries, limit: 1 },
            ],
            now,
          )
        expect(await use(60, 0)).toBe(true)
        expect([await use(41, 0), await use(1, 0, 2)]).toEqual([false, false])
        expect([await use(40, 1, 1), await use(1, 2)]).toEqual([true, false])
        expect(await use(100, 86_400_000)).toBe(true)
        await usage.removeBefore(86_400_000)
        expect(await use(100, 0)).toBe(true)
      }))

    test('what was stored is there after closing and opening again', async () => {
      const first = await open()
      await first.logs.extend(extension(0, 2))
      await first.settings.set('restored-at', '5')
      await first.close()
      const second = await open('again')
      expect((await second.logs.find(space))?.head.seq).toBe(1)
      expect(await second.settings.get('restored-at')).toBe('5')
      await second.settings.set('restored-at', null)
      expect(await second.settings.get('restored-at')).toBeNull()
      await second.ping()
      await second.close()
    })
  })
}
