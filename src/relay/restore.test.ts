// A restored backup heals: what was lost comes back byte for byte from whoever has it, before anything new is taken.
// PROTOCOL §8 "Pins", §19.8.
import { randomBytes } from 'node:crypto'
import { chmod, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { all, signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import { openDatabase } from '../node/sqlite/index.ts'
import { toBase64url, toHex } from '../shared/base/encoding.ts'
import { unwrap } from '../shared/base/result.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { PackId } from '../shared/domain/ids.ts'
import { presets } from '../shared/domain/rights.ts'
import { encodeEntry } from '../shared/logs/entry.ts'
import { administer } from './admin/index.ts'
import { freshDirectory, startTestRelay } from './testing.ts'

let suite: Suite

beforeAll(async () => {
  suite = await openSuite()
})

const quick = { now: () => Date.now(), sleep: () => Promise.resolve() }

async function story() {
  const directory = freshDirectory()
  const relay = await startTestRelay({ DATA_DIR: directory })
  const alice = await new Somebody(suite, relay).register()
  const bob = await new Somebody(suite, relay).register()
  const space = await TestSpace.create(alice)
  await space.grant(bob, presets.viewer)
  const put = async (name: string): Promise<{ id: PackId; bytes: Uint8Array }> => {
    const [id, bytes] = [toHex(suite.random(16)) as PackId, new Uint8Array(randomBytes(50_000))]
    unwrap(await alice.at().packsOf(space.id).put(id, bytes, bytes.length, signal()))
    await space.append(alice, space.commit(alice, name, [{ id, length: bytes.length }]))
    return { id, bytes }
  }
  return { directory, relay, alice, bob, space, put }
}

test('lost entries and packs are pushed back by a reader, then the relay goes on', async () => {
  const { directory, relay, alice, bob, space, put } = await story()
  const [saved, target] = [freshDirectory(), freshDirectory()]
  const kept = await put('before')
  expect(await administer(directory, ['backup', saved])).toEqual({ packs: 1 })
  const lost = await put('after')
  await relay.close()

  await administer(target, ['restore', saved])
  expect(await administer(target, ['verify'])).toMatchObject({ brokenLogs: [], missingPacks: 0, packs: 1 })
  const restored = await startTestRelay({ DATA_DIR: target })
  expect(restored.relayId).toBe(relay.relayId)
  const [atAlice, atBob] = [alice.connect(restored, { clock: quick }), bob.connect(restored, { clock: quick })]
  const read = () => all(atBob.readLog(space.id, 0, { signal: signal() }))
  expect(await read()).toEqual(space.entries.slice(0, 4))

  const next = space.commit(alice, 'next')
  const early = space.entries.at(-1) ?? new Uint8Array(0)
  expect(await verdictOf(atAlice.append(space.id, early, { signal: signal() }))).toBe('E_TRANSPORT')
  await atBob.mirror(space.id, space.entries, { signal: signal() })
  expect(await read()).toEqual(space.entries)
  expect(unwrap(await atBob.packsOf(space.id).missing(signal()))).toEqual([lost.id])
  expect(
    (await atBob.packsOf(space.id).put(lost.id, lost.bytes.subarray(4096), lost.bytes.length - 4096, signal())).ok,
  ).toBe(false)
  unwrap(await atBob.packsOf(space.id).put(lost.id, lost.bytes, lost.bytes.length, signal()))
  expect(unwrap(await atBob.packsOf(space.id).missing(signal()))).toEqual([])
  for (const { id, bytes } of [kept, lost]) {
    const received = await all(atAlice.packsOf(space.id).get(id, [{ start: 0, end: bytes.length }], signal()))
    expect(Buffer.concat(received).equals(bytes)).toBe(true)
  }
  await administer(target, ['admin', 'resume'])
  const { entry } = next
  expect(entry.seq).toBe(space.entries.length)
  expect((await atAlice.append(space.id, encodeEntry(entry), { signal: signal() })).kind).toBe('appended')
  await restored.close()
})

test('what was never accepted before the restore is not taken as lost', async () => {
  const { directory, relay, alice, bob, space } = await story()
  const [saved, target] = [freshDirectory(), freshDirectory()]
  await administer(directory, ['backup', saved])
  await relay.close()
  await administer(target, ['restore', saved, '--healing', '1'])
  const now = Date.now() + 60 * 60_000
  const restored = await startTestRelay({ DATA_DIR: target }, () => now)
  const client = bob.connect(restored, { clock: { now: () => now, sleep: () => Promise.resolve() } })
  const push = (minutes: number): Promise<string> => {
    const { entry } = space.commit(alice, `${minutes} minutes later`, [], Date.now() + minutes * 60_000)
    return verdictOf(client.mirror(space.id, [encodeEntry(entry)], { signal: signal() }))
  }
  expect(await push(30)).toBe('E_STALE')
  expect(await push(5)).toBe('accepted')
  await restored.close()
})

test('verify finds a pack that is gone and an entry that was altered', async () => {
  const { directory, relay, space, put } = await story()
  const { id } = await put('pack')
  await relay.close()
  expect(await administer(directory, ['verify'])).toMatchObject({ brokenLogs: [], missingPacks: 0, packs: 1, logs: 3 })
  await rm(path.join(directory, 'packs', space.id, id.slice(0, 2), id))
  expect(await administer(directory, ['verify'])).toMatchObject({ missingPacks: 1 })
  const connection = openDatabase(path.join(directory, 'relay.db'))
  connection.prepare('UPDATE entry SET signatures = zeroblob(64) WHERE log_id = ? AND seq = 2').run(space.id)
  connection.close()
  expect(await administer(directory, ['verify'])).toMatchObject({
    brokenLogs: [{ id: space.id, seq: 2, code: 'E_SIG' }],
  })
})

test('a backup refuses a folder with something else; a restore refuses a folder in use', async () => {
  const { directory, relay } = await story()
  const other = await startTestRelay()
  const saved = freshDirectory()
  await administer(directory, ['backup', saved])
  expect(await administer(directory, ['backup', saved])).toEqual({ packs: 0 })
  await expect(administer(other.directory, ['backup', saved])).rejects.toThrow('something else')
  await expect(administer(directory, ['backup', other.directory])).rejects.toThrow('something else')
  await expect(administer(directory, ['restore', saved])).rejects.toThrow('not empty')
  await expect(administer(freshDirectory(), ['restore', freshDirectory()])).rejects.toThrow('no backup')
  expect(await readdir(saved)).toEqual(['packs', 'relay.db', 'relay.key'])
  await relay.close()
  await other.close()
})

test.skipIf(process.platform === 'win32')(
  'a backup in an open folder, and a relay restored from it, are their owner’s alone',
  async () => {
    const { directory, relay } = await story()
    const [saved, target] = [freshDirectory(), freshDirectory()]
    await chmod(saved, 0o755)
    await chmod(target, 0o755)
    await administer(directory, ['backup', saved])
    await administer(target, ['restore', saved])
    await relay.close()
    for (const folder of [saved, target]) {
      for (const name of ['relay.db', 'relay.key', 'packs']) {
        expect(`${name} ${((await stat(path.join(folder, name))).mode & 0o077).toString(8)}`).toBe(`${name} 0`)
      }
    }
  },
)

test('the operator makes tokens, sets quotas and blocks', async () => {
  const relay = await startTestRelay({ REGISTRATION: 'token' })
  const { token, hash } = (await administer(relay.directory, ['admin', 'token', '--uses', '1'])) as {
    token: string
    hash: string
  }
  const carol = await new Somebody(suite, relay).register(token)
  await carol.register(token)
  expect(await verdictOf(new Somebody(suite, relay).register(token))).toBe('E_POLICY')
  expect(await administer(relay.directory, ['admin', 'tokens'])).toMatchObject({ tokens: [{ hash, usesLeft: 0 }] })
  expect(await administer(relay.directory, ['admin', 'quota', carol.id, '5000'])).toMatchObject({
    account: { quotaBytes: 5000 },
  })
  const space = await TestSpace.create(carol)
  const put = await carol
    .at()
    .packsOf(space.id)
    .put('1'.repeat(32) as PackId, new Uint8Array(6000), 6000, signal())
  expect(put).toMatchObject({ ok: false, error: { code: 'E_QUOTA' } })
  await administer(relay.directory, ['admin', 'block', carol.id])
  expect(await verdictOf(carol.at().inbox({ signal: signal() }))).toBe('E_POLICY')
  await administer(relay.directory, ['admin', 'unblock', carol.id])
  expect(await verdictOf(carol.at().inbox({ signal: signal() }))).toBe('accepted')
  await relay.close()
})

test('an invitation opens an account once where that is the setting, and still carries its message', async () => {
  const relay = await startTestRelay({ REGISTRATION: 'invitation' })
  const { token } = (await administer(relay.directory, ['admin', 'token'])) as { token: string }
  const alice = await new Somebody(suite, relay).register(token)
  const [card, invitation] = [suite.random(16), suite.random(16)]
  await alice.at().putToken(card, { label: 'card', signal: signal() })
  await alice.at().putToken(invitation, { label: 'invitation', uses: 1, admitsRegistration: true, signal: signal() })
  expect(await verdictOf(new Somebody(suite, relay).register(toBase64url(card)))).toBe('E_POLICY')
  const bob = await new Somebody(suite, relay).register(toBase64url(invitation))
  expect(await verdictOf(new Somebody(suite, relay).register(toBase64url(invitation)))).toBe('E_POLICY')
  await bob.at().postMessage(alice.id, suite.random(30), { token: invitation, signal: signal() })
  expect(await alice.at().inbox({ signal: signal() })).toHaveLength(1)
  await relay.close()
})
