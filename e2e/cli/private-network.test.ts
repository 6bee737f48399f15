// The relay in the app, for "this network": two computers that share one cable and no other way to anywhere. Each app is a process
// in a network namespace of its own. DESIGN.md "Embedded relay".
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { deskPassphrase } from '../../src/core/testing/desk.ts'
import { cardBytesOf, parseCard } from '../../src/shared/contact/index.ts'
import { PrivateNetwork, type Computer } from '../fixtures/network-namespaces.ts'
import { workplace } from '../fixtures/processes.ts'
import { folderToken } from '../fixtures/desk-token.ts'
import { FarDesk } from '../fixtures/far-desk.ts'

const soon = <T>(check: () => Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 90_000, interval: 200 })

let place: Awaited<ReturnType<typeof workplace>>
const sitDown = (name: string, { prefix }: Computer, port = '0') =>
  FarDesk.sitDown(name, { directory: place.directory, prefix, port })

async function cardOf(desk: FarDesk) {
  const { text } = await desk.ask('card.get', {})
  const { home, tlsPin } = parseCard(cardBytesOf(text))
  return { text, home: new URL(home.address), tlsPin }
}
const why = PrivateNetwork.missing

describe.skipIf(why !== null)(`two computers in a private network${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let network: PrivateNetwork
  let alice: FarDesk
  let bob: FarDesk

  beforeAll(async () => {
    place = await workplace()
    network = await PrivateNetwork.lay()
    const [here, there] = network.computers
    alice = await sitDown('alice', here)
    bob = await sitDown('bob', there)
    for (const desk of [alice, bob]) await desk.onboard({ kind: 'embedded', reach: { kind: 'this-network' } })
  })
  afterAll(async () => {
    await alice.leave()
    await bob.leave()
    network.takeAway()
    await place.clear()
  })

  test('alice is found by her card, the key of her relay is pinned, and a folder goes both ways', async () => {
    const card = await cardOf(alice)
    expect([card.home.protocol, card.home.hostname]).toEqual(['https:', network.computers[0].address])
    expect(card.tlsPin).toHaveLength(32)
    expect(await bob.ask('contacts.add', { text: card.text })).toMatchObject({ outcome: 'requested' })
    const asking = await soon(async () => {
      const [contact] = await alice.ask('contacts.list', {})
      expect(contact).toMatchObject({ state: 'asks' })
      return contact
    })
    const identity = asking?.id
    if (identity === undefined) throw new Error('nobody asks')
    await alice.ask('contacts.accept', { contact: identity })
    await writeFile(path.join(alice.folder, 'Vertrag.txt'), 'Entwurf')
    const { space } = await alice.ask('spaces.create', { folder: folderToken, name: 'Akten' })
    await alice.ask('spaces.invite', { space, identity, rights: 7, expiresAt: null, evenIfSilent: true })
    await soon(async () => expect(await bob.ask('invitations.list', {})).toHaveLength(1))
    await bob.ask('invitations.accept', { invitation: space, folder: folderToken })
    const reads = (desk: FarDesk, text: string): Promise<void> =>
      soon(async () => expect(await readFile(path.join(desk.folder, 'Vertrag.txt'), 'utf8')).toBe(text))
    await reads(bob, 'Entwurf')
    await writeFile(path.join(bob.folder, 'Vertrag.txt'), 'Endfassung')
    await reads(alice, 'Endfassung')
  })

  test('carol follows an invitation link of alice: she is found by it, with the key of her relay, and both are contacts', async () => {
    const { link, reach } = await alice.ask('links.create', { note: '', days: 7 })
    expect([new URL(link).hostname, reach]).toEqual([network.computers[0].address, 'this-network'])
    const carol = await sitDown('carol', network.computers[1])
    await carol.onboard({ kind: 'embedded', reach: { kind: 'this-network' } })
    expect(await carol.ask('contacts.add', { text: link })).toMatchObject({ outcome: 'answered' })
    const accepted = (name: string) =>
      expect.arrayContaining([expect.objectContaining({ name, state: 'accepted' })]) as unknown
    await soon(async () => expect(await alice.ask('contacts.list', {})).toEqual(accepted('carol')))
    await soon(async () => expect(await carol.ask('contacts.list', {})).toEqual(accepted('alice')))
    await carol.leave()
  })

  test("mallory's relay at the same address gets nothing: its key is not the pinned one; alice back, it goes on", async () => {
    const { home } = await cardOf(alice)
    await alice.leave()
    const mallory = await sitDown('mallory', network.computers[0], home.port)
    await mallory.onboard({ kind: 'embedded', reach: { kind: 'this-network' } })
    const forged = await cardOf(mallory)
    expect(forged.home.host).toBe(home.host)
    await writeFile(path.join(bob.folder, 'Geheim.txt'), 'nur für alice')
    await soon(async () =>
      expect(await bob.ask('spaces.list', {})).toMatchObject([{ sync: { kind: 'offline', why: 'wrong-key' } }]),
    )
    // She is there for whoever asks for her.
    expect(await bob.ask('contacts.add', { text: forged.text })).toMatchObject({ outcome: 'requested' })
    await mallory.leave()
    alice = await sitDown('alice', network.computers[0])
    await alice.ask('vault.unlock', { passphrase: deskPassphrase })
    await soon(async () => expect((await cardOf(alice)).home.host).toBe(home.host))
    await soon(async () => expect(await readFile(path.join(alice.folder, 'Geheim.txt'), 'utf8')).toBe('nur für alice'))
  })
})
