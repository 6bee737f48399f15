// The packed relay runs where there is nothing but Node.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { signal, Somebody, TestSpace } from '../../src/core/remote/testing.ts'
import { openSuite } from '../../src/node/crypto/index.ts'
import type { RelayId } from '../../src/shared/domain/ids.ts'
import { assemble } from './index.ts'

test('it starts away from the repository, and alice keeps a space there', { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'siegel-packed-'))
  await assemble(path.join(directory, 'relay'))
  const notices = readFileSync(path.join(directory, 'relay', 'THIRD-PARTY-NOTICES.txt'), 'utf8')
  const named = Array.from(notices.matchAll(/^(\S+) \d+\.\d+\.\d+ \(/gm), ([, name]) => name)
  const some = ['fastify', 'kysely', 'zod', 'cborg', 'ws', 'pino', 'better-sqlite3-multiple-ciphers', 'sodium-native']
  expect(named).toEqual(expect.arrayContaining([...some, 'require-addon', 'libsodium-sumo']))
  expect(notices).not.toContain('@types/')
  const env = { PORT: '0', DATA_DIR: path.join(directory, 'data'), REGISTRATION: 'open', LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, [path.join(directory, 'relay', 'relay.js')], {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()))
    void ended.then((code) => reject(new Error(`ended with ${code ?? 'a signal'}`)))
  })
  const place = JSON.parse(line) as { readonly address: string; readonly relayId: RelayId }
  const alice = await new Somebody(await openSuite(), place).register()
  const space = await TestSpace.create(alice)
  expect((await space.append(alice, space.commit(alice, 'folder'))).kind).toBe('appended')
  expect(await alice.at().inbox({ signal: signal() })).toEqual([])
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})
