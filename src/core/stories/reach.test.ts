// Who can reach the relay in the app: only me, this network, an address. Two whole apps without their windows, each with a relay
// of its own, on the address this computer has in its network. DESIGN.md "Embedded relay".
import { readFile, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addressInNetwork } from '../../relay/own-network.ts'
import { createCard, cardBytesOf, cardText, parseCard } from '../../shared/contact/index.ts'
import { isLoopback } from '../remote/index.ts'
import { Desk } from '../testing/desk.ts'
import { Office } from '../testing/office.ts'

/** Null on a computer without a network: there nobody else can be reached, and nothing of this can be shown. */
const host = await addressInNetwork()
let office: Office
let alice: Desk
let bob: Desk

beforeAll(async () => {
  office = await Office.open()
  alice = await Desk.sitDown('alice', office.directory, office.environment)
  bob = await Desk.sitDown('bob', office.directory, office.environment)
})
afterAll(async () => {
  await alice.leave()
  await bob.leave()
  await office.close()
})

const signal = () => AbortSignal.timeout(30_000)
const cardOf = async (desk: Desk) => parseCard(cardBytesOf((await desk.ask('card.get', {})).text))
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 40_000, interval: 100 })

test('only me: no card leaves this computer, nobody is added, and the app says why', async () => {
  await alice.onboard({ kind: 'embedded', reach: { kind: 'only-me' } })
  const { core } = alice.session
  expect(await alice.ask('relay.get', {})).toMatchObject({
    kind: 'embedded',
    address: null,
    embedded: { reach: 'only-me' },
  })
  expect(await alice.try('card.get', {})).toBe('E_ALONE')
  expect(await alice.try('contacts.add', { text: 'anything' })).toBe('E_ALONE')
  await expect(core.contacts.ownCard(signal())).rejects.toMatchObject({ code: 'E_POLICY' })
  await writeFile(path.join(alice.folder, 'Vertrag.txt'), 'Entwurf')
  await core.spaces.create(alice.folder, 'Akten', signal())
})

test.runIf(host !== null)(
  'this network: the card carries an address that leads here, and the key of its TLS',
  async () => {
    await alice.ask('relay.setReach', { kind: 'this-network' })
    const card = await cardOf(alice)
    expect(new URL(card.home.address)).toMatchObject({ protocol: 'https:', hostname: host })
    expect(card.tlsPin).toHaveLength(32)
    const { core } = alice.session
    expect(card.home.relayId).toBe(core.home.home.relayId)
    // What other logs and people are told follows by itself.
    await soon(() => {
      expect(core.me.log.state.home?.address).toBe(card.home.address)
      const [space] = core.spaces.list()
      expect(space && core.spaces.open(space.id).replica.state.home.address).toBe(card.home.address)
    })
  },
)

test.runIf(host !== null)(
  'bob, in the same network with a relay of his own, adds her card, and the folder arrives',
  async () => {
    await bob.onboard({ kind: 'embedded', reach: { kind: 'this-network' } })
    const { text } = await alice.ask('card.get', {})
    expect((await bob.ask('contacts.add', { text })).outcome).toBe('requested')
    await soon(() => expect(alice.session.core.contacts.list()).toMatchObject([{ name: 'bob', state: 'asking' }]))
    await alice.ask('contacts.accept', { contact: bob.session.core.me.id })
    await soon(() => expect(bob.session.core.contacts.list()).toMatchObject([{ name: 'alice', state: 'accepted' }]))
    const [space] = alice.session.core.spaces.list()
    if (space === undefined) throw new Error('no space')
    await alice.session.core.spaces.grant(space.id, { to: bob.session.core.me.id, rights: 7, notAfter: null }, signal())
    await soon(() => expect(bob.session.core.spaces.list()).toMatchObject([{ name: 'Akten', state: 'invited' }]))
    const [invited] = bob.session.core.spaces.list()
    expect(isLoopback(invited?.relay.home.address ?? '')).toBe(false)
    await bob.session.core.spaces.accept(space.id, bob.folder, signal())
    await soon(async () => expect(await readFile(path.join(bob.folder, 'Vertrag.txt'), 'utf8')).toBe('Entwurf'))
    await writeFile(path.join(bob.folder, 'Vertrag.txt'), 'Endfassung')
    await soon(async () => expect(await readFile(path.join(alice.folder, 'Vertrag.txt'), 'utf8')).toBe('Endfassung'))
  },
)

test.runIf(host !== null)(
  'a card with another TLS key leads nowhere: E_TRANSPORT, and no way to click it through',
  async () => {
    const { core } = alice.session
    const { home } = core.home
    const forged = {
      home,
      head: core.me.head,
      token: new Uint8Array(16).fill(7),
      name: 'alice',
      addresses: [],
      time: 1,
    }
    const dave = await Desk.sitDown('dave', office.directory, office.environment)
    await dave.onboard({ kind: 'embedded', reach: { kind: 'this-network' } })
    for (const tlsPin of [new Uint8Array(32).fill(1), null]) {
      const text = cardText(createCard(office.environment.suite, core.me.device, { ...forged, tlsPin }))
      expect(await dave.try('contacts.add', { text })).toBe('E_TRANSPORT')
    }
    expect(dave.session.core.contacts.list()).toEqual([])
    const { text } = await alice.ask('card.get', {})
    expect(await dave.try('contacts.add', { text })).toMatchObject({ outcome: 'requested' })
    await dave.leave()
  },
)

/** As a router forwards a port. */
async function forwardTo(address: string): Promise<{ readonly address: string; readonly server: Server }> {
  const target = new URL(address)
  const server = createServer((socket) => {
    const onward = connect(Number(target.port), target.hostname)
    socket.pipe(onward).pipe(socket)
    for (const end of [socket, onward]) end.on('error', () => (socket.destroy(), onward.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, host ?? '', resolve))
  return { address: `https://${host}:${(server.address() as AddressInfo).port}`, server }
}

test.runIf(host !== null)('an address: tried before it is used; what does not lead here changes nothing', async () => {
  const before = (await cardOf(alice)).home.address
  expect(await alice.try('relay.setReach', { kind: 'address', address: `${host}:9`, untried: false })).toBe(
    'E_TRANSPORT',
  )
  const bobs = new URL((await cardOf(bob)).home.address).host
  expect(await alice.try('relay.setReach', { kind: 'address', address: bobs, untried: false })).toBe('E_TRANSPORT')
  expect((await alice.ask('relay.get', {})).embedded).toMatchObject({ reach: 'this-network' })
  expect((await cardOf(alice)).home.address).toBe(before)
  const forward = await forwardTo(before)
  await alice.ask('relay.setReach', { kind: 'address', address: forward.address, untried: false })
  expect(await cardOf(alice)).toMatchObject({
    home: { address: forward.address },
    tlsPin: expect.anything() as unknown,
  })
  // Bob holds the old address; the message and the relay's own statement lead him to the new one.
  await soon(() =>
    expect(bob.session.core.contacts.list()).toMatchObject([{ relay: { home: { address: forward.address } } }]),
  )
  forward.server.close()
})

test.runIf(host !== null)('after a restart the relay serves whom it served before', async () => {
  const { address } = (await cardOf(alice)).home
  await alice.ask('vault.lock', {})
  await alice.ask('vault.unlock', { passphrase: 'quer durch den moosgrünen tannenwald' })
  expect((await cardOf(alice)).home.address).toBe(address)
  expect(await alice.ask('app.state', {})).toMatchObject({ relay: { kind: 'embedded', reach: 'address' } })
})
