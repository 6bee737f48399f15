// A relay that was home once and would like to be so again: it hides the move, passes itself off as the new home, or takes no entry.
// PROTOCOL §10 "Several relays".
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestRelay } from '../../relay/testing.ts'
import type { Reach } from '../../shared/contact/index.ts'
import type { CoreEnvironment } from '../environment.ts'
import { Person } from '../testing/evil-relay/person.ts'
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

/** The world's environment in which these names lead to a relay over loopback; any other leads nowhere. */
function led(places: ReadonlyMap<string, string>): CoreEnvironment {
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
