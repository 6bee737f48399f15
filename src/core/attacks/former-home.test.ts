// A relay that was home once and would like to be so again: it hides the move, passes itself off as the new home, or takes no entry.
// docs/PROTOCOL.md "Several relays".
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Reach } from '../../shared/contact/index.ts'
import { inWindowWords } from '../bridge/index.ts'
import type { LogId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import { rotateIdentityKey } from '../../shared/logs/identity/index.ts'
import { encodeRefusal } from '../../shared/protocol/index.ts'
import type { CoreEnvironment } from '../environment.ts'
import type { Exchanged, Mutation } from '../testing/evil-relay/evil-relay.ts'
import { answerWith, cutLog, serveLog } from '../testing/evil-relay/mutations.ts'
import { Person, soon, verdictOf } from '../testing/evil-relay/person.ts'
import { World } from '../testing/evil-relay/world.ts'

let world: World
let second: Awaited<ReturnType<typeof startTestRelay>>
beforeAll(async () => {
  world = await World.create(startTestRelay)
  second = await startTestRelay({}, () => world.now())
})
afterAll(async () => {
  await world.close()
  await second.close()
  await rm(second.directory, { recursive: true })
})

const freshFolder = async (name: string): Promise<string> => {
  const directory = path.join(world.directory, name)
  await mkdir(path.join(directory, 'files'), { recursive: true })
  return directory
}

/** The world's environment in which these names lead to a relay over loopback; any other leads nowhere. `lost`: an append that never arrives. */
function led(places: ReadonlyMap<string, string>, lost: (entry: Uint8Array) => boolean = () => false): CoreEnvironment {
  const { environment } = world
  const found = (name: string): string => places.get(name) ?? 'http://127.0.0.1:9'
  const to = ({ home, tlsPin }: Reach): Reach => ({ home: { ...home, address: found(home.address) }, tlsPin })
  return {
    ...environment,
    identifyRelay: async (address, signal) => environment.identifyRelay(found(address), signal),
    connect: (reach, device, ownEntries) => {
      const client = environment.connect(to(reach), device, ownEntries)
      const moveTo = client.moveTo.bind(client)
      client.moveTo = (next) => moveTo(to(next))
      const append = client.append.bind(client)
      client.append = async (id, entry, options) => {
        if (lost(entry)) throw new Refused('E_TRANSPORT', 'lost')
        return append(id, entry, options)
      }
      return client
    },
  }
}

test('a former home passes everything on to the new one: recovery takes the address the log names, and that of the former one gets into no log', async () => {
  const [named, former, later] = ['https://home.example', 'https://former.example', 'https://later.example']
  const places = new Map([named, former].map((name) => [name, second.address]))
  const environment = led(places)
  const at = (address: string): Reach => ({ home: { relayId: second.relayId, address }, tlsPin: null })
  const carol = await Person.onboard(environment, {
    name: 'carol',
    directory: await freshFolder('carol'),
    relay: at(named),
  })
  await carol.sync()
  const again = async (name: string): Promise<Person> =>
    Person.onOtherDevice(environment, carol, { directory: await freshFolder(name), relay: at(former) })
  const found = await again('carol-recovered')
  expect(found.core.home.home.address).toBe(named)
  await found.close()

  // The only way there is: it is used, and nobody else is told of it.
  places.delete(named)
  const cutOff = await again('carol-cut-off')
  expect(cutOff.core.home.home.address).toBe(former)
  const addressInLog = (): string | undefined => cutOff.core.me.log.state.home?.address
  await cutOff.sync()
  expect(addressInLog()).toBe(named)

  // What the relay itself states is another matter.
  places.set(later, second.address)
  await second.state({ address: later, tlsPin: null })
  world.pass(2 * 60 * 60_000)
  await cutOff.sync()
  await cutOff.sync()
  expect([cutOff.core.home.home.address, addressInLog()]).toEqual([later, later])
  await cutOff.close()
  await carol.close()
})

test('while the entry of a move is out, this computer forks its own log by nothing: addresses wait, taking a computer out is refused', async () => {
  const [named, later] = ['https://erin-home.example', 'https://erin-later.example']
  const next = { relayId: world.evil.honest.relayId, address: world.evil.address }
  let isCut = true
  const lost = (bytes: Uint8Array): boolean => isCut && Buffer.from(bytes).includes(Buffer.from(next.relayId, 'hex'))
  const environment = led(
    new Map([named, later].map((name) => [name, second.address])).set(next.address, next.address),
    lost,
  )
  const relay: Reach = { home: { relayId: second.relayId, address: named }, tlsPin: null }
  const erin = await Person.onboard(environment, { name: 'erin', directory: await freshFolder('erin'), relay })
  const other = await Person.onOtherDevice(environment, erin, { directory: await freshFolder('erin-other'), relay })
  const { core } = erin
  await erin.sync()
  await core.accounts.add({ home: next, tlsPin: null }, null, soon())
  expect(await core.homeMove.begin(next.relayId, soon())).toBe(false)
  expect(core.homeMove.state?.stage).toBe('offered')
  const before = core.me.head

  const refused = await core.devices.revoke(other.core.me.device.deviceId, soon()).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'E_CONFLICT' })
  expect(inWindowWords(refused)).toMatchObject({ code: 'E_MOVING' })
  await second.state({ address: later, tlsPin: null })
  for (let looks = 0; looks < 2; looks++) {
    world.pass(2 * 60 * 60_000)
    await erin.sync()
  }
  expect([core.home.home.address, core.me.head]).toEqual([later, before])

  isCut = false
  world.pass(2 * 60 * 60_000)
  await erin.sync()
  expect([core.home.home.relayId, core.homeMove.state]).toEqual([next.relayId, null])
  await core.devices.revoke(other.core.me.device.deviceId, soon())
  await erin.close()
  await other.close()
})

