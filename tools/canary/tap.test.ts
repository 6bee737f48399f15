// The tap passes everything on, keeps both directions, and what is kept is searched like everything else.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaryWord, checkControlsIn, searchFolder, Tap } from './index.ts'

let folder: string
let echo: Server
let tap: Tap
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'siegel-tap-test-'))
  echo = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket)).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  tap = await Tap.open(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`, folder)
})
afterEach(async () => {
  await tap.close()
  echo.close()
  await rm(folder, { recursive: true })
})

/** What comes back for `bytes` through the tap. */
async function ask(bytes: Buffer): Promise<Buffer> {
  const socket = connect(Number(new URL(tap.address).port), '127.0.0.1')
  socket.end(bytes)
  return Buffer.concat(await socket.toArray())
}

test('every encoding of a word is found in what went to the relay, and in what came from it', async () => {
  for (const direction of ['sent', 'received'] as const) {
    const { planted, missed } = await checkControlsIn(folder, [canaryWord()], async (bytes) => {
      expect((await ask(bytes)).equals(bytes)).toBe(true)
      return `${tap.connections}.${direction}`
    })
    expect(planted).toContain('gzip')
    expect(missed).toEqual([])
  }
})

test('a word that comes in two pieces is found, and a slow line loses nothing', async () => {
  const word = canaryWord()
  tap.speed.sent = 4 << 20
  const socket = connect(Number(new URL(tap.address).port), '127.0.0.1')
  const answer = socket.toArray()
  socket.write(Buffer.alloc(300_000, 'a'))
  socket.write(Buffer.from(word).subarray(0, 9))
  await new Promise((resolve) => setTimeout(resolve, 20))
  socket.end(Buffer.from(word).subarray(9))
  expect(Buffer.concat(await answer)).toHaveLength(300_000 + Buffer.from(word).length)
  expect(tap.bytes.sent).toBe(tap.bytes.received)
  const { finds } = await searchFolder(folder, [word])
  expect(finds.map(({ place, encoding }) => `${place} ${encoding}`).sort()).toEqual([
    '1.received UTF-8 NFC',
    '1.sent UTF-8 NFC',
  ])
})
