// Alice moves home: who may write to her afterwards. PROTOCOL §7, §8 "Home and mirrors".
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Office, reachOf, soon, type Person } from '../testing/office.ts'

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
