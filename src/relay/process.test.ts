// The relay as a process: killed at any moment it loses nothing it confirmed; it ends cleanly, streams with bounded memory,
// and what it writes down tells nothing (T60, T75).
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../node/crypto/index.ts'
import { all, signal, Somebody, TestSpace, verdictOf } from '../core/remote/testing.ts'
import { toBase64url, toHex } from '../shared/base/encoding.ts'
import { unwrap } from '../shared/base/result.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { PackId } from '../shared/domain/ids.ts'
import { administer } from './admin/index.ts'
import { freshDirectory, spawnRelay, startTestRelay } from './testing.ts'

let suite: Suite

beforeAll(async () => {
  suite = await openSuite()
})

const packId = (): PackId => toHex(suite.random(16)) as PackId
const quick = { now: () => Date.now(), sleep: () => Promise.resolve() }

describe('killed at any moment', () => {
  test.each([1, 2, 3, 5, 8])(
    'after %i confirmed uploads and entries: all of them are there, and nothing is half',
    async (confirmed) => {
      const directory = freshDirectory()
      const relay = await spawnRelay({ DATA_DIR: directory })
      const alice = await new Somebody(suite, relay).register()
      const space = await TestSpace.create(alice)
      const client = alice.connect(relay, { clock: quick })
      const stored = new Map<PackId, Uint8Array>()
      let left = confirmed
      const killed = new Promise<void>((resolve) => {
        const note = (): void => {
          if (--left === 0) void relay.end('SIGKILL').then(() => resolve())
        }
        const upload = async (): Promise<void> => {
          for (;;) {
            const [id, bytes] = [packId(), new Uint8Array(randomBytes(1_000_000))]
            const outcome = await client.packsOf(space.id).put(id, bytes, bytes.length, signal())
            if (!outcome.ok) return
            stored.set(id, bytes)
            note()
          }
        }
        const append = async (): Promise<void> => {
          for (let i = 0; ; i++) {
            const answer = await verdictOf(space.append(alice, space.commit(alice, `folder ${i}`)))
            if (answer !== 'accepted') return
            note()
          }
        }
        void Promise.all([upload(), upload(), append()])
      })
      await killed

      const files = await readdir(path.join(directory, 'packs'), { recursive: true, withFileTypes: true })
      for (const file of files.filter((one) => one.isFile() && !one.parentPath.endsWith('.unfinished'))) {
        expect((await readFile(path.join(file.parentPath, file.name))).length).toBe(1_000_000)
      }
      const again = await spawnRelay({ DATA_DIR: directory })
      expect(await readdir(path.join(directory, 'packs', '.unfinished'))).toEqual([])
      const reader = alice.connect(again, { clock: quick })
      for (const [id, bytes] of stored) {
        const received = await all(reader.packsOf(space.id).get(id, [{ start: 0, end: 1_048_576 }], signal()))
        expect(Buffer.concat(received).equals(bytes)).toBe(true)
      }
      const entries = await all(reader.readLog(space.id, 0, { signal: signal() }))
      expect(entries.slice(0, space.entries.length)).toEqual(space.entries)
      expect(await again.end('SIGTERM')).toBe(0)
      expect(await administer(directory, ['verify'])).toMatchObject({ brokenLogs: [], missingPacks: 0 })
    },
  )

  test('between the pack and its note in the database: the same upload again is taken over', async () => {
    const relay = await startTestRelay()
    const alice = await new Somebody(suite, relay).register()
    const space = await TestSpace.create(alice)
    const packs = alice.at().packsOf(space.id)
    const [first, id, bytes] = [packId(), packId(), new Uint8Array(randomBytes(5000))]
    unwrap(await packs.put(first, bytes, bytes.length, signal()))
    const shelf = path.join(relay.directory, 'packs', space.id, id.slice(0, 2))
    await mkdir(shelf, { recursive: true })
    await writeFile(path.join(shelf, id), bytes)
    unwrap(await packs.put(id, bytes, bytes.length, signal()))
    expect((await space.append(alice, space.commit(alice, 'pack', [{ id, length: bytes.length }]))).kind).toBe(
      'appended',
    )
    await relay.close()
  })
})

test('SIGTERM ends it within the request that runs, with exit code 0, and event streams are told', async () => {
  const relay = await spawnRelay({ DATA_DIR: freshDirectory() })
  const alice = await new Somebody(suite, relay).register()
  const told = new Promise<void>((resolve) => alice.at().watch([alice.id], (log) => log === null && resolve()))
  await told
  expect(await relay.end('SIGTERM')).toBe(0)
  alice.close()
})

test('wrong configuration is named, all of it, and ends with exit code 2', async () => {
  const start = spawnRelay({ PORT: 'many', REGISTRATION: 'perhaps', METRICS_TOKEN: 'secret' })
  await expect(start).rejects.toThrow(/PORT: .*\nDATA_DIR: .*\nREGISTRATION: .*\nMETRICS_TOKEN: /s)
  await expect(start).rejects.not.toThrow('secret')
})

