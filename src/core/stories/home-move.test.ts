// Alice moves from one relay to another: what goes with her, what stays, who follows, and what becomes of it when something comes between.
// PROTOCOL §8 "Home and mirrors", §19.17.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { Refused } from '../../shared/base/errors.ts'
import { parseCard, type Reach } from '../../shared/contact/index.ts'
import type { RelayId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../shared/logs/identity/index.ts'
import { Desk, deskPassphrase } from '../testing/desk.ts'
import { putContact, readContact } from '../store/index.ts'
import { Office, type Person } from '../testing/office.ts'
import { OnlyHere } from '../whereabouts.ts'

const soon = () => AbortSignal.timeout(30_000)
let office: Office
let old: RunningRelay
let next: RunningRelay
beforeAll(async () => {
  office = await Office.open()
  old = await office.relay('old')
  next = await office.relay('next')
})
afterAll(() => office.close())

const reachOf = ({ relayId, address }: Pick<RunningRelay, 'relayId' | 'address'>): Reach => ({
  home: { relayId, address },
  tlsPin: null,
})
const homeOf = ({ core }: Person): RelayId => core.home.home.relayId
const homesInLog = ({ core }: Person) =>
  core.me.log.entries.flatMap(({ header }) => (header?.type === 'home.set' ? [header.seq] : []))
const relayOf = (person: Person, contact: Person) => person.core.contacts.get(contact.core.me.id)?.relay.home.relayId

/** What a relay shows this person of their own log. */
async function logAt(person: Person, { relayId, address }: RunningRelay): Promise<readonly Uint8Array[]> {
  const client = office.environment.connect(reachOf({ relayId, address }), person.core.me.device)
  const entries: Uint8Array[] = []
  try {
    for await (const entry of client.readLog(person.core.me.id, 0, { signal: soon() })) entries.push(entry)
    return entries
  } finally {
    client.close()
  }
}

async function mustBeMoved(alice: Person): Promise<void> {
  expect(homeOf(alice)).toBe(next.relayId)
  expect(alice.core.homeMove.state).toBeNull()
  expect(alice.core.me.log.state.home?.relayId).toBe(next.relayId)
  expect(homesInLog(alice)).toHaveLength(2)
  expect(alice.core.accounts.inboxes().map(({ home }) => home.relayId)).toEqual([next.relayId, old.relayId])
  const own = alice.core.me.log.entries.map(encodeEntry)
  expect(await logAt(alice, next)).toEqual(own)
  expect(await logAt(alice, old)).toEqual(own)
}

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
    await alice.sync()
    await alice.grant(space, bob, 'editor')
    await bob.join(space)
    await alice.core.accounts.add(reachOf(next), null, soon())
  })

  test('what is written to her while she moves, and by an old card, arrives', async () => {
    const card = await alice.core.contacts.ownCard(soon())
    expect(await alice.core.homeMove.begin(next.relayId, soon())).toBe(true)
    await mustBeMoved(alice)
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
    await mustBeMoved(second)
    await second.lock()
    await second.unlock()
    await second.sync()
    await mustBeMoved(second)
  })

  test('was first: with the entry not taken anywhere yet it is made anew; taken by the new relay alone, the old one is right', async () => {
    for (const isTaken of [false, true]) {
      let between: (() => Promise<void>) | null = null
      const environment = watched(async (call, method, relayId) => {
        const isMoment = isTaken ? method === 'append' : method === 'mirror' && relayId === next.relayId
        if (!isMoment || between === null || erin.core.homeMove.state?.stage !== 'offered') return call()
        const work = between
        between = null
        await work()
        if (isTaken) return call()
        throw new Refused('E_TRANSPORT', 'interrupted')
      })
      const erin: Person = await office.personIn(environment, `erin-${String(isTaken)}`, old)
      const second = await office.secondComputer(erin, old)
      await erin.core.accounts.add(reachOf(next), null, soon())
      await erin.sync()
      between = async () => {
        const { me, homeRelay } = second.core
        const step = { log: me.log, author: me.device, time: Date.now() }
        const { entries } = rotateIdentityKey(office.environment.suite, step, me.seed())
        for (const entry of entries) await homeRelay.append(me.id, encodeEntry(entry), { signal: soon() })
      }
      const moved = erin.core.homeMove.begin(next.relayId, soon())
      if (isTaken) {
        await expect(moved).rejects.toMatchObject({ code: 'E_FORK' })
        expect(erin.core.homeMove.state?.stage).toBe('torn')
        await erin.core.catchUp(soon())
        expect([homeOf(erin), homesInLog(erin).length]).toEqual([old.relayId, 1])
        erin.core.homeMove.cancel()
        expect(erin.core.accounts.others()).toEqual([])
      } else {
        expect(await moved).toBe(false)
        expect(() => {
          erin.core.homeMove.cancel()
        }).toThrow(expect.objectContaining({ code: 'E_CONFLICT' }))
        for (let looks = 0; looks < 3; looks++) {
          await erin.core.catchUp(soon())
          office.pass(2 * 60_000)
        }
        await mustBeMoved(erin)
      }
      await second.lock()
    }
  })
})

