// A second relay: alice, at home at one, has an account at another and keeps a space there. PROTOCOL §8 "Home and mirrors", §19.17.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { administer } from '../../relay/admin/index.ts'
import type { RelayId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { deleteSetting, formatReach, putSetting } from '../store/index.ts'
import { Desk } from '../testing/desk.ts'
import { Office, reachOf, soon, type Person } from '../testing/office.ts'

let office: Office
let home: RunningRelay
let other: RunningRelay
let alice: Person
let bob: Person
let space: SpaceId

const newToken = async () => {
  const { token } = (await administer(path.join(office.directory, 'other'), ['admin', 'token'])) as { token: string }
  return token
}
const addressesOf = ({ core }: Person) => core.accounts.all().map(({ home: { address } }) => address)

beforeAll(async () => {
  office = await Office.open()
  home = await office.relay('home')
  other = await office.relay('other', { REGISTRATION: 'invitation', OPERATOR: 'Kammer', PLACE: 'Bonn' })
  alice = await office.person('alice', home)
  bob = await office.person('bob', home)
  await alice.befriend(bob)
})
afterAll(() => office.close())

test('a relay that wants a token takes alice only with one, and until then nothing is noted', async () => {
  const { accounts } = alice.core
  await expect(accounts.add(reachOf(other), null, soon())).rejects.toMatchObject({ code: 'E_POLICY' })
  await expect(accounts.add(reachOf(home), null, soon())).rejects.toMatchObject({ code: 'E_CONFLICT' })
  expect(addressesOf(alice)).toEqual([home.address])
  await accounts.add(reachOf(other), await newToken(), soon())
  expect(addressesOf(alice)).toEqual([home.address, other.address])
})

test('more relays than the self record has room for, or an address longer than a log takes: refused before anybody is asked', async () => {
  const { accounts } = bob.core
  const nobody = (n: number, host = 'relay') =>
    reachOf({ relayId: String(n).repeat(64) as RelayId, address: `https://${host}-${n}.example` })
  const eight = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => formatReach(nobody(n)))
  bob.core.store.write((store) => putSetting(store, 'accounts', JSON.stringify(eight)))
  await expect(accounts.add(nobody(9), null, soon())).rejects.toMatchObject({ code: 'E_LIMIT' })
  bob.core.store.write((store) => deleteSetting(store, 'accounts'))
  await expect(accounts.add(nobody(9), null, soon())).rejects.toMatchObject({ code: 'E_TRANSPORT' })
  await expect(accounts.add(nobody(9, 'r'.repeat(250)), null, soon())).rejects.toMatchObject({ code: 'E_LIMIT' })
})

test('own log and self record lie at both, as they are at home, and go on doing so', async () => {
  alice.core.introduceAs({ name: 'Alice Brandt', email: 'alice@kanzlei.example' })
  await alice.sync()
  const [here, there] = [await office.served(alice, home), await office.served(alice, other)]
  expect(there.self).not.toBeNull()
  expect(there).toEqual(here)
  expect(there.entries).toEqual(alice.core.me.log.entries.map(encodeEntry))
})

test('a space that lives there is shared with bob, who knows only the first relay; that one never hears of it', async () => {
  await alice.write('Vertrag.txt', 'Entwurf')
  space = await alice.core.spaces.create(alice.folder, 'Mandat', soon(), alice.core.accounts.mustHave(other.relayId))
  await alice.sync()
  await alice.grant(space, bob, 'editor')
  await bob.join(space)
  await bob.write('Vertrag.txt', 'von bob')
  await bob.sync()
  await alice.sync()
  expect(await alice.tree()).toEqual({ 'Vertrag.txt': 'von bob' })
  expect(bob.core.spaces.mustKnow(space).relay.home.relayId).toBe(other.relayId)
  expect((await office.served(alice, other, space)).entries.length).toBeGreaterThan(4)
  await expect(office.served(alice, home, space)).rejects.toMatchObject({ code: 'E_ID' })
})

test('the account is not given up while a space of hers lives there; one of bob’s does not matter', async () => {
  const { accounts } = alice.core
  expect(() => accounts.remove(home.relayId)).toThrow(expect.objectContaining({ code: 'E_POLICY' }))
  expect(() => accounts.remove(other.relayId)).toThrow(expect.objectContaining({ code: 'E_POLICY' }))
  expect(addressesOf(alice)).toEqual([home.address, other.address])
  await bob.core.accounts.add(reachOf(other), await newToken(), soon())
  expect(() => bob.core.accounts.remove(other.relayId)).not.toThrow()
  expect(addressesOf(bob)).toEqual([home.address])
})

