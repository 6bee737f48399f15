// How two people come to share a folder, through the command line alone: identities, contacts, a space.
import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import type { Person } from './person.ts'

/** Both make an identity at `relay`; alice asks with bob's card, bob accepts. */
export async function meet(alice: Person, bob: Person, relay: string): Promise<void> {
  for (const person of [alice, bob]) {
    const { name, email, recovery, card } = person
    await person.siegel('init', '--name', name, '--email', email, '--relay', relay, '--recovery-out', recovery)
    await person.siegel('card', '--out', card)
  }
  const received = path.join(path.dirname(alice.card), "bob's card")
  await copyFile(bob.card, received)
  await alice.siegel('contact', 'add', received)
  await bob.siegel('sync', '--once')
  await bob.siegel('contact', 'accept', alice.name)
  await alice.siegel('sync', '--once')
}

/** Alice makes a space called `space` of her folder, bob may change it and has accepted; his folder equals hers. */
export async function share(alice: Person, bob: Person, space: string): Promise<void> {
  await alice.siegel('space', 'create', alice.folder, '--name', space)
  await alice.siegel('space', 'grant', space, bob.name, 'editor')
  await alice.siegel('sync', '--once')
  await bob.siegel('sync', '--once')
  await bob.siegel('space', 'accept', space, bob.folder)
  await bob.siegel('sync', '--once')
}
