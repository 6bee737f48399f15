// Networks as they are: a login page in between, a relay that asks for patience, a computer that slept. The whole app but its
// window, and a real relay behind a door that leads elsewhere. What people see is waiting with a reason and a time, never an alarm.
import { readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { encodeRefusal } from '../../shared/protocol/index.ts'
import { Desk } from '../testing/desk.ts'
import { Office, type Person } from '../testing/office.ts'

/** A line that leads to whatever it is told; changing that cuts what was open. */
class Door {
  address = ''
  #port = 0
  readonly #server: Server
  readonly #open = new Set<Socket>()

  constructor() {
    this.#server = createServer((socket) => {
      const onward = connect(this.#port, '127.0.0.1')
      for (const end of [socket, onward]) {
        this.#open.add(end)
        end.on('error', () => end.destroy())
        end.on('close', () => (socket.destroy(), onward.destroy(), this.#open.delete(end)))
      }
      socket.pipe(onward).pipe(socket)
    })
  }

  async build(): Promise<this> {
    await listening(this.#server)
    this.address = `http://127.0.0.1:${portOf(this.#server)}`
    return this
  }

  leadTo(port: number): void {
    this.#port = port
    for (const socket of this.#open) socket.destroy()
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
  }
}

const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const portOf = (server: Server): number => (server.address() as AddressInfo).port
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 25_000, interval: 50 })

let office: Office
let relay: RunningRelay
let door: Door
let alice: Person
let bob: Desk
const strangers: Server[] = []

beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
  door = await new Door().build()
  toRelay()
  alice = await office.person('alice', door)
  bob = await Desk.sitDown('bob', office.directory, office.environment)
  await bob.onboard({ kind: 'address', address: door.address, token: null })
  const signal = AbortSignal.timeout(30_000)
  const space = await alice.create('Akten')
  await alice.core.contacts.add(await bob.session.core.contacts.ownCard(signal), signal)
  await soon(() => expect(bob.session.core.contacts.list()).toMatchObject([{ state: 'asking' }]))
  await bob.ask('contacts.accept', { contact: alice.core.me.id })
  await alice.sync()
  const wish = { to: bob.session.core.me.id, rights: 7, notAfter: null, evenIfSilent: true }
  await alice.core.spaces.grant(space, wish, signal)
  await soon(() => expect(bob.session.core.spaces.list()).toHaveLength(1))
  await bob.session.core.spaces.accept(space, bob.folder, signal)
  await settled()
})
afterAll(async () => {
  await bob.leave()
  door.close()
  for (const server of strangers) server.close()
  await office.close()
})

const toRelay = (): void => door.leadTo(Number(new URL(relay.address).port))

async function toStranger(answer: RequestListener): Promise<void> {
  const server = createHttpServer(answer)
  strangers.push(server)
  await listening(server)
  door.leadTo(portOf(server))
}

const syncOf = async () => (await bob.ask('spaces.list', {}))[0]?.sync
const connectionOf = async () => {
  const state = await bob.ask('app.state', {})
  return state.phase === 'open' ? state.connection : null
}
const settled = () =>
  soon(async () => {
    expect(await connectionOf()).toMatchObject({ state: 'online' })
    expect(
      bob.session.core.spaces.list().map(({ id }) => bob.session.core.spaces.open(id).engine?.status),
    ).toMatchObject([{ settled: true, obstacle: null }])
  })

test('a login page: waiting, with the reason; no alarm; nothing lost, and it goes on by itself', async () => {
  await toStranger((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to our hotel! Please log in.</html>')
  })
  await writeFile(path.join(bob.folder, 'Zimmer.txt'), 'geschrieben im Hotel')
  await soon(async () => {
    expect(await connectionOf()).toMatchObject({ state: 'offline', why: 'another-server' })
    expect(await syncOf()).toMatchObject({ kind: 'offline' })
  })
  toRelay()
  await settled()
  await soon(async () => {
    await alice.sync()
    expect(await readFile(path.join(alice.folder, 'Zimmer.txt'), 'utf8')).toBe('geschrieben im Hotel')
  })
})

describe('a relay that asks for patience', () => {
  test.each([
    [503, 'E_TRANSPORT', 'offline'],
    [429, 'E_QUOTA', 'relay-full'],
    [507, 'E_QUOTA', 'relay-full'],
  ] as const)(
    '%i: waiting, and until when; and a computer that wakes asks again at once',
    async (status, code, kind) => {
      await toStranger((_, response) => {
        const headers = { 'siegel-relay': relay.relayId, 'content-type': 'application/cbor', 'retry-after': '900' }
        response.writeHead(status, headers).end(encodeRefusal({ code, place: null }))
      })
      const file = `Nummer ${status}.txt`
      await writeFile(path.join(bob.folder, file), 'wartet')
      await soon(async () => {
        const sync = await syncOf()
        expect(sync).toMatchObject({ kind })
        // Not before the relay's time, and not all at once.
        expect(sync && 'retryAt' in sync ? (sync.retryAt ?? 0) - Date.now() : 0).toBeGreaterThan(500_000)
      })
      toRelay()
      bob.session.receive({ kind: 'power', state: 'suspend' })
      bob.session.receive({ kind: 'power', state: 'resume' })
      await settled()
      await soon(async () => {
        await alice.sync()
        expect(await readFile(path.join(alice.folder, file), 'utf8')).toBe('wartet')
      })
    },
  )
})