test('the old home says no to everything: whoever has this computer only moves all the same, with a second one the move waits', async () => {
  const there: Reach = { home: { relayId: second.relayId, address: second.address }, tlsPin: null }
  const refusals = (id: LogId): readonly Mutation[] => {
    const isAppend = ({ method, path }: Exchanged): boolean => method === 'POST' && path === `/v1/logs/${id}`
    const no = (code: 'E_POLICY' | 'E_CONFLICT', status: number) => ({
      status,
      answer: encodeRefusal({ code, place: null }),
    })
    return [
      answerWith(isAppend, () => no('E_POLICY', 403)),
      answerWith(isAppend, () => no('E_CONFLICT', 409)),
      answerWith(
        ({ path }) => path.startsWith(`/v1/logs/${id}`),
        () => no('E_POLICY', 403),
      ),
    ]
  }
  for (const kind of [0, 1, 2]) {
    const frank = await world.onboard('frank')
    const { core } = frank
    await core.accounts.add(there, null, soon())
    await frank.sync()
    const place = { suite: world.suite, evil: world.evil, kind: 'identity', logId: frank.id } as const
    const lies = [refusals(frank.id)[kind], cutLog(place, core.me.log.entries.length)].flatMap((lie) =>
      lie ? [world.evil.mutate(lie)] : [],
    )
    expect(await core.homeMove.begin(second.relayId, soon())).toBe(true)
    expect(lies[0]?.count).toBeGreaterThan(0)
    for (const lie of lies) lie.end()
    expect([core.home.home.relayId, core.homeMove.state]).toEqual([second.relayId, null])
  }
  const alice = await world.onboard('alice')
  await world.addDevice(alice)
  await alice.sync()
  await alice.core.accounts.add(there, null, soon())
  const [lie] = refusals(alice.id)
    .slice(0, 1)
    .map((told) => world.evil.mutate(told))
  expect(await verdictOf(alice.core.homeMove.begin(second.relayId, soon()))).toBe('E_POLICY')
  expect(lie?.count).toBeGreaterThan(0)
  expect([alice.core.home.home.relayId, alice.core.homeMove.state?.stage]).toEqual([
    world.evil.honest.relayId,
    'offered',
  ])
  lie?.end()
  world.pass(2 * 60_000)
  await alice.core.catchUp(soon())
  expect(alice.core.home.home.relayId).toBe(second.relayId)
})

test('home hides that another computer moved and took a third one out: the own second relay shows it, and a fork there is said', async () => {
  const there: Reach = { home: { relayId: second.relayId, address: second.address }, tlsPin: null }
  const bob = await world.onboard('bob')
  await bob.core.accounts.add(there, null, soon())
  await bob.sync()
  const [lied, forking, stolen] = [await world.addDevice(bob), await world.addDevice(bob), await world.addDevice(bob)]
  for (const one of [bob, lied, forking]) await one.sync()
  const place = { suite: world.suite, evil: world.evil, kind: 'identity', logId: bob.id } as const
  const shown = bob.core.me.log.entries.map(encodeEntry)
  const stolenId = stolen.core.me.device.deviceId
  await bob.core.homeMove.begin(second.relayId, soon())
  await bob.core.devices.revoke(stolenId, soon())
  await bob.sync()

  const frozen = world.evil.mutate(cutLog(place, shown.length))
  const later = async (one: Person): Promise<void> => {
    world.pass(11 * 60_000)
    // What home says of it is another matter.
    await verdictOf(one.core.catchUp(soon()))
    await verdictOf(one.core.keep(soon()))
  }
  await later(lied)
  await later(lied)
  expect(frozen.count).toBeGreaterThan(0)
  expect(lied.core.home.home.relayId).toBe(second.relayId)
  expect(lied.core.devices.list().map(({ id }) => id)).not.toContain(stolenId)

  const step = { log: forking.core.me.log, author: forking.core.me.device, time: world.now() }
  const { entries } = rotateIdentityKey(world.suite, step, forking.core.me.seed())
  forking.core.known.accept(bob.id, entries)
  const branch = world.evil.mutate(serveLog(place, [...shown, ...entries.map(encodeEntry)]))
  frozen.end()
  expect(forking.core.accounts.contradicting()).toEqual([])
  await later(forking)
  expect(branch.count).toBeGreaterThan(0)
  expect(forking.core.accounts.contradicting()).toEqual([there])
  branch.end()
})