describe('whatever is interrupted goes on', () => {
  /** Moves somebody whose `broken`th call to a relay fails, before it is sent or after; then their computer starts again. */
  async function movedDespite(broken: number, isSent: boolean): Promise<boolean> {
    let left = Infinity
    const environment = watched(async (call, method) => {
      // What was not sent, and only asks or repeats, is as if it had not been begun.
      if ((!isSent && method !== 'mirror' && method !== 'append') || left-- !== 0) return call()
      if (isSent) await call()
      throw new Refused('E_TRANSPORT', 'interrupted')
    })
    const alice = await office.personIn(environment, `alice-${broken}-${String(isSent)}`, old)
    await alice.core.contacts.ownCard(soon())
    await alice.core.accounts.add(reachOf(next), null, soon())
    await alice.sync()
    left = broken
    const outcome = await alice.core.homeMove.begin(next.relayId, soon()).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
      expect(error.code).toBe('E_TRANSPORT')
      expect(homesInLog(alice)).toHaveLength(1)
      return null
    })
    const isOver = left >= 0
    await alice.lock()
    await alice.unlock()
    if (outcome === null) {
      expect(alice.core.homeMove.state).toBeNull()
      expect(await alice.core.homeMove.begin(next.relayId, soon())).toBe(true)
    }
    await alice.core.catchUp(soon())
    await mustBeMoved(alice)
    await alice.lock()
    return isOver
  }

  test.each([true, false])('at every call to a relay, sent: %s', { timeout: 120_000 }, async (isSent) => {
    let calls = 0
    while (!(await movedDespite(calls, isSent))) calls++
    expect(calls).toBeGreaterThan(isSent ? 4 : 2)
  })

  test('with the old relay gone for good, whoever has one computer only moves all the same; with two it is refused', async () => {
    const gone = await office.relay('gone')
    const erin = await office.person('erin-alone', gone)
    const carol = await office.person('carol-two', gone)
    const second = await office.secondComputer(carol, gone)
    for (const one of [erin, carol]) {
      await one.sync()
      await one.core.accounts.add(reachOf(next), null, soon())
    }
    let isBroken = true
    const environment = watched(async (call) => {
      const answer = await call()
      if (isBroken && late.core.homeMove.state?.stage === 'offered') throw new Refused('E_TRANSPORT', 'answer lost')
      return answer
    })
    const late: Person = await office.personIn(environment, 'frank-late', gone)
    await late.core.accounts.add(reachOf(next), null, soon())
    await late.sync()
    expect(await late.core.homeMove.begin(next.relayId, soon())).toBe(false)
    isBroken = false
    await gone.close()
    expect(await erin.core.homeMove.begin(next.relayId, soon())).toBe(true)
    await late.lock()
    await late.unlock()
    await expect(late.core.catchUp(soon())).rejects.toMatchObject({ code: 'E_TRANSPORT' })
    expect([homeOf(erin), homeOf(late), late.core.homeMove.state]).toEqual([next.relayId, next.relayId, null])
    await erin.core.catchUp(soon())
    await expect(carol.core.homeMove.begin(next.relayId, soon())).rejects.toMatchObject({ code: 'E_TRANSPORT' })
    expect([homeOf(carol), carol.core.homeMove.state]).toEqual([gone.relayId, null])
    await second.lock()
  })
})

test('from the relay in her app to one at an address: what stays here goes on, and nobody is led to where only she gets', async () => {
  const desk = await Desk.sitDown('grace', office.directory, office.environment)
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
    expect(await desk.try('relays.moveHome', { relay: own })).toBe('E_ALONE')
    expect(await desk.try('relays.remove', { relay: own })).toBe('E_POLICY')
  } finally {
    await desk.leave()
  }
})

/** The office's environment, with something between core and every call to a relay. */
function watched(
  around: (call: () => Promise<unknown>, method: string, relay: RelayId) => Promise<unknown>,
): Office['environment'] {
  const asked = ['mirror', 'append', 'putToken', 'putSelf']
  return {
    ...office.environment,
    connect: (reach, device, ownEntries) =>
      new Proxy(office.environment.connect(reach, device, ownEntries), {
        get: (relay, name) => {
          const member: unknown = Reflect.get(relay, name)
          if (typeof member !== 'function') return member
          const call = (...args: unknown[]): Promise<unknown> => Reflect.apply(member, relay, args) as Promise<unknown>
          if (typeof name !== 'string' || !asked.includes(name)) return call
          return (...args: unknown[]) => around(() => call(...args), name, reach.home.relayId)
        },
      }),
  }
}
