// A contact in conflict keeps a space from its next key: what the command line says, and the way out it offers. T02, docs/CLI.md.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RelayProcess, Typist, workplace } from '../fixtures/processes.ts'

let place: Awaited<ReturnType<typeof workplace>>
let relay: RelayProcess
const at = (name: string) => path.join(place.directory, name)
beforeAll(async () => {
  place = await workplace()
  relay = await RelayProcess.start(at('relay'))
})
afterAll(async () => {
  await relay.stop()
  await place.clear()
})

async function sitDown(name: string, email: string): Promise<Typist> {
  const person = new Typist(place.directory, name)
  await person.sitDown()
  const who = ['--name', name, '--email', email, '--relay', relay.address]
  await person.answer('init', ...who, '--recovery-out', at(`${name}.words`))
  await person.answer('card', '--out', at(`${name}.card`))
  return person
}

test('T02 exit 5 while a key for somebody in conflict is due; taking them out is a way on', async () => {
  const alice = await sitDown('alice', 'alice@kanzlei.example')
  const bob = await sitDown('bob', 'bob@kanzlei.example')
  const carol = await sitDown('carol', 'carol@kanzlei.example')
  await sitDown('mallory', 'bob@kanzlei.example')
  for (const contact of [bob, carol]) {
    await alice.answer('contact', 'add', at(`${contact.name}.card`))
    await contact.answer('sync', '--once')
    await contact.answer('contact', 'accept', 'alice')
  }
  await alice.answer('sync', '--once')
  await alice.answer('space', 'create', alice.folder, '--name', 'Akten')
  for (const { name } of [bob, carol]) await alice.answer('space', 'grant', 'Akten', name, 'editor')
  await alice.answer('sync', '--once')
  const { id: bobId } = ((await alice.answer('contact', 'list')) as { id: string; name: string }[]).find(
    ({ name }) => name === 'bob',
  ) as { id: string }

  const added = await alice.type('contact', 'add', at('mallory.card'))
  expect([added.code, JSON.parse(added.err)]).toEqual([5, { error: 'needs-person', reason: 'contact-conflict' }])
  expect(await alice.answer('sync', '--once')).toMatchObject({ settled: true })
  await alice.answer('space', 'revoke', 'Akten', 'carol')
  await writeFile(path.join(alice.folder, 'a.txt'), 'wartet')
  const waits = await alice.type('sync', '--once')
  expect([waits.code, JSON.parse(waits.err)]).toEqual([5, { error: 'needs-person', reason: 'contact-conflict' }])
  expect(await alice.answer('status')).toMatchObject({ spaces: [{ inDoubt: [{ id: bobId, name: 'bob' }] }] })

  await alice.answer('space', 'revoke', 'Akten', bobId)
  expect(await alice.answer('sync', '--once')).toMatchObject({ settled: true })
  expect(await alice.answer('status')).toMatchObject({ spaces: [{ inDoubt: [] }] })
})
