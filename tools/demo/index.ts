// `npm run demo [-- --keep DIR]`: alice and bob exchange a real folder through a relay, each a process of its own; then both
// folders are read back from disk (without .siegel, each one's own trash), and everything the relay stores, logs and had on the
// line is searched for words that only alice and bob may know. Ends with 1 where the folders differ, a word is found, or the
// search could not find one.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { canaryWord, checkControls, searchFolder, Tap } from '../canary/index.ts'
import { Person, RunFailed } from '../people/person.ts'
import { startRelay } from '../people/relay.ts'
import { meet, share } from '../people/share.ts'
import { runIsolated } from '../processes/network.ts'
import { describeStore } from './store.ts'
import { differences, editBoth, plantTree, readTree, type Words } from './tree.ts'

const { values: given } = parseArgs({ options: { keep: { type: 'string' }, isolated: { type: 'boolean' } } })
const say = (line: string) => console.log(line)
const step = (line: string) => say(`· ${line}`)

/** Both folders as they stand on disk; throws where they differ. */
async function compare(alice: Person, bob: Person): Promise<void> {
  const [hers, his] = [await readTree(alice.folder), await readTree(bob.folder)]
  say(`  alice  ${hers.sha256}  ${hers.files} files, ${hers.folders} folders, ${hers.bytes} bytes`)
  say(`  bob    ${his.sha256}  ${his.files} files, ${his.folders} folders, ${his.bytes} bytes`)
  const found = differences(hers, his)
  if (found.length > 0) throw new RunFailed(`the folders differ:\n${found.slice(0, 20).join('\n')}`)
}

/** Both at once, each hearing of the other's changes: waits until the folders are equal and hold the files of both. */
async function exchangeLive(alice: Person, bob: Person, words: Words): Promise<void> {
  const running = [alice.watch(), bob.watch()]
  await cp(path.join(alice.folder, 'run me.sh'), path.join(alice.folder, `live from alice ${words.name}`))
  await cp(path.join(bob.folder, 'new from alice.txt'), path.join(bob.folder, 'live from bob.txt'))
  const wanted = (await readTree(alice.folder)).files + 1
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const [hers, his] = [await readTree(alice.folder), await readTree(bob.folder)]
    if (hers.sha256 === his.sha256 && hers.files === wanted) break
  }
  for (const one of running) await one.stop()
}

async function searchRelay(folder: string, alice: Person, words: Words): Promise<void> {
  const wanted = Object.values(words)
  const { planted, missed } = await checkControls(wanted)
  say(
    `  control: ${planted.length - missed.length} of ${planted.length} planted words found, in ${new Set(planted).size} encodings`,
  )
  if (missed.length > 0) throw new RunFailed(`the search misses: ${missed.join(', ')}`)
  const hers = await searchFolder(alice.folder, [words.name, words.content])
  say(`  control: the same search finds ${hers.finds.length} in alice's folder`)
  if (new Set(hers.finds.map((find) => find.word)).size < 2) throw new RunFailed("the words are not in alice's folder")
  const { files, bytes, finds } = await searchFolder(folder, wanted)
  say(
    `  searched: ${files} files, ${bytes} bytes of the relay's folder, its logs and the line to it: ${finds.length} finds`,
  )
  if (finds.length > 0)
    throw new RunFailed(finds.map((find) => `found ${find.encoding} in ${find.place} at ${find.offset}`).join('\n'))
}

async function demo(folder: string): Promise<void> {
  const words: Words = { person: canaryWord(), name: canaryWord(), content: canaryWord() }
  const relayFolder = path.join(folder, 'relay')
  await mkdir(path.join(relayFolder, 'data'), { recursive: true })
  const relay = await startRelay(path.join(relayFolder, 'data'), path.join(relayFolder, 'log'))
  const line = await Tap.open(relay.address, path.join(relayFolder, 'line'))
  say(`relay: ${relay.address}; all bytes to and from it pass ${line.address} and are kept`)
  const alice = await Person.create(
    `Alice ${words.person}`,
    path.join(folder, 'alice'),
    'seven quiet herons cross the frozen lake',
  )
  const bob = await Person.create(
    `Bob ${words.person}`,
    path.join(folder, 'bob'),
    'nine loud magpies leave the burning barn',
  )
  await plantTree(alice.folder, words)

  step('alice and bob create their identities and become contacts')
  await meet(alice, bob, line.address)
  step('alice makes a space of her folder, grants it to bob, bob accepts')
  await share(alice, bob, `Haus ${words.name}`)
  await compare(alice, bob)
  step('both change their folders while neither is running, then each synchronises')
  await editBoth(alice.folder, bob.folder, words)
  for (const person of [alice, bob, alice]) await person.siegel('sync', '--once')
  await compare(alice, bob)
  step('both run at once and change their folders again')
  await exchangeLive(alice, bob, words)
  await compare(alice, bob)

  step('what the relay stores')
  await line.close()
  const code = await relay.stop()
  if (code !== 0) throw new RunFailed(`the relay ended with ${code ?? 'a signal'}`)
  for (const line of await describeStore(path.join(relayFolder, 'data'))) say(`  ${line}`)
  step('is any name or content readable there?')
  await searchRelay(relayFolder, alice, words)
}

async function main(): Promise<number> {
  const folder =
    given.keep === undefined ? await mkdtemp(path.join(os.tmpdir(), 'siegel-demo-')) : path.resolve(given.keep)
  try {
    await mkdir(folder, { recursive: true })
    await demo(folder)
    say('the demo succeeded: both folders are equal, and the relay can read nothing')
    return 0
  } catch (error) {
    if (!(error instanceof RunFailed)) throw error
    say(`the demo FAILED: ${error.message}`)
    return 1
  } finally {
    if (given.keep === undefined) await rm(folder, { recursive: true })
    else say(`kept: ${folder}`)
  }
}

process.exit(runIsolated() ?? (await main()))
