// Several relays of one person: what one of them says reaches no other before it is judged. PROTOCOL §19.17.
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { soon } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let second: Awaited<ReturnType<typeof startTestRelay>>
beforeAll(async () => {
  world = await World.create(startTestRelay)
  second = await startTestRelay()
})
afterAll(async () => {
  await world.close()
  await second.close()
  await rm(second.directory, { recursive: true })
})

test('T07 home shows an old self record: it is carried to no other relay, the newest is', async () => {
  const alice = await world.onboard('alice')
  const { core } = alice
  for (const name of ['alice', 'alice brandt', 'alice sommer']) {
    core.introduceAs({ name, email: null })
    await alice.sync()
  }
  const written = world.evil.kept.filter(({ method, path }) => method === 'PUT' && path === '/v1/self')
  const [oldest, newest] = [written[0]?.received, written.at(-1)?.received]
  if (oldest === undefined || newest === undefined) throw new Error('no self record was written')
  const there = { home: { relayId: second.relayId, address: second.address }, tlsPin: null }
  const client = world.environment.connect(there, core.me.device)

  const lie = world.evil.mutate(({ method, path }) =>
    method === 'GET' && path === '/v1/self' ? { status: 200, answer: oldest } : null,
  )
  await core.accounts.add(there, null, soon())
  expect(lie.count).toBeGreaterThan(0)
  lie.end()
  expect(await client.getSelf({ signal: soon() })).toBeNull()

  await core.accounts.add(there, null, soon())
  expect(await client.getSelf({ signal: soon() })).toEqual(new Uint8Array(newest))
  client.close()
})
