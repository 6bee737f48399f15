// How people begin: invited by a link or a card, with a passphrase, this computer's key store, or both. Whole apps without their
// windows, over a real relay. PROTOCOL §6, §7.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ChosenProtection } from '../../shared/ipc/index.ts'
import { addressInNetwork } from '../../relay/own-network.ts'
import { Desk, deskPassphrase } from '../testing/desk.ts'
import { Office } from '../testing/office.ts'
import { vaultMode } from '../vault/index.ts'

/** Null on a computer without a network. */
const host = await addressInNetwork()
let office: Office
const desks: Desk[] = []
let address: string
beforeAll(async () => {
  office = await Office.open()
  address = (await office.relay()).address
})
afterAll(async () => {
  for (const desk of desks) await desk.leave()
  await office.close()
})

async function sitDown(name: string, osKey: Uint8Array | null = null, building = '.'): Promise<Desk> {
  const desk = await Desk.sitDown(name, path.join(office.directory, building), office.environment, osKey)
  desks.push(desk)
  return desk
}
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 100 })
const atOffice = () => ({ kind: 'address', address, token: null }) as const

test('bob pastes alice’s link at his first start: it names the relay, and alice has a contact without a further word', async () => {
  const alice = await sitDown('alice')
  await alice.onboard(atOffice())
  const { link } = await alice.ask('links.create', { note: '', days: 1 })

  const bob = await sitDown('bob')
  const mailed = `${link.slice(0, 40)}\n  ${link.slice(40)}`
  const { invitation } = await bob.ask('onboarding.readInvitation', { text: mailed })
  expect(invitation).toMatchObject({ kind: 'link', name: null, relay: new URL(address).host })
  await bob.onboard({ kind: 'invited', invitation: mailed }, mailed)
  await soon(async () => {
    expect(await alice.ask('contacts.list', {})).toMatchObject([{ name: 'bob', state: 'accepted' }])
    expect(await bob.ask('contacts.list', {})).toMatchObject([{ name: 'alice', state: 'accepted' }])
    expect(await bob.ask('contacts.invitedBy', {})).toBeNull()
  })
  expect(await bob.ask('relay.get', {})).toMatchObject({ kind: 'address', address })
})

test('carol begins with alice’s card: she is asked by the name that stands in it', async () => {
  const [alice] = desks
  if (!alice) throw new Error('the story begins with alice')
  const { text } = await alice.ask('card.get', {})
  const carol = await sitDown('carol')
  expect(await carol.ask('onboarding.readInvitation', { text })).toMatchObject({
    invitation: { kind: 'card', name: 'alice' },
  })
  await carol.onboard({ kind: 'invited', invitation: text }, text)
  await soon(async () => {
    const asking = (await alice.ask('contacts.list', {})).filter(({ state }) => state === 'asks')
    expect(asking).toMatchObject([{ name: 'carol' }])
  })
})

test('a used link leaves frank with a profile elsewhere and the plain word that it holds no more', async () => {
  const [alice] = desks
  if (!alice) throw new Error('the story begins with alice')
  const { link } = await alice.ask('links.create', { note: '', days: 1 })
  const [made] = await alice.ask('links.list', {})
  await alice.ask('links.withdraw', { link: made?.id ?? '' })
  const frank = await sitDown('frank')
  await frank.onboard(atOffice(), link)
  await soon(async () => expect(await frank.ask('contacts.invitedBy', {})).toEqual({ state: 'over' }))
  await frank.ask('contacts.forgetInvitation', {})
  expect(await frank.ask('contacts.invitedBy', {})).toBeNull()
})

test.runIf(host !== null)(
  'a link of a relay in somebody’s app lets the invited person in, over the TLS key that stands in it',
  async () => {
    const dave = await sitDown('dave', null, 'elsewhere')
    await dave.onboard({ kind: 'embedded', reach: { kind: 'this-network' } })
    const { link } = await dave.ask('links.create', { note: '', days: 1 })
    const carol = await sitDown('carol', null, 'elsewhere')
    const stranger = {
      kind: 'address',
      address: (await dave.ask('relay.get', {})).address ?? '',
      token: null,
    } as const
    await expect(carol.onboard(stranger)).rejects.toThrow('E_TRANSPORT')
    await carol.onboard({ kind: 'invited', invitation: link }, link)
    await soon(async () => expect(await dave.ask('contacts.list', {})).toMatchObject([{ name: 'carol' }]))
  },
)

