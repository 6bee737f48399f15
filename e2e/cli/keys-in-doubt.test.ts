// Contacts in conflict keep a space from its next key: what the command line says, and both ways out. T02, docs/CLI.md.
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

type Listed = { readonly id: string; readonly name: string; readonly state: string }
const contactsOf = async (person: Typist) => (await person.answer('contact', 'list')) as readonly Listed[]
const inConflict = { error: 'needs-person', reason: 'contact-conflict' }

test('T02 exit 5 while a key for somebody in conflict is due; taking them out is a way on, comparing and replacing the other', async () => {
  const alice = await sitDown('alice', 'alice@kanzlei.example')
  const bob = await sitDown('bob', 'bob@kanzlei.example')
  const carol = await sitDown('carol', 'carol@kanzlei.example')
  await sitDown('mallory', 'bob@kanzlei.example')
  const carolAnew = await sitDown('carol anew', 'carol@kanzlei.example')
  for (const contact of [bob, carol]) {
    await alice.answer('contact', 'add', at(`${contact.name}.card`))
    await contact.answer('sync', '--once')
    await contact.answer('contact', 'accept', 'alice')
  }
  await alice.answer('sync', '--once')
  await alice.answer('space', 'create', alice.folder, '--name', 'Akten')
  for (const { name } of [bob, carol]) await alice.answer('space', 'grant', 'Akten', name, 'editor')
  await alice.answer('sync', '--once')

  const refused = [
    ['contact', 'add', at('mallory.card')],
    ['contact', 'add', at('carol anew.card')],
    ['contact', 'verify', 'bob'],
  ]
  for (const words of refused) {
    const { code, err } = await alice.type(...words)
    expect([code, JSON.parse(err)]).toEqual([5, inConflict])
  }
  expect(await alice.answer('sync', '--once')).toMatchObject({ settled: true })
  const carolId = (await contactsOf(alice)).find(({ name }) => name === 'carol')?.id
  await alice.answer('space', 'revoke', 'Akten', 'bob')
  await writeFile(path.join(alice.folder, 'a.txt'), 'wartet')
  const waits = await alice.type('sync', '--once')
  expect([waits.code, JSON.parse(waits.err)]).toEqual([5, inConflict])
  expect(await alice.answer('status')).toMatchObject({ spaces: [{ inDoubt: [{ id: carolId, name: 'carol' }] }] })

  const shown = { replaces: carolId, spaces: ['Akten'] }
  const asked = (await alice.answer('contact', 'replace', 'carol anew')) as { number: string }
  expect(asked).toMatchObject({ ...shown, replaced: false })
  expect(await alice.answer('status')).toMatchObject({ spaces: [{ inDoubt: [{ id: carolId }] }] })
  expect(await alice.answer('contact', 'replace', 'carol anew', '--yes')).toMatchObject({ ...shown, replaced: true })
  expect(await alice.answer('sync', '--once')).toMatchObject({ settled: true })
  expect(await alice.answer('status')).toMatchObject({ spaces: [{ inDoubt: [] }] })

  await carolAnew.answer('sync', '--once')
  expect(await carolAnew.answer('contact', 'verify', 'alice')).toMatchObject({ number: asked.number })
  await carolAnew.answer('contact', 'accept', 'alice')
  await alice.answer('sync', '--once')
  await carolAnew.answer('sync', '--once')
  expect(await carolAnew.answer('space', 'list')).toMatchObject([{ name: 'Akten', state: 'invited' }])
})
