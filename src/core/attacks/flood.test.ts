// A stranger who floods the relay: bob's whole core is served all the while. T75. PROTOCOL §15.
import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { endpoints } from '../../shared/protocol/index.ts'
import { mustWithstand } from '../testing/evil-relay/attack.ts'
import type { ActiveMutation } from '../testing/evil-relay/evil-relay.ts'
import { stage } from '../testing/evil-relay/world.ts'

const { world, alice, bob, space } = await stage(startTestRelay, { bob: 'editor' })
let edits = 0
afterAll(() => world.close())

type Wish = { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>> }

/** So many requests at the honest relay, none of which ends of its own accord; counted are those turned away with `status`. */
async function flood(wishes: readonly Wish[], status: number): Promise<ActiveMutation> {
  let turnedAway = 0
  const { hostname, port } = new URL(world.evil.honest.address)
  const asked = wishes.map(({ method, path, headers }) => {
    const one = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      if (answer.statusCode === status) turnedAway++
      answer.resume()
    })
    one.on('error', () => undefined)
    one.flushHeaders()
    if (method === 'POST') one.write(new Uint8Array(100_000))
    return one
  })
  for (let i = 0; i < 200 && turnedAway === 0; i++) await wait(10)
  return {
    get count() {
      return turnedAway
    },
    end: () => asked.forEach((one) => one.destroy()),
  }
}

const many = (count: number, wish: (i: number) => Wish): readonly Wish[] =>
  Array.from({ length: count }, (_, i) => wish(i))
const endless = { 'content-length': String(8 * 2 ** 20), 'content-type': 'application/cbor' }

test('T75: while a stranger guesses ids, sends huge headers, begins bodies that never end and asks without pause, bob’s client is served', () =>
  mustWithstand({
    world,
    victim: bob,
    space,
    prepare: async () => {
      edits++
      await alice.write(`edit-${edits}.txt`, `edit ${edits}`)
      await world.mustSettle(alice)
    },
    attempt: async () => {
      await bob.write(`by-bob-${++edits}.txt`, `bob’s ${edits}`)
      return bob.sync()
    },
    lies: [
      {
        status: 401,
        wishes: many(300, (i) => ({
          method: 'GET',
          path: `/v1/logs/${i.toString(16).padStart(64, '0')}`,
          headers: {},
        })),
      },
      {
        status: 431,
        wishes: many(100, () => ({ method: 'GET', path: '/v1/self', headers: { 'x-long': 'x'.repeat(200_000) } })),
      },
      { status: 401, wishes: many(100, () => ({ method: 'POST', path: endpoints.identities, headers: endless })) },
      { status: 429, wishes: many(300, () => ({ method: 'GET', path: endpoints.relay, headers: {} })) },
    ].map(({ wishes, status }) => ({ code: 'settled', lie: () => flood(wishes, status) })),
    sees: async () => expect(await bob.sees(space)).toMatchObject({ settled: true }),
  }))