test('a computer of alice’s that begins with the words knows both, and reads the space where it lives', async () => {
  await alice.sync()
  const second = await office.secondComputer(alice, home)
  expect(addressesOf(second)).toEqual([home.address, other.address])
  // Whose the space is she knows once she has read it: until then it counts as her own.
  expect(() => second.core.accounts.remove(other.relayId)).toThrow(expect.objectContaining({ code: 'E_POLICY' }))
  await second.sync()
  await second.core.spaces.accept(space, second.folder, soon())
  await second.sync()
  expect(await readFile(path.join(second.folder, 'Vertrag.txt'), 'utf8')).toBe('von bob')
  await second.lock()
})

test('what is new of her own log comes to the second relay as soon as a space there begins with it', async () => {
  const { accounts, devices } = alice.core
  await alice.core.known.refresh(alice.core.me.id, alice.core.homeRelay, soon())
  const second = devices.list().find(({ isThis }) => !isThis)
  if (second === undefined) throw new Error('no other computer')
  await devices.revoke(second.id, soon())
  const folder = path.join(office.directory, 'alice-next')
  await mkdir(folder)
  await writeFile(path.join(folder, 'a.txt'), 'a')
  const next = await alice.core.spaces.create(folder, 'Nächstes', soon(), accounts.mustHave(other.relayId))
  await alice.sync()
  expect((await office.served(alice, other, next)).entries.length).toBeGreaterThan(1)
  await alice.core.spaces.close(next, soon())
})

test('in the window: carol’s link brings erin into carol’s relay; what lives there is named, and she cannot do without it', async () => {
  const [carol, erin] = await Promise.all(
    ['carol', 'erin'].map((name) => Desk.sitDown(name, office.directory, office.environment)),
  )
  if (carol === undefined || erin === undefined) throw new Error('nobody')
  try {
    await carol.onboard({ kind: 'address', address: other.address, token: await newToken() })
    await erin.onboard({ kind: 'address', address: home.address, token: null })
    const here = { relay: home.relayId, address: home.address, isHome: true, isHere: false }
    expect(await erin.ask('relays.list', {})).toMatchObject([here])
    expect(await erin.try('relays.add', { place: 'no address at all', token: null })).toBe('E_CANON')
    expect(await erin.try('relays.add', { place: other.address, token: null })).toBe('E_POLICY')
    expect(await erin.try('relays.describe', { relay: other.relayId })).toBe('E_ID')
    const { link } = await carol.ask('links.create', { note: '', days: 7 })
    await erin.ask('relays.add', { place: link, token: null })
    const folder = erin.session.offer(erin.folder).token
    await erin.ask('spaces.create', { folder, name: 'Akten', relay: other.relayId })
    expect(await erin.ask('relays.list', {})).toMatchObject([
      { ...here, spaces: { names: [], more: 0 } },
      { relay: other.relayId, isHome: false, isHere: false, spaces: { names: ['Akten'], more: 0 } },
    ])
    const said = await erin.ask('relays.describe', { relay: other.relayId })
    expect(said).toMatchObject({ operator: 'Kammer', place: 'Bonn' })
    expect(await erin.try('relays.remove', { relay: other.relayId })).toBe('E_POLICY')
  } finally {
    await Promise.all([carol.leave(), erin.leave()])
  }
})

test('the second relay is gone: everything at home goes on, and it catches up when it is back', async () => {
  const address = new URL(other.address)
  const before = await office.served(alice, home)
  await other.close()
  alice.core.introduceAs({ name: 'Alice Sommer', email: 'alice@kanzlei.example' })
  await alice.core.catchUp(soon())
  await alice.core.keep(soon())
  expect((await office.served(alice, home)).self).not.toEqual(before.self)
  const back = await office.relay('other', { REGISTRATION: 'invitation', PORT: address.port })
  office.pass(11 * 60_000)
  await alice.core.catchUp(soon())
  expect(await office.served(alice, back)).toEqual(await office.served(alice, home))
})

test('with the last space there closed, the account is given up', async () => {
  await alice.core.spaces.close(space, soon())
  alice.core.accounts.remove(other.relayId)
  expect(addressesOf(alice)).toEqual([home.address])
})
