// `node tools/freeze/index.ts`: freezes what this version writes (a relay's folder, two profiles, both folders) as
// e2e/released/VERSION.tar.gz, which every later version must open (src/core/stories/released.test.ts). Run once for each release.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Person, RunFailed } from '../people/person.ts'
import { startRelay } from '../people/relay.ts'
import { meet, share } from '../people/share.ts'
import { run } from '../processes/run.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** The frozen relay is at this address for ever: nothing else listens on that part of loopback. */
const at = { HOST: '127.83.71.76', PORT: '8787' }

async function plant(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'Akten/2026'), { recursive: true })
  await mkdir(path.join(folder, 'Leer'))
  await writeFile(path.join(folder, 'Akten/2026/Prüfung – Müller.txt'), 'first version\n')
  await writeFile(path.join(folder, 'empty.txt'), '')
  await writeFile(path.join(folder, 'large.bin'), Buffer.alloc(1_200_000, 'siegel '))
}

async function freeze(folder: string): Promise<void> {
  const relay = await startRelay(path.join(folder, 'relay'), path.join(folder, 'relay-log'), at)
  const alice = await Person.create('Alice', path.join(folder, 'alice'), 'seven quiet herons cross the frozen lake')
  const bob = await Person.create('Bob', path.join(folder, 'bob'), 'nine loud magpies leave the burning barn')
  await plant(alice.folder)
  await meet(alice, bob, relay.address)
  await share(alice, bob, 'Mandanten')
  await writeFile(path.join(bob.folder, 'Akten/2026/Prüfung – Müller.txt'), 'second version, by bob\n')
  await rm(path.join(bob.folder, 'empty.txt'))
  for (const person of [bob, alice]) await person.siegel('sync', '--once')
  // What both have not exchanged when they are opened again.
  await writeFile(path.join(alice.folder, 'while closed.txt'), 'written after the last run of that version\n')
  await relay.stop()
  for (const one of ['relay-log.out', 'relay-log.err']) await rm(path.join(folder, one))
  for (const { card, profile } of [alice, bob]) {
    await rm(card)
    await rm(path.join(profile, 'profile.lock'))
  }
}

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string }
const target = path.join(root, 'e2e/released', `${version}.tar.gz`)
const folder = await mkdtemp(path.join(os.tmpdir(), 'siegel-freeze-'))
try {
  await mkdir(path.join(folder, 'relay'))
  await freeze(folder)
  await mkdir(path.dirname(target), { recursive: true })
  const { code, output } = await run(['tar', '-czf', target, '-C', folder, '.'])
  if (code !== 0) throw new RunFailed(output)
  console.log(`frozen: ${path.relative(root, target)}`)
} finally {
  await rm(folder, { recursive: true })
}
