// Alice moves from one relay to another: what goes with her, what stays, who follows, and what becomes of it when something comes between.
// PROTOCOL §8 "Home and mirrors", §19.17.
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { Refused } from '../../shared/base/errors.ts'
import { parseCard } from '../../shared/contact/index.ts'
import type { RelayId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../shared/logs/identity/index.ts'
import { Desk, deskPassphrase } from '../testing/desk.ts'
import { putContact, readContact } from '../store/index.ts'
import { homeOf, homesInLog, mustBeMoved } from '../testing/moved-home.ts'
import { Office, reachOf, soon, type Person } from '../testing/office.ts'
import { watched } from '../testing/watched.ts'
import { OnlyHere } from '../whereabouts.ts'

let office: Office
let old: RunningRelay
let next: RunningRelay
beforeAll(async () => {
  office = await Office.open()
  old = await office.relay('old')
  next = await office.relay('next')
})
afterAll(() => office.close())

const mustHaveMoved = (person: Person) => mustBeMoved(office, person, { from: old, to: next })
const relayOf = (person: Person, contact: Person) => person.core.contacts.get(contact.core.me.id)?.relay.home.relayId

describe('alice moves, bob stays where he is', () => {
  let alice: Person
  let bob: Person
  let carol: Person
  let space: SpaceId
  beforeAll(async () => {
    alice = await office.person('alice', old)
    bob = await office.person('bob', old)
    carol = await office.person('carol', old)
    await alice.befriend(bob)
    await alice.write('a.txt', 'eins')
    space = await alice.create('Akten')
    await alice.share(space, bob, 'editor')
    await alice.core.accounts.add(reachOf(next), null, soon())
  })

  test('what is written to her while she moves, and by an old card, arrives', async () => {
    const card = await alice.core.contacts.ownCard(soon())
    expect(await alice.core.homeMove.begin(next.relayId, soon())).toBe(true)
    await mustHaveMoved(alice)
    // Neither has heard of it: bob writes to the old place, carol begins with what she was handed.
    const folder = path.join(office.directory, 'bob-more')
    await mkdir(folder)
    const more = await bob.core.spaces.create(folder, 'Mehr', soon())
    await bob.grant(more, alice, 'viewer')
    await carol.core.contacts.add(card, soon())
    await alice.sync()
    expect(alice.core.spaces.record(more)?.state).toBe('invited')
    expect(alice.core.contacts.get(carol.core.me.id)?.state).toBe('asking')
    expect(parseCard(await alice.core.contacts.ownCard(soon())).home.relayId).toBe(next.relayId)
  })

  test('bob and carol follow her by her word, and write where she is now', async () => {
    await alice.core.contacts.accept(carol.core.me.id, soon())
    await alice.sync()
    for (const other of [bob, carol]) await other.sync()
    expect([relayOf(bob, alice), relayOf(carol, alice)]).toEqual([next.relayId, next.relayId])
    const known = bob.core.contacts.get(alice.core.me.id)
    if (known === null) throw new Error('no contact')
    const client = office.environment.connect(reachOf(next), alice.core.me.device)
    const before = (await client.inbox({ signal: soon() })).length
    await bob.core.contacts.send(known, { kind: 'space.decline', spaceId: space }, soon())
    expect(await client.inbox({ signal: soon() })).toHaveLength(before + 1)
    client.close()
  })

  test('the space lives where it lived, and both go on working in it', async () => {
    expect(alice.core.spaces.mustKnow(space).relay.home.relayId).toBe(old.relayId)
    await alice.write('a.txt', 'zwei')
    await alice.sync()
    await bob.sync()
    expect(await bob.tree()).toEqual({ 'a.txt': 'zwei' })
  })

  test('a new computer finds her by the kit that names the old relay', async () => {
    await alice.sync()
    const second = await office.secondComputer(alice, old)
    expect(homeOf(second)).toBe(next.relayId)
    expect(second.core.contacts.list().map(({ name }) => name)).toContain('bob')
    await second.lock()
  })

  test('who was not told follows what her log says, as soon as it comes by', async () => {
    const { store } = carol.core
    const record = readContact(store, alice.core.me.id)
    if (record === null) throw new Error('no contact')
    store.write((writable) => putContact(writable, { ...record, relay: reachOf(old) }))
    await carol.core.catchUp(soon())
    expect(relayOf(carol, alice)).toBe(next.relayId)
  })
})

describe('another computer of hers', () => {
  test('follows what the log says, and so does its restart', async () => {
    const dave = await office.person('dave', old)
    const second = await office.secondComputer(dave, old)
    await dave.core.accounts.add(reachOf(next), null, soon())
    await dave.sync()
    await dave.core.homeMove.begin(next.relayId, soon())
    await second.sync()
    await mustHaveMoved(second)
    await second.lock()
    await second.unlock()
    await second.sync()
    await mustHaveMoved(second)
  })

  test.each(['moved', 'settled'])(
    'follows once more after a crash, %s or not: the inbox she leaves is not forgotten',
    async (broken) => {
      const dave = await office.person(`dave-${broken}`, old)
      const second = await office.secondComputer(dave, old)
      await dave.core.accounts.add(reachOf(next), null, soon())
      await dave.sync()
      await dave.core.homeMove.begin(next.relayId, soon())
      const { accounts, whereabouts } = second.core
      const crash = () => {
        throw new Refused('E_TRANSPORT', 'crash')
      }
      if (broken === 'moved') vi.spyOn(accounts, 'moved').mockImplementationOnce(crash)
      else vi.spyOn(whereabouts, 'settleAt').mockImplementationOnce(crash)
      await second.sync()
      await second.lock()
      await second.unlock()
      await second.sync()
      await mustHaveMoved(second)
    },
  )

  /** Moves erin, whose other computer appends to her log in the very moment before `isMoment`; `isTaken`: the call goes on. */
  async function overtaken(
    name: string,
    isTaken: boolean,
    isMoment: (method: string, relay: RelayId) => boolean,
  ): Promise<{ readonly erin: Person; readonly moved: Promise<boolean> }> {
    let between: (() => Promise<void>) | null = null
    const environment = watched(office.environment, async (call, method, relayId) => {
      if (!isMoment(method, relayId) || between === null || erin.core.homeMove.state?.stage !== 'offered') return call()
      const work = between
      between = null
      await work()
      if (isTaken) return call()
      throw new Refused('E_TRANSPORT', 'interrupted')
    })
    const erin: Person = await office.personIn(environment, name, old)
    const second = await office.secondComputer(erin, old)
    await erin.core.accounts.add(reachOf(next), null, soon())
    await erin.sync()
    between = async () => {
      const { me, homeRelay } = second.core
      const step = { log: me.log, author: me.device, time: Date.now() }
      const { entries } = rotateIdentityKey(office.environment.suite, step, me.seed())
      for (const entry of entries) await homeRelay.append(me.id, encodeEntry(entry), { signal: soon() })
    }
    return { erin, moved: erin.core.homeMove.begin(next.relayId, soon()) }
  }

  test('was first, with the entry not taken anywhere yet: it is made anew', async () => {
    const isMoment = (method: string, relay: RelayId) => method === 'mirror' && relay === next.relayId
    const { erin, moved } = await overtaken('erin-anew', false, isMoment)
    expect(await moved).toBe(false)
    expect(() => {
      erin.core.homeMove.cancel()
    }).toThrow(expect.objectContaining({ code: 'E_CONFLICT' }))
    // The new relay has something in that place, but not the entry that was to go there.
    const client = office.environment.connect(reachOf(next), erin.core.me.device)
    await client.mirror(erin.core.me.id, (await office.served(erin, old)).entries, { signal: soon() })
    client.close()
    for (let looks = 0; looks < 3; looks++) {
      await erin.core.catchUp(soon())
      office.pass(2 * 60_000)
    }
    await mustHaveMoved(erin)
  })

  test('was first, with the entry taken by the new relay alone: the old one is right', async () => {
    const { erin, moved } = await overtaken('erin-torn', true, (method) => method === 'append')
    await expect(moved).rejects.toMatchObject({ code: 'E_FORK' })
    expect(erin.core.homeMove.state?.stage).toBe('torn')
    await erin.core.catchUp(soon())
    expect([homeOf(erin), homesInLog(erin).length]).toEqual([old.relayId, 1])
    erin.core.homeMove.cancel()
    expect(erin.core.accounts.others()).toEqual([])
  })
})

test('from the relay in her app to one at an address: what stays here goes on, and nobody is led to where only she gets', async () => {
  const desk = await Desk.sitDown('frank', office.directory, office.environment)
  try {
    await desk.onboard({ kind: 'embedded', reach: { kind: 'only-me' } })
    const own = desk.session.core.home.home.relayId
    const folder = desk.session.offer(desk.folder).token
    const { space } = await desk.ask('spaces.create', { folder, name: 'Akten' })
    await desk.ask('relays.add', { place: next.address, token: null })
    expect(await desk.ask('relays.moveHome', { relay: next.relayId })).toEqual({ done: true })
    await desk.session.lock()
    await desk.ask('vault.unlock', { passphrase: deskPassphrase })
    const { core } = desk.session
    await vi.waitFor(() => expect(desk.session.ownRelay.running).not.toBeNull(), { timeout: 20_000 })
    expect(await desk.ask('relays.list', {})).toMatchObject([
      { relay: next.relayId, isHome: true, isHere: false, wasHome: false },
      { relay: own, isHome: false, isHere: true, wasHome: true, spaces: { names: ['Akten'] } },
    ])
    expect(await desk.ask('relay.get', {})).toMatchObject({
      kind: 'address',
      address: next.address,
      embedded: { reach: 'only-me', address: null },
    })
    await core.spaces.tend(space, soon())
    expect(parseCard(await core.contacts.ownCard(soon())).home.relayId).toBe(next.relayId)
    expect(() => core.whereabouts.forOthers(core.spaces.mustKnow(space).relay)).toThrow(OnlyHere)
    const asked: string[] = []
    const listening = createServer(({ url = '' }, response) => {
      asked.push(url)
      response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
    const hear = (relayId: RelayId) => core.whereabouts.hear(reachOf({ relayId, address }), soon())
    // Whoever says where the relay in her app is tells this computer nothing new.
    await hear(own)
    expect(asked).toEqual([])
    await hear('ab'.repeat(32) as RelayId)
    expect(asked).not.toEqual([])
    listening.close()
    expect(await desk.try('relays.moveHome', { relay: own })).toBe('E_ALONE')
    expect(await desk.try('relays.remove', { relay: own })).toBe('E_POLICY')
  } finally {
    await desk.leave()
  }
})
