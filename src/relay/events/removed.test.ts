// What an event stream still tells somebody whose rights in a space have ended. PROTOCOL §15, §13.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signal, Somebody, TestSpace } from '../../core/remote/testing.ts'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { presets } from '../../shared/domain/rights.ts'
import { buildGrantRemove } from '../../shared/logs/space/index.ts'
import { startTestRelay } from '../testing.ts'

let suite: Suite
let relay: Awaited<ReturnType<typeof startTestRelay>>
beforeAll(async () => {
  suite = await openSuite()
  relay = await startTestRelay()
})
afterAll(() => relay.close())

test('whoever is removed from a space hears of that, and of nothing later', async () => {
  const alice = await new Somebody(suite, relay).register()
  const bob = await new Somebody(suite, relay).register()
  const space = await TestSpace.create(alice)
  await space.grant(bob, presets.editor)
  const client = bob.at()
  const heard: string[] = []
  client.onPersonal(() => heard.push('personal'))
  client.watch([space.id], (log) => heard.push(log === null ? 'anything' : 'log'))
  await vi.waitFor(() => expect(heard.slice().sort()).toEqual(['anything', 'log', 'personal']), 5000)

  await space.append(alice, buildGrantRemove(suite, alice.position(space.state), bob.id))
  await space.rotate(alice)
  await space.append(alice, space.commit(alice, 'later'))
  const token = suite.random(16)
  await client.putToken(token, { label: 'card', signal: signal() })
  await alice.at().postMessage(bob.id, suite.random(50), { token, signal: signal() })
  await vi.waitFor(() => expect(heard.slice(3)).toEqual(['log', 'personal']), 5000)
  client.close()
})
