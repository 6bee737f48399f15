// A relay and its clients over loopback: what people do with it every day. PROTOCOL §15.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { all, signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import { toHex } from '../shared/base/encoding.ts'
import { unwrap } from '../shared/base/result.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { PackId } from '../shared/domain/ids.ts'
import { presets } from '../shared/domain/rights.ts'
import { encodeEntry, parseEntry } from '../shared/logs/entry.ts'
import { buildGrantRemove, buildGrantSet } from '../shared/logs/space/index.ts'
import { startTestRelay } from './testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
let alice: Somebody
let bob: Somebody
let mallory: Somebody

beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay()
  alice = await new Somebody(suite, relay).register()
  bob = await new Somebody(suite, relay).register()
  mallory = await new Somebody(suite, relay).register()
})
afterAll(() => relay.close())

const packId = (): PackId => toHex(suite.random(16)) as PackId
const seqs = async (who: Somebody, id: TestSpace['id'], from = 0, bodies = true): Promise<number[]> =>
  (await all(who.at(relay).readLog(id, from, { signal: signal(), bodies }))).map(
    (bytes) => parseEntry(suite, 'space', bytes).seq,
  )

test('alice registers twice, and the second time changes nothing', async () => {
  await alice.register()
  const entries = await all(bob.at().readLog(alice.id, 0, { signal: signal() }))
  expect(entries).toEqual(alice.entries)
})

test('alice creates a space, shares it with bob, and mallory is refused as if there were none', async () => {
  const space = await TestSpace.create(alice)
  expect(await verdictOf(seqs(bob, space.id))).toBe('E_ID')
  await space.grant(bob, presets.editor)
  expect(await seqs(bob, space.id)).toEqual([0, 1, 2])
  expect(await seqs(bob, space.id, 2)).toEqual([2])
  expect(await seqs(bob, space.id, 3)).toEqual([])
  const unknown = '7'.repeat(64) as TestSpace['id']
  expect([await verdictOf(seqs(mallory, space.id)), await verdictOf(seqs(mallory, unknown))]).toEqual(['E_ID', 'E_ID'])
})

test('of alice and bob, who append at once, one is overtaken', async () => {
  const space = await TestSpace.create(alice)
  await space.grant(bob, presets.editor)
  bob.meet(alice)
  const [hers, his] = [space.commit(alice, 'hers'), space.commit(bob, 'his')]
  const answers = await Promise.all([
    alice.at().append(space.id, encodeEntry(hers.entry), { signal: signal() }),
    bob.at().append(space.id, encodeEntry(his.entry), { signal: signal() }),
  ])
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['appended', 'overtaken'])
  expect(await seqs(alice, space.id)).toEqual([0, 1, 2, 3])
})

test('an entry whose answer got lost is appended once', async () => {
  const space = await TestSpace.create(alice)
  const { entry } = space.commit(alice, 'once')
  const append = () => alice.at().append(space.id, encodeEntry(entry), { signal: signal() })
  expect([(await append()).kind, (await append()).kind]).toEqual(['appended', 'appended'])
  expect(await seqs(alice, space.id)).toEqual([0, 1, 2])
})

test('mallory cannot append with a device that may not, whatever the request says', async () => {
  const space = await TestSpace.create(alice)
  await space.grant(bob, presets.viewer)
  bob.meet(alice)
  alice.meet(bob)
  const forged = space.commit(alice, 'x')
  const entry = parseEntry(suite, 'space', encodeEntry(forged.entry))
  const signature = suite.sign(mallory.device.signSecretKey, 'entry/space', entry.headerBytes)
  const bytes = encodeEntry({ ...entry, signatures: [signature] })
  expect(await verdictOf(bob.at().append(space.id, bytes, { signal: signal() }))).toBe('E_SIG')
  expect(await verdictOf(mallory.at().append(space.id, bytes, { signal: signal() }))).toBe('E_ID')
  expect((await space.append(alice, forged)).kind).toBe('appended')
})

test('an entry names only packs that are there, with their length', async () => {
  const space = await TestSpace.create(alice)
  const packs = alice.at().packsOf(space.id)
  const [id, bytes] = [packId(), new Uint8Array(randomBytes(200_000))]
  const named = space.commit(alice, 'pack', [{ id, length: bytes.length }])
  expect(await verdictOf(space.append(alice, named))).toBe('E_INTEGRITY')
  unwrap(await packs.put(id, bytes, bytes.length, signal()))
  const wrong = space.commit(alice, 'wrong', [{ id, length: bytes.length + 4096 }])
  expect(await verdictOf(space.append(alice, wrong))).toBe('E_INTEGRITY')
  expect((await space.append(alice, named)).kind).toBe('appended')
})