test.runIf(process.platform === 'linux')(
  'T58 four packs of 60 MiB at once, up and down, cost less than 64 MiB more memory than one',
  async () => {
    const relay = await spawnRelay({ DATA_DIR: freshDirectory() })
    const alice = await new Somebody(suite, relay).register()
    const space = await TestSpace.create(alice)
    const packs = alice.at().packsOf(space.id)
    const peak = async (): Promise<number> => {
      const status = await readFile(`/proc/${relay.pid}/status`, 'utf8')
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024
    }
    const length = 60 * 1024 * 1024
    const piece = new Uint8Array(randomBytes(1024 * 1024))
    const pieces = async function* () {
      for (let at = 0; at < length; at += piece.length) yield await Promise.resolve(piece)
    }
    const upload = async (id: PackId): Promise<void> =>
      unwrap(await packs.put(id, pieces(), length, AbortSignal.timeout(60_000)))
    const download = async (id: PackId): Promise<number> => {
      let received = 0
      for await (const bytes of packs.get(id, [{ start: 0, end: length }], AbortSignal.timeout(60_000))) {
        received += bytes.length
      }
      return received
    }
    const ids = [packId(), packId(), packId(), packId()]
    const first = packId()
    await upload(first)
    expect(await download(first)).toBe(length)
    const warm = await peak()
    await Promise.all(ids.map(upload))
    expect(await Promise.all(ids.map(download))).toEqual(ids.map(() => length))
    expect((await peak()) - warm).toBeLessThan(64)
    await relay.end('SIGTERM')
  },
)

describe('T60 what the relay writes down', () => {
  const use = async (variables: Record<string, string>) => {
    const directory = freshDirectory()
    const relay = await spawnRelay({ DATA_DIR: directory, ...variables })
    const alice = await new Somebody(suite, relay).register()
    const mallory = await new Somebody(suite, relay).register()
    const space = await TestSpace.create(alice)
    const token = suite.random(16)
    await alice.at().putToken(token, { label: 'card', signal: signal() })
    await mallory.at().postMessage(alice.id, suite.random(100), { token, signal: signal() })
    await space.append(alice, space.commit(alice, 'Kanarienvogel'))
    await verdictOf(all(mallory.at().readLog(space.id, 0, { signal: signal() })))
    await fetch(`${relay.address}/v1/logs/${space.id}/${alice.id}?secret=${toBase64url(token)}`)
    await fetch(`${relay.address}/v1/logs/%ff`)
    await relay.end('SIGTERM')
    return { directory, log: relay.log(), alice, space, token }
  }

  test('no address, id, token or name stands in the log, whatever went wrong', async () => {
    const { log, alice, space, token } = await use({})
    expect(log).toContain('"route":"/v1/logs/:id"')
    expect(log).toContain('"status":404')
    const secrets = [
      '127.0.0.1',
      '::1',
      alice.id,
      alice.device.deviceId,
      space.id,
      toBase64url(token),
      toHex(token),
      'Kanarienvogel',
    ]
    for (const secret of secrets) expect(log).not.toContain(secret)
  })

  test('addresses stand there where the operator wants them: the test can see one', async () => {
    const { log } = await use({ LOG_ADDRESSES: '1' })
    expect(log).toContain('"address":"127.0.0.1"')
  })

  test('no name and no token lies in its folder', async () => {
    const { directory, space, token } = await use({})
    const whole: Buffer[] = []
    for (const name of await readdir(directory)) {
      if (name.startsWith('relay.')) whole.push(await readFile(path.join(directory, name)))
    }
    const stored = Buffer.concat(whole)
    expect(stored.includes(space.id)).toBe(true)
    for (const secret of ['Kanarienvogel', toBase64url(token), toHex(token)])
      expect(stored.includes(secret)).toBe(false)
    expect(stored.includes(Buffer.from(token))).toBe(false)
  })
})

test('metrics answer to their token alone, and name nobody', async () => {
  const relay = await startTestRelay({ METRICS_TOKEN: 'a-long-metrics-token' })
  const alice = await new Somebody(suite, relay).register()
  const ask = async (authorization?: string) => {
    const answer = await fetch(
      `${relay.address}/metrics`,
      authorization === undefined ? {} : { headers: { authorization } },
    )
    return { status: answer.status, text: await answer.text() }
  }
  expect([(await ask()).status, (await ask('Bearer wrong')).status]).toEqual([404, 404])
  const { status, text } = await ask('Bearer a-long-metrics-token')
  expect(status).toBe(200)
  expect(text).toContain('siegel_requests_total{method="POST",route="/v1/identities",status="201"} 1')
  expect(text).not.toContain(alice.id)
  await relay.close()
})
