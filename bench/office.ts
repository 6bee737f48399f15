// Alice, bob and a relay as processes on one disk, both in step with one space, watching. Benchmarks only.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Person } from '../tools/people/person.ts'
import { startRelay } from '../tools/people/relay.ts'
import { meet, share } from '../tools/people/share.ts'
import type { Running } from '../tools/processes/group.ts'

export type Office = {
  readonly alice: Person
  readonly bob: Person
  /** The process groups by who they are. */
  readonly processes: Readonly<Record<'alice' | 'bob' | 'relay', Running>>
  readonly close: () => Promise<void>
}

/** `folder` is on the disk that is measured and gets everything: profiles, both folders, the relay's data. */
export async function openOffice(folder: string): Promise<Office> {
  await mkdir(path.join(folder, 'relay'), { recursive: true })
  const relay = await startRelay(path.join(folder, 'relay'), path.join(folder, 'relay-log'))
  const alice = await Person.create('Alice', path.join(folder, 'alice'), 'seven quiet herons cross the frozen lake')
  const bob = await Person.create('Bob', path.join(folder, 'bob'), 'nine loud magpies leave the burning barn')
  await meet(alice, bob, relay.address)
  await share(alice, bob, 'Bench')
  const processes = { alice: alice.watch(), bob: bob.watch(), relay }
  const close = async () => {
    for (const one of [processes.alice, processes.bob, relay]) await one.stop()
  }
  return { alice, bob, processes, close }
}
