// What a relay, or whoever listens before it, can do with the signed requests of others. T74. PROTOCOL §15.
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { decodeRefusal, headerNames } from '../../shared/protocol/index.ts'
import { all } from '../remote/testing.ts'
import { mustWithstand, type Told } from '../testing/evil-relay/attack.ts'
import type { Exchanged } from '../testing/evil-relay/evil-relay.ts'
import { soon, type Person } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let alice: Person
let mallory: Person
let space: SpaceId
let mallorysSpace: SpaceId
beforeAll(async () => {
  world = await World.create(startTestRelay)
  alice = await world.onboard('alice')
  mallory = await world.onboard('mallory')
  space = await world.share(alice, [])
  mallorysSpace = await world.share(mallory, [])
})
afterAll(() => world.close())

type Change = {
  readonly method?: string
  readonly path?: string
  readonly query?: string
  readonly body?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}
type Method = 'GET' | 'POST'

/** Sends a request of somebody else, altered or not: 'taken', or the code of the refusal. */
async function send(one: Exchanged, change: Change = {}): Promise<string> {
  const own = ['host', 'connection', 'content-length', 'transfer-encoding']
  const headers = Object.fromEntries(Object.entries(one.headers).filter(([name]) => !own.includes(name)))
  const query = change.query ?? one.query.toString()
  const url = `${world.evil.address}${change.path ?? one.path}${query === '' ? '' : `?${query}`}`
  const { statusCode, body } = await request(url, {
    method: (change.method ?? one.method) as Method,
    headers: { ...headers, ...change.headers } as Record<string, string>,
    body: change.body ?? (one.received.length > 0 ? one.received : null),
  })
  const answer = new Uint8Array(await body.arrayBuffer())
  return statusCode < 300 ? 'taken' : decodeRefusal(answer).code
}

let drafts = 0
/** What alice's device has signed and the real relay has not seen: the one in between keeps it to itself. */
async function unsent(method: Method): Promise<Exchanged> {
  const from = world.evil.kept.length
  const isMeant = (asked: string, path: string): boolean => asked === method && path === `/v1/logs/${space}`
  const swallow = world.evil.swallow(isMeant, () => new Uint8Array())
  await alice.write(`signed-${++drafts}.txt`, `signed ${drafts}`)
  await alice.sync().finally(() => swallow.end())
  const found = world.evil.kept.slice(from).findLast((one) => isMeant(one.method, one.path))
  if (found === undefined) throw new RangeError('no such request')
  return found
}

test('T74: a signed request is good once, at its time, for one relay, path, method, body and device: else it is refused, and nothing has changed', async () => {
  let [one, change]: [Exchanged | null, Change] = [null, {}]
  const logs = async () => [
    await all(alice.core.homeRelay.readLog(space, 0, { signal: soon() })),
    await all(mallory.core.homeRelay.readLog(mallorysSpace, 0, { signal: soon() })),
  ]
  let before: unknown = null

  /** A request that nobody has used yet, and only the change makes it bad. `meanwhile`: what makes it bad unchanged. */
  const altered = (
    method: Method,
    code: string,
    alter: (genuine: Exchanged) => Change,
    meanwhile: (genuine: Exchanged) => unknown = () => undefined,
  ): Told => ({
    code,
    lie: async () => {
      const genuine = await unsent(method)
      await meanwhile(genuine)
      ;[one, change, before] = [genuine, alter(genuine), await logs()]
      const { signature } = headerNames
      return world.evil.watch(
        ({ headers, status }) => headers[signature] === genuine.headers[signature] && status >= 400,
      )
    },
  })
  const unaltered = (): Change => ({})
  const isTaken = async (genuine: Exchanged): Promise<void> => expect(await send(genuine)).toBe('taken')
  const elsewhere = { path: `/v1/logs/${mallorysSpace}` }
  const signedAs = (from: string, to: string) => (genuine: Exchanged) => ({
    headers: { [headerNames.input]: String(genuine.headers[headerNames.input]).replace(from, to) },
  })
  const [mine, theirs] = [alice.core.me.device, mallory.core.me.device]

  await mustWithstand({
    world,
    victim: alice,
    space,
    prepare: () => world.mustSettle(alice),
    attempt: async (isAltered) => {
      if (isAltered && one !== null) return send(one, change)
      const taken = [await send(await unsent('GET')), await send(await unsent('POST'))]
      await world.mustSettle(alice)
      return taken.join()
    },
    honest: 'taken,taken',
    lies: [
      altered('POST', 'E_SIG', () => elsewhere),
      altered('POST', 'E_SIG', () => ({ path: `/v1/logs/${space}/mirror` })),
      altered('POST', 'E_SIG', () => ({ method: 'GET' })),
      altered('POST', 'E_SIG', ({ received }) => ({ body: Buffer.concat([received, received]) })),
      altered('POST', 'E_SIG', () => ({ headers: { [headerNames.relay]: '0'.repeat(64) } })),
      altered('POST', 'E_SIG', signedAs(mine.identityId, theirs.identityId)),
      altered('POST', 'E_SIG', signedAs(mine.deviceId, theirs.deviceId)),
      altered('GET', 'E_SIG', () => elsewhere),
      altered('GET', 'E_SIG', () => ({ query: 'from=1&bodies=0' })),
      altered('GET', 'E_SIG', unaltered, isTaken),
      altered('POST', 'E_SIG', unaltered, isTaken),
      altered('GET', 'E_STALE', unaltered, () => world.pass(3_600_000)),
      altered('POST', 'E_STALE', unaltered, () => world.pass(3_600_000)),
    ],
    sees: async () => expect(await logs()).toEqual(before),
  })
})
