// What a relay does by itself: messages nobody fetched for thirty days go, newer ones stay.
import { createServer } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import type { Relay } from './context.ts'
import { freshDirectory } from './testing.ts'
import { openSqliteDatabase } from './database/sqlite/index.ts'
import { databaseFile } from './places.ts'
import { readConfig } from './index.ts'
import type { IdentityId } from '../shared/domain/ids.ts'
import { startUpkeep } from './upkeep.ts'

const day = 24 * 60 * 60 * 1000
const alice = 'a'.repeat(64) as IdentityId

afterEach(() => vi.useRealTimers())

test('undelivered messages are kept for thirty days', async () => {
  const directory = freshDirectory()
  const database = await openSqliteDatabase(databaseFile(directory))
  const now = 100 * day
  for (const [digit, age] of [
    ['1', 31],
    ['2', 29],
  ] as const) {
    await database.inbox.add(
      alice,
      { id: digit.repeat(32), receivedAt: now - age * day, bytes: new Uint8Array([1]) },
      9,
    )
  }
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const config = readConfig({ DATA_DIR: directory })
  const stop = startUpkeep({ config, database, now: () => now } as unknown as Relay, createServer())
  vi.advanceTimersByTime(60 * 60 * 1000)
  await vi.waitFor(async () => {
    expect((await database.inbox.list(alice)).map(({ id }) => id)).toEqual(['2'.repeat(32)])
  })
  stop()
  await database.close()
})
