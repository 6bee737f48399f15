// Alice moves home: who may write to her meanwhile and afterwards, and who hears of it when. PROTOCOL §7, §8 "Home and mirrors".
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { invitationLink, parseInvitationLink } from '../../shared/contact/index.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Office, reachOf, soon, type Person } from '../testing/office.ts'
import { watched } from '../testing/watched.ts'

const hour = 3_600_000
let office: Office
let next: RunningRelay
beforeAll(async () => {
  office = await Office.open()
  next = await office.relay('next')
})
afterAll(() => office.close())

async function move({ core }: Person): Promise<void> {
  await core.accounts.add(reachOf(next), null, soon())
  expect(await core.homeMove.begin(next.relayId, soon())).toBe(true)
}

test('an invitation that she makes while she moves lets people in where she is then', async () => {
  const old = await office.relay('old')
  let between: (() => Promise<void>) | null = null
  const environment = watched(office.environment, async (call, method) => {
    const work = method === 'append' ? between : null
    if (work !== null) between = null
    await work?.()
    return call()
  })
  const alice = await office.personIn(environment, 'alice', old)
  const bob = await office.person('bob', old)
  await alice.sync()
  let link = ''
  between = async () => {
    ;({ link } = await alice.core.contacts.links.create({ note: '', expiresAt: office.now() + hour }, soon()))
  }
  await move(alice)
  const there = invitationLink({ ...parseInvitationLink(link), ...reachOf(next) })
  expect(await bob.core.contacts.addByLink(there, soon())).toMatchObject({ outcome: 'answered' })
})

test('whoever is blocked writes to no former home either, though it was silent when they were blocked', async () => {
  const old = await office.relay('former')
  const alice = await office.person('alice-former', old)
  const bob = await office.person('bob-former', old)
  await alice.befriend(bob)
  await bob.sync()
  await move(alice)
  const before = bob.core.contacts.get(alice.core.me.id)
  if (before === null) throw new Error('no contact')
  const writes = (relay: RunningRelay) =>
    bob.core.contacts.send(
      { ...before, relay: reachOf(relay) },
      { kind: 'space.decline', spaceId: 'ab'.repeat(32) as SpaceId },
      soon(),
    )
  await writes(old)
  await writes(next)
  await old.close()
  await alice.core.contacts.block(bob.core.me.id, soon())
  await expect(writes(next)).rejects.toMatchObject({ code: 'E_ID' })
  const back = await office.relay('former', { PORT: new URL(old.address).port })
  await writes(back)
  office.pass(11 * 60_000)
  await alice.core.catchUp(soon())
  await expect(writes(back)).rejects.toMatchObject({ code: 'E_ID' })
  expect(alice.core.contacts.get(bob.core.me.id)).toMatchObject({ blocked: true, ourToken: null })
})

test('whoever was sent enough for today hears of it the next day', async () => {
  const strict = await office.relay('strict', { MESSAGES_PER_DAY: '1' })
  const alice = await office.person('alice-strict', await office.relay('lenient'))
  const bob = await office.person('bob-strict', strict)
  await alice.befriend(bob)
  const waiting = async () => {
    const client = office.environment.connect(reachOf(strict), bob.core.me.device)
    try {
      return (await client.inbox({ signal: soon() })).length
    } finally {
      client.close()
    }
  }
  await move(alice)
  await alice.core.keep(soon())
  expect(await waiting()).toBe(0)
  office.pass(25 * hour)
  await alice.core.keep(soon())
  expect(await waiting()).toBe(1)
})
