// Several relays of one person: what one of them says reaches no other before it is judged. PROTOCOL §19.17.
import { mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, createServer as createLine, type AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import type { RelayId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { setHome, type Home } from '../../shared/logs/identity/index.ts'
import { encodeRefusal } from '../../shared/protocol/index.ts'
import { readSetting } from '../store/index.ts'
import type { Exchanged } from '../testing/evil-relay/evil-relay.ts'
import { answerWith, cutLog } from '../testing/evil-relay/mutations.ts'
import { reachOf } from '../testing/office.ts'
import { Person, soon, verdictOf } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let second: Awaited<ReturnType<typeof startTestRelay>>
beforeAll(async () => {
  world = await World.create(startTestRelay)
  second = await startTestRelay({}, () => world.now())
})
afterAll(async () => {
  await world.close()
  await second.close()
  await rm(second.directory, { recursive: true })
})

const elsewhere = () => reachOf(second)

test('T07 home shows an old self record: it is carried to no other relay and names none, the newest does', async () => {
  const alice = await world.onboard('alice')
  const { core } = alice
  for (const name of ['alice', 'alice brandt', 'alice sommer']) {
    core.introduceAs({ name, email: null })
    await alice.sync()
  }
  const written = world.evil.kept.filter(({ method, path }) => method === 'PUT' && path === '/v1/self')
  const [oldest, newest] = [written[0]?.received, written.at(-1)?.received]
  if (oldest === undefined || newest === undefined) throw new Error('no self record was written')
  const there = elsewhere()
  const client = world.environment.connect(there, core.me.device)

  const lie = world.evil.mutate(({ method, path }) =>
    method === 'GET' && path === '/v1/self' ? { status: 200, answer: oldest } : null,
  )
  expect(await verdictOf(core.accounts.find(there.home, soon(), { inSelf: true }))).toBe('E_ROLLBACK')
  await core.accounts.add(there, null, soon())
  expect(lie.count).toBeGreaterThan(1)
  lie.end()
  expect(await client.getSelf({ signal: soon() })).toBeNull()

  await core.accounts.add(there, null, soon())
  expect(await client.getSelf({ signal: soon() })).toEqual(new Uint8Array(newest))
  client.close()
})

test('T07 home says there is no self record, or shows an old one in a conflict: it counts as no copy, and the count never goes back', async () => {
  const bob = await world.onboard('bob')
  for (const name of ['bob', 'bob brandt', 'bob sommer']) {
    bob.core.introduceAs({ name, email: null })
    await bob.sync()
  }
  const counted = ({ core }: Person): number => Number(readSetting(core.store, 'self-counter'))
  const isSelf = (wanted: string) => (one: Exchanged) => one.method === wanted && one.path === '/v1/self'
  const second = await world.addDevice(bob)
  expect(counted(second)).toBeGreaterThanOrEqual(counted(bob))
  await second.close()
  const client = world.environment.connect(elsewhere(), bob.core.me.device)
  const none = world.evil.mutate(
    answerWith(isSelf('GET'), () => ({ status: 404, answer: encodeRefusal({ code: 'E_ID', place: null }) })),
  )
  expect(await verdictOf(bob.core.accounts.find(elsewhere().home, soon(), { inSelf: true }))).toBe('E_ROLLBACK')
  await bob.core.accounts.add(elsewhere(), null, soon())
  none.end()
  expect(none.count).toBeGreaterThan(1)
  world.pass(11 * 60_000)
  await bob.core.accounts.keep(soon())
  expect(await client.getSelf({ signal: soon() })).not.toBeNull()
  client.close()

  const oldest = world.evil.kept.find((one) => isSelf('PUT')(one) && one.who === bob.id)?.received ?? expect.fail()
  const before = counted(bob)
  let isFirst = true
  const conflict = world.evil.mutate((one) => {
    if (isSelf('GET')(one)) return { status: 200, answer: oldest }
    if (!isSelf('PUT')(one) || !isFirst) return null
    isFirst = false
    return { status: 412, answer: encodeRefusal({ code: 'E_CONFLICT', place: null }) }
  })
  bob.core.introduceAs({ name: 'bob winter', email: null })
  await verdictOf(bob.core.keep(soon()))
  conflict.end()
  expect(conflict.count).toBeGreaterThan(1)
  expect(counted(bob)).toBeGreaterThan(before)
})

test('a contact’s message names another relay than their log: they are written to where the log says', async () => {
  const [alice, bob] = [await world.onboard('alice'), await world.onboard('bob')]
  await world.befriend(alice, bob)
  const recordOf = () => alice.core.contacts.get(bob.id)?.relay.home.relayId
  const tell = async () => {
    const known = bob.core.contacts.get(alice.id)
    if (known === null) throw new RangeError('no contact')
    await bob.core.contacts.send(known, { kind: 'relay.address', ...elsewhere() }, soon())
    await alice.sync()
  }
  // Where the relay of the log cannot be asked who it is, nothing leads back by itself.
  const silent = world.evil.mutate(
    answerWith(
      ({ path }) => path === '/v1/relay',
      () => ({ status: 503, answer: new Uint8Array() }),
    ),
  )
  await tell()
  silent.end()
  expect(recordOf()).toBe(world.evil.honest.relayId)
  await bob.core.accounts.add(elsewhere(), null, soon())
  await bob.core.homeMove.begin(second.relayId, soon())
  await tell()
  expect(recordOf()).toBe(second.relayId)
})

test('an old acceptance, or an old request, that was held back until the contact had moved leads nobody back', async () => {
  const [alice, bob] = [await world.onboard('alice'), await world.onboard('bob')]
  await world.befriend(alice, bob)
  const recordOf = () => alice.core.contacts.get(bob.id)
  const { contacts } = bob.core
  const cardBytes = await contacts.ownCard(soon())
  await bob.core.accounts.add(elsewhere(), null, soon())
  await bob.core.homeMove.begin(second.relayId, soon())
  await bob.sync()
  await alice.sync()
  expect(recordOf()?.relay.home.relayId).toBe(second.relayId)
  const send = async (card: Uint8Array, token: Uint8Array) => {
    const known = contacts.get(alice.id) ?? expect.fail()
    await contacts.send(known, { kind: 'contact.accept', cardBytes: card, token }, soon())
    await alice.sync()
    await contacts.send(known, { kind: 'contact.request', cardBytes: card, note: '', proof: null }, soon())
    await alice.sync()
  }
  const before = recordOf()?.theirToken
  await send(cardBytes, new Uint8Array(16).fill(7))
  expect(recordOf()?.relay.home.relayId).toBe(second.relayId)
  expect(recordOf()?.theirToken).toEqual(before)
  // A card of now is taken.
  await send(await contacts.ownCard(soon()), new Uint8Array(16).fill(8))
  expect(recordOf()?.relay.home.relayId).toBe(second.relayId)
  expect(recordOf()?.theirToken).not.toEqual(before)
})

/** Their log says so, whatever is there. */
async function nameHome({ id, core: { me, homeRelay } }: Person, home: Home): Promise<void> {
  const entry = setHome(world.suite, { log: me.log, author: me.device, time: Date.now() }, home).entries.at(-1)
  if (entry === undefined) throw new RangeError('no entry')
  await homeRelay.append(id, encodeEntry(entry), { signal: soon() })
}

test('a log names a relay where another one answers: nobody follows there', async () => {
  const [alice, bob] = [await world.onboard('alice'), await world.onboard('bob')]
  await world.befriend(alice, bob)
  const home = { relayId: 'ab'.repeat(32) as RelayId, address: second.address }
  await nameHome(bob, home)
  await alice.core.known.refresh(bob.id, alice.core.homeRelay, soon())
  expect(alice.core.known.get(bob.id)?.state.home).toEqual(home)
  await alice.sync()
  await bob.core.catchUp(soon())
  expect(alice.core.contacts.get(bob.id)?.relay.home.relayId).toBe(world.evil.honest.relayId)
  expect(bob.core.home.home.relayId).toBe(world.evil.honest.relayId)
  // Nor does a new computer, though all of the log is there.
  await bob.core.accounts.add(elsewhere(), null, soon())
  const directory = path.join(world.directory, 'bob-second')
  const relay = { home: { relayId: world.evil.honest.relayId, address: world.evil.address }, tlsPin: null }
  expect(await verdictOf(Person.onOtherDevice(world.environment, bob, { directory, relay }))).toBe('E_ID')
})

test('whoever only asks to be a contact, or is blocked, leads this computer to no address by their log; a contact does', async () => {
  const [alice, mallory] = [await world.onboard('alice'), await world.onboard('mallory')]
  let asked = 0
  const listening = createServer((_, response) => {
    asked++
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
  try {
    await mallory.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
    await nameHome(mallory, { relayId: 'cd'.repeat(32) as RelayId, address })
    await alice.sync()
    await alice.core.known.refresh(mallory.id, alice.core.homeRelay, soon())
    await alice.sync()
    expect(alice.core.contacts.get(mallory.id)?.state).toBe('asking')
    expect(asked).toBe(0)
    await alice.core.contacts.accept(mallory.id, soon())
    await alice.core.contacts.block(mallory.id, soon())
    await alice.sync()
    expect(asked).toBe(0)
    await alice.core.contacts.unblock(mallory.id, soon())
    await alice.sync()
    expect(asked).toBeGreaterThan(0)
  } finally {
    listening.close()
  }
})

test('T07 the new home shows less of the log than the old one: no computer is added to it', async () => {
  const directory = path.join(world.directory, 'carol-first')
  await mkdir(path.join(directory, 'files'), { recursive: true })
  const carol = await Person.onboard(world.environment, { name: 'carol', directory, relay: elsewhere() })
  const home = { relayId: world.evil.honest.relayId, address: world.evil.address }
  await carol.core.accounts.add({ home, tlsPin: null }, null, soon())
  await carol.core.homeMove.begin(home.relayId, soon())
  await carol.core.catchUp(soon())
  const again = (name: string) =>
    Person.onOtherDevice(world.environment, carol, { directory: path.join(world.directory, name), relay: elsewhere() })
  const place = { suite: world.suite, evil: world.evil, kind: 'identity', logId: carol.id } as const
  const lie = world.evil.mutate(cutLog(place, carol.core.me.log.entries.length - 1))
  expect(await verdictOf(again('lied-to'))).toBe('E_ROLLBACK')
  expect(lie.count).toBeGreaterThan(0)
  lie.end()
  const found = await again('carol-second')
  expect(found.core.home.home.relayId).toBe(home.relayId)
  await found.close()
  await carol.close()
})

test('somebody who passes everything on names an own account’s relay at an address of theirs: it stays where it says it is', async () => {
  const third = await startTestRelay({}, () => world.now())
  const line = createLine((socket) => {
    const onward = connect(Number(new URL(third.address).port), '127.0.0.1')
    for (const end of [socket, onward]) end.on('error', () => (socket.destroy(), onward.destroy()))
    socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const passedOn = `http://127.0.0.1:${(line.address() as AddressInfo).port}`
  const at = (address: string) => reachOf({ relayId: third.relayId, address })
  const dave = await world.onboard('dave')
  const { accounts } = dave.core
  const address = () => accounts.mustHave(third.relayId).home.address
  try {
    await accounts.add(reachOf(third), null, soon())
    await accounts.add(at(passedOn), null, soon())
    expect(address()).toBe(third.address)
    await third.state({ address: passedOn, tlsPin: null })
    await accounts.add(at(passedOn), null, soon())
    expect(address()).toBe(passedOn)
  } finally {
    await dave.close()
    line.close()
    await third.close()
    await rm(third.directory, { recursive: true })
  }
})
