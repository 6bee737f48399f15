// T80: secrets never stand beside foreign data in something compressed, whose length would tell of them. A line between client and relay begs
// for compression on the way there, and compresses on its own on the way back.
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { startTestRelay } from '../../relay/testing.ts'
import { signal, Somebody, TestSpace } from '../remote/testing.ts'

const relay = await startTestRelay()
const asked: IncomingHttpHeaders[] = []
const answered: IncomingHttpHeaders[] = []
let compresses = false

const line: Server = createServer((incoming, outgoing) => {
  asked.push(incoming.headers)
  const headers = { ...incoming.headers, 'accept-encoding': 'gzip, deflate, br, zstd' }
  const onward = request(new URL(incoming.url ?? '/', relay.address), { method: incoming.method ?? 'GET', headers })
  onward.on('response', (answer) => {
    answered.push(answer.headers)
    void answer.toArray().then((parts: Buffer[]) => {
      const body = Buffer.concat(parts)
      const sent = compresses ? gzipSync(body) : body
      const more = compresses ? { 'content-encoding': 'gzip' } : {}
      outgoing.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...more, 'content-length': sent.length })
      outgoing.end(sent)
    })
  })
  incoming.pipe(onward)
})
await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
const place = { address: `http://127.0.0.1:${(line.address() as AddressInfo).port}`, relayId: relay.relayId }
afterAll(async () => {
  line.close()
  await relay.close()
})

const suite = await openSuite()
const alice = await new Somebody(suite, place).register()
const space = await TestSpace.create(alice)

test('T80 the relay compresses nothing, however it is asked', async () => {
  await alice.at().inbox({ signal: signal() })
  expect(answered.length).toBeGreaterThan(3)
  for (const headers of answered) expect(headers).not.toHaveProperty('content-encoding')
})

test('T80 the client neither asks for compression nor sends anything compressed', () => {
  for (const headers of asked) {
    expect(headers).not.toHaveProperty('accept-encoding')
    expect(headers).not.toHaveProperty('content-encoding')
  }
})

test('T80 an answer that somebody compressed on the way is refused, not unpacked', async () => {
  const append = () => space.append(alice, space.commit(alice, 'folder'))
  expect((await append()).kind).toBe('appended')
  compresses = true
  await expect(alice.at().inbox({ signal: signal() })).rejects.toThrow(/E_CANON|E_TRANSPORT/)
  compresses = false
})

test('T80 no code of the product can compress: not for storage, not for logs, not for export', () => {
  const source = path.resolve(import.meta.dirname, '../..')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const product = files.filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|testing/.test(name))
  expect(product.length).toBeGreaterThan(300)
  const able = product.filter((name) =>
    /zlib|CompressionStream|perMessageDeflate: true/.test(readFileSync(path.join(source, name), 'utf8')),
  )
  expect(able).toEqual([])
})