test('bob reads packs whole and in ranges; mallory reads none; a pack is never replaced', async () => {
  const space = await TestSpace.create(alice)
  await space.grant(bob, presets.viewer)
  const [id, bytes] = [packId(), new Uint8Array(randomBytes(300_000))]
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += 70_000) yield await Promise.resolve(bytes.subarray(at, at + 70_000))
  }
  unwrap(await alice.at().packsOf(space.id).put(id, pieces(), bytes.length, signal()))
  const read = async (who: Somebody, ...ranges: { start: number; end: number }[]): Promise<Buffer> =>
    Buffer.concat(await all(who.at().packsOf(space.id).get(id, ranges, signal())))
  expect((await read(bob, { start: 0, end: 300_000 })).equals(bytes)).toBe(true)
  const some = await read(bob, { start: 65_536, end: 131_072 }, { start: 262_144, end: 327_680 })
  expect(some.equals(Buffer.concat([bytes.subarray(65_536, 131_072), bytes.subarray(262_144)]))).toBe(true)
  expect(await verdictOf(read(bob, { start: 1, end: 65_536 }))).toBe('E_LIMIT')
  expect(await verdictOf(read(mallory, { start: 0, end: 65_536 }))).toBe('E_ID')
  const again = await alice.at().packsOf(space.id).put(id, pieces(), bytes.length, signal())
  expect(again).toMatchObject({ ok: false, error: { code: 'E_CONFLICT' } })
  const his = await bob.at().packsOf(space.id).put(packId(), bytes, bytes.length, signal())
  expect(his).toMatchObject({ ok: false, error: { code: 'E_ROLE' } })
})

test('bob is removed: headers up to his end, no bodies, no packs, no word of what follows', async () => {
  const space = await TestSpace.create(alice)
  await space.grant(bob, presets.editor)
  const [id, bytes] = [packId(), suite.random(5000)]
  unwrap(await alice.at().packsOf(space.id).put(id, bytes, bytes.length, signal()))
  await space.append(alice, buildGrantRemove(suite, alice.position(space.state), bob.id))
  await space.rotate(alice)
  expect(await seqs(bob, space.id)).toEqual([0, 1, 2, 3])
  const entries = await all(bob.at().readLog(space.id, 0, { signal: signal() }))
  expect(entries.map((entry) => parseEntry(suite, 'space', entry).body)).toEqual([null, null, null, null])
  expect(
    await verdictOf(
      all(
        bob
          .at()
          .packsOf(space.id)
          .get(id, [{ start: 0, end: 5000 }], signal()),
      ),
    ),
  ).toBe('E_ID')
})

test('carol lives at another relay: her log is pushed before she is granted anything', async () => {
  const elsewhere = await startTestRelay()
  const carol = await new Somebody(suite, elsewhere).register()
  const space = await TestSpace.create(alice)
  alice.meet(carol)
  const wish = { id: carol.id, allow: presets.editor, epochKey: space.epochKey }
  const grant = buildGrantSet(suite, alice.position(space.state), wish)
  expect(await space.append(alice, grant)).toEqual({ kind: 'missing', logId: carol.id, from: 0 })
  await alice.at().mirror(carol.id, carol.entries, { signal: signal() })
  expect((await space.append(alice, grant)).kind).toBe('appended')
  expect(await seqs(carol, space.id)).toEqual([0, 1, 2])
  carol.meet(alice)
  expect((await space.append(carol, space.commit(carol, 'from elsewhere'))).kind).toBe('appended')
  await elsewhere.close()
})

test('messages wait in an inbox for whoever has a token; dave from elsewhere brings his log', async () => {
  const elsewhere = await startTestRelay()
  const dave = await new Somebody(suite, elsewhere).register()
  const token = suite.random(16)
  await alice.at().putToken(token, { label: 'card', uses: 2, signal: signal() })
  const message = suite.random(500)
  const post = (who: Somebody, bytes: Uint8Array, with_: Uint8Array | null) =>
    who.at(relay).postMessage(alice.id, bytes, { token: with_, signal: signal() })
  expect(await verdictOf(post(bob, message, null))).toBe('E_ID')
  expect(await verdictOf(post(bob, message, suite.random(16)))).toBe('E_ID')
  await post(dave, message, token)
  expect(await all(bob.at().readLog(dave.id, 0, { signal: signal() }))).toEqual(dave.entries)
  const [waiting, ...others] = await alice.at().inbox({ signal: signal() })
  expect([waiting?.message, others.length]).toEqual([message, 0])
  await post(bob, suite.random(10), token)
  expect(await verdictOf(post(bob, suite.random(11), token))).toBe('E_ID')
  for (const { id } of await alice.at().inbox({ signal: signal() }))
    await alice.at().deleteMessage(id, { signal: signal() })
  expect(await alice.at().inbox({ signal: signal() })).toEqual([])
  await elsewhere.close()
})

test('two relay processes over one folder agree: what one took, the other builds on', async () => {
  const second = await startTestRelay({ DATA_DIR: relay.directory })
  const space = await TestSpace.create(alice)
  const atSecond = alice.connect(second)
  await all(atSecond.readLog(space.id, 0, { signal: signal() }))
  await space.append(alice, space.commit(alice, 'at the first'))
  const next = space.commit(alice, 'at the second')
  expect(await atSecond.append(space.id, encodeEntry(next.entry), { signal: signal() })).toEqual({ kind: 'appended' })
  expect((await space.append(alice, space.commit(alice, 'late'))).kind).toBe('overtaken')
  expect(await seqs(alice, space.id)).toEqual([0, 1, 2, 3])
  await second.close()
})

test('a message whose answer got lost is there once and took one use of its token', async () => {
  const token = suite.random(16)
  await alice.at().putToken(token, { label: 'invitation', uses: 1, signal: signal() })
  const message = suite.random(77)
  const post = (bytes: Uint8Array) => verdictOf(bob.at().postMessage(alice.id, bytes, { token, signal: signal() }))
  expect([await post(message), await post(message), await post(suite.random(78))]).toEqual([
    'accepted',
    'accepted',
    'E_ID',
  ])
  const waiting = await alice.at().inbox({ signal: signal() })
  expect(waiting.filter((one) => one.message.length === 77)).toHaveLength(1)
})
