// ✖ in a space that both are in already: the next key waits until a person compares, or takes them out. PROTOCOL §10; ATTACKS T02.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { RunningRelay } from '../../relay/index.ts'
import { Background } from '../background.ts'
import { systemClock } from '../node-environment.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let relay: RunningRelay
let alice: Person
let bob: Person
let carol: Person
let mallory: Person
let space: SpaceId
let round = 0
beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
})
afterAll(() => office.close())

/** Alice shares with bob and carol; then mallory asks under bob's address. */
beforeEach(async () => {
  const name = (who: string): string => `${who}-${round}`
  round++
  alice = await office.person(name('alice'), relay)
  bob = await office.person(name('bob'), relay)
  carol = await office.person(name('carol'), relay)
  mallory = await office.person(name('mallory'), relay, bob.email)
  await alice.befriend(bob)
  await alice.befriend(carol)
  space = await alice.create('Akten')
  await alice.write('alt.txt', 'vorher')
  for (const member of [bob, carol]) await alice.grant(space, member, 'editor')
  await alice.sync()
  await bob.join(space)
  await mallory.core.contacts.add(await alice.core.contacts.ownCard(soon()), soon())
  await alice.sync()
  expect(alice.core.contacts.get(bob.core.me.id)?.level).toBe('conflict')
})

const opened = (person = alice) => person.core.spaces.open(space)
const state = () => opened().replica.state
const recipients = () =>
  state()
    .epochRecipients.map(({ id }) => id)
    .sort()
const idsOf = (...people: Person[]) => people.map(({ core }) => core.me.id).sort()

/** Carol is taken out: a key is due, which would be sealed to bob. What alice writes then waits. */
async function aliceMustWait(): Promise<void> {
  const { epoch } = state()
  await alice.revoke(space, carol)
  const { head } = state()
  await alice.write('neu.txt', 'nachher')
  for (let again = 0; again < 2; again++) {
    const [status] = await alice.sync()
    expect(status).toMatchObject({ settled: false, obstacle: { kind: 'refused', code: 'E_CONSENT' } })
  }
  expect(state()).toMatchObject({ epoch, head })
  expect(opened().inDoubt()).toEqual([bob.core.me.id])
  expect(await alice.tree()).toEqual({ 'alt.txt': 'vorher', 'neu.txt': 'nachher' })
}

test('T02 under the key that both have already alice writes on, and bob reads it: nothing is sealed anew', async () => {
  const { epoch } = state()
  await alice.write('neu.txt', 'nachher')
  expect(await alice.sync()).toMatchObject([{ settled: true }])
  expect([state().epoch, opened().inDoubt()]).toEqual([epoch, []])
  await bob.sync()
  expect(await bob.tree()).toEqual({ 'alt.txt': 'vorher', 'neu.txt': 'nachher' })
})

test('T02 no new key is sealed to bob: what needs one waits, nothing is lost, and what others write still arrives', async () => {
  await aliceMustWait()
  // Bob is not in doubt about himself: he gives out the key that is due, and alice need not.
  await bob.write('von bob.txt', 'auch da')
  await bob.sync()
  expect(await alice.sync()).toMatchObject([{ settled: true }])
  expect(opened().inDoubt()).toEqual([])
  expect(await alice.tree()).toEqual({ 'alt.txt': 'vorher', 'neu.txt': 'nachher', 'von bob.txt': 'auch da' })
})

test('T02 alice compares, and it was not bob: what waited is exchanged by itself', async () => {
  await aliceMustWait()
  const { epoch } = state()
  const background = new Background(alice.core, systemClock)
  const seen: string[] = []
  opened().engine?.onStatus(({ phase }) => seen.push(phase))
  background.start()
  try {
    // All has been tried, in vain: the next look without a reason would come in a minute.
    await vi.waitFor(() => expect([background.connection.state, seen.at(-1)]).toEqual(['online', 'stopped']), 20_000)
    await alice.core.contacts.block(mallory.core.me.id, soon())
    await vi.waitFor(() => expect(opened().engine?.status).toMatchObject({ settled: true, obstacle: null }), 20_000)
    expect(opened().replica.tree.nodes.size).toBe(2)
  } finally {
    await background.stop()
  }
  expect(state().epoch).toBe(epoch + 1)
  expect(recipients()).toEqual(idsOf(alice, bob))
})

test('T02 alice compares and replaces: the key goes to herself and the successor, and what waited is exchanged', async () => {
  await aliceMustWait()
  await mallory.sync()
  await alice.core.access.replace(mallory.core.me.id, soon())
  expect(await alice.sync()).toMatchObject([{ settled: true }])
  expect(recipients()).toEqual(idsOf(alice, mallory))
})

test('T02 alice takes bob out: that needs a key, and it is sealed to the others only', async () => {
  await aliceMustWait()
  await alice.revoke(space, bob)
  expect(recipients()).toEqual(idsOf(alice))
  expect(await alice.sync()).toMatchObject([{ settled: true }])
  expect(alice.core.contacts.get(bob.core.me.id)?.level).toBe('conflict')
  await bob.sync()
  expect(await bob.tree()).toEqual({ 'alt.txt': 'vorher' })
})

test('T02 while a key waits, nobody else is let in either', async () => {
  await aliceMustWait()
  await expect(alice.grant(space, carol, 'viewer')).rejects.toMatchObject({ code: 'E_CONSENT' })
  expect(opened().isMember(carol.core.me.id)).toBe(false)
})