test('what is no invitation is called so, and nothing breaks', async () => {
  const erin = await sitDown('erin')
  for (const text of ['hello', 'https://relay.example/invite#', 'siegel:card:AAAA', 'https://x/invite#%%%'])
    expect(await erin.ask('onboarding.readInvitation', { text })).toEqual({ invitation: null })
})

const protections: readonly [string, ChosenProtection][] = [
  ['os', { mode: 'os' }],
  ['both', { mode: 'both', passphrase: deskPassphrase }],
]
test.each(protections)('T70 without a key store nobody begins with mode %s', async (_mode, protection) => {
  const erin = desks.find(({ name }) => name === 'erin')
  expect(await erin?.ask('vault.keyStore', {})).toEqual({ obstacle: 'plain-text' })
  const wish = { name: 'erin', email: null, protection }
  expect(await erin?.try('onboarding.begin', wish)).toBe('E_KEYSTORE')
})

test('with the key store alone Siegel opens by itself, and with another key it says that it cannot', async () => {
  const key = randomBytes(32)
  let dave = await Desk.sitDown('dave', office.directory, office.environment, key)
  await dave.onboard(atOffice(), null, { mode: 'os' })
  await dave.leave()
  dave = await Desk.sitDown('dave', office.directory, office.environment, key)
  await soon(async () => expect(await dave.ask('app.state', {})).toMatchObject({ phase: 'open' }))
  await dave.ask('vault.lock', {})
  expect(await dave.ask('app.state', {})).toMatchObject({ phase: 'locked', mode: 'os' })
  await dave.ask('vault.unlock', { passphrase: null })
  await dave.leave()
  for (const other of [randomBytes(32), null]) {
    dave = await Desk.sitDown('dave', office.directory, office.environment, other)
    await soon(async () => expect(await dave.ask('app.state', {})).toMatchObject({ phase: 'locked' }))
    expect(await dave.try('vault.unlock', { passphrase: null })).toBe(other ? 'E_OPEN' : 'E_KEYSTORE')
    await dave.leave()
  }
})

test('alice presses Enter twice: her profile is opened once, and nobody is counted as wrong', async () => {
  const alice = await sitDown('alice', null, 'elsewhere')
  await alice.onboard(atOffice())
  await alice.ask('vault.lock', {})
  const unlock = () => alice.try('vault.unlock', { passphrase: deskPassphrase })
  expect(new Set(await Promise.all([unlock(), unlock()]))).toEqual(new Set([null, 'E_CONFLICT']))
  expect(alice.session.attempts.wrong).toBe(0)
  expect(await alice.ask('app.state', {})).toMatchObject({ phase: 'open' })
})

test('with both, neither opens alone; the recovery words keep both where there is a key store', async () => {
  const key = randomBytes(32)
  let mallory = await Desk.sitDown('mallory', office.directory, office.environment, key)
  const words = await mallory.onboard(atOffice(), null, { mode: 'both', passphrase: deskPassphrase })
  const vault = path.join(office.directory, 'mallory', 'profile', 'vault.cbor')
  expect(await vaultMode(vault)).toBe('both')
  await mallory.ask('vault.lock', {})
  expect(await mallory.try('vault.unlock', { passphrase: null })).toBe('E_OPEN')
  expect(await mallory.try('vault.unlock', { passphrase: 'wrong' })).toBe('E_OPEN')
  expect(await mallory.ask('app.state', {})).toMatchObject({ phase: 'locked', mode: 'both', wrong: 1, waitUntil: null })
  await mallory.ask('vault.unlock', { passphrase: deskPassphrase })
  await mallory.leave()

  const passphrase = 'nordlicht pinguin achse wolke marmor'
  mallory = await Desk.sitDown('mallory', office.directory, office.environment, key)
  await mallory.ask('vault.reset', { phrase: words.join(' '), passphrase })
  expect(await vaultMode(vault)).toBe('both')
  await mallory.leave()
  mallory = await Desk.sitDown('mallory', office.directory, office.environment, null)
  expect(await mallory.try('vault.unlock', { passphrase })).toBe('E_KEYSTORE')
  await mallory.ask('vault.reset', { phrase: words.join(' '), passphrase })
  expect(await vaultMode(vault)).toBe('passphrase')
  await mallory.leave()
})
