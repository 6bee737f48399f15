// A relay moves: it says so itself, signed and counted, and whoever knows an older address follows. PROTOCOL §19.15.
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCard } from '../../shared/contact/index.ts'
import type { RunningRelay } from '../../relay/index.ts'
import { Office } from '../testing/office.ts'

let office: Office
let relay: RunningRelay
let lines: readonly { readonly address: string; readonly server: Server }[]

beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
  lines = [await line(), await line()]
})
afterAll(async () => {
  await office.close()
  for (const { server } of lines) server.close()
})

async function line(): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer((socket) => {
    const onward = connect(Number(new URL(relay.address).port), '127.0.0.1')
    for (const end of [socket, onward]) end.on('error', () => (socket.destroy(), onward.destroy()))
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

test('alice follows where her relay says it is, also after a restart; an address where it does not answer changes nothing', async () => {
  const [first, second] = lines
  if (first === undefined || second === undefined) throw new Error('no lines')
  const alice = await office.person('alice', first)
  const addressOf = () => alice.core.home.home.address
  await alice.sync()
  expect(addressOf()).toBe(first.address)

  await relay.state({ address: 'http://127.0.0.1:9', tlsPin: null })
  office.pass(2 * 60 * 60_000)
  await alice.sync()
  expect(addressOf()).toBe(first.address)

  await relay.state({ address: second.address, tlsPin: null })
  office.pass(2 * 60 * 60_000)
  await alice.sync()
  expect(addressOf()).toBe(second.address)
  first.server.close()
  await alice.lock()
  await alice.unlock()
  expect(addressOf()).toBe(second.address)
  await alice.sync()
  const card = parseCard(await alice.core.contacts.ownCard(AbortSignal.timeout(9000)))
  expect(card.home.address).toBe(second.address)
})
