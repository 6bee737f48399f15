// A proxy in between: everything goes through it, event streams too.
import { connect } from 'node:net'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { startTestRelay } from '../../relay/testing.ts'
import { createDispatcher } from './dispatcher.ts'
import { signal, Somebody } from './testing.ts'

test('requests and event streams pass a proxy by CONNECT', async () => {
  const relay = await startTestRelay()
  const asked: string[] = []
  const proxy = createServer((_, response) => response.writeHead(405).end())
  proxy.on('connect', ({ url = '' }, client: Socket) => {
    asked.push(url)
    const { hostname, port } = new URL(`http://${url}`)
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.pipe(target).pipe(client)
    })
    client.on('error', () => target.destroy())
    target.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const dispatcher = createDispatcher({ proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` })
  const alice = new Somebody(await openSuite(), relay)
  const client = alice.connect(relay, { dispatcher })
  await client.register(alice.entries, { token: null, signal: signal() })
  await new Promise<void>((resolve) => client.watch([alice.id], (log) => log === null && resolve()))
  expect(asked.length).toBeGreaterThan(1)
  expect(new Set(asked)).toEqual(new Set([new URL(relay.address).host]))
  client.close()
  await dispatcher.destroy()
  proxy.close()
  proxy.closeAllConnections()
  await relay.close()
})
