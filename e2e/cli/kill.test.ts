// Two people's engines, each a process on a real folder, at a real relay, are killed again and again while both work. Afterwards properties 1, 2
// and 9 of SYNC.md hold. What happens comes from one seed (KILL_SEED); when exactly a process dies is up to the computer.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withCore } from '../../src/cli/session.ts'
import type { Core } from '../../src/core/core.ts'
import { Seeded } from '../../src/core/testing/seeded.ts'
import { concat, u64be } from '../../src/shared/base/bytes.ts'
import { presets } from '../../src/shared/domain/rights.ts'
import { contentsOf } from '../fixtures/folders.ts'
import { environment, RelayProcess, Typist, workplace } from '../fixtures/processes.ts'

const seed = Number(process.env['KILL_SEED'] ?? 1)
const chance = new Seeded(seed)
const kills = 6
const mebibyte = 2 ** 20
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

let place: Awaited<ReturnType<typeof workplace>>
let relay: RelayProcess
let alice: Worker
let bob: Worker

/** Somebody who saves files while the engine comes and goes. */
class Worker extends Typist {
  /** What was saved and not overwritten or deleted by the one who saved it, and every content ever: by SHA-256. */
  readonly kept = new Map<string, Uint8Array>()
  readonly ever = new Set<string>()
  #engine: ChildProcess | null = null
  #number = 0

  /** Resolves when the engine watches. */
  async watch(): Promise<void> {
    const args = ['src/cli/main.ts', '--profile', this.profile, '--json', 'sync', '--watch']
    const passphrase = path.join(this.directory, 'passphrase')
    const engine = spawn(process.execPath, args, { env: { ...environment, SIEGEL_PASSPHRASE_FILE: passphrase } })
    let told = ''
    engine.stderr.on('data', (data: Buffer) => (told += data.toString()))
    this.#engine = engine
    await new Promise<void>((resolve, reject) => {
      engine.stdout.once('data', () => resolve())
      engine.once('exit', (code) => reject(new Error(`${this.name}'s engine ended with ${code}: ${told}`)))
    })
  }

  async kill(): Promise<void> {
    const engine = this.#engine
    this.#engine = null
    if (engine?.exitCode !== null) return
    const ended = new Promise((resolve) => engine.once('exit', resolve))
    engine.kill('SIGKILL')
    await ended
  }

  /** One thing that people do, in files of one's own and in those of both. */
  async work(): Promise<void> {
    const names = ['plan', 'notes', `${this.name} 1`, `${this.name} 2`, path.join('letters', this.name)]
    const name = chance.pick(names) ?? 'plan'
    const what = chance.below(10)
    if (what < 7) await this.#save(name, what === 0 ? 5 * mebibyte : 10 + chance.below(20_000))
    else if (what < 9) await this.#let(name, (file) => rm(file))
    else await rename(this.#at(name), this.#at(`${name} moved ${++this.#number}`)).catch(() => undefined)
  }

  /** As programs do that do not want to lose anything: a whole new file takes the place of the old one. */
  async #save(name: string, length: number): Promise<void> {
    const content = Buffer.alloc(length, `${this.name} saved this as number ${++this.#number}. `)
    const draft = this.#at(`draft-${this.#number}.tmp`)
    await mkdir(path.dirname(this.#at(name)), { recursive: true })
    await writeFile(draft, content)
    const hash = sha256(content).toString('hex')
    await this.#let(name, () => rename(draft, this.#at(name)))
    this.kept.set(hash, content)
    this.ever.add(hash)
  }

  /** What lies there is let go of by `act`, if that works and it is one's own. */
  async #let(name: string, act: (file: string) => Promise<void>): Promise<void> {
    const before = await readFile(this.#at(name)).catch(() => null)
    const isDone = await act(this.#at(name)).then(
      () => true,
      () => false,
    )
    if (isDone && before !== null) this.kept.delete(sha256(before).toString('hex'))
  }

  #at(name: string): string {
    return path.join(this.folder, name)
  }
}

/** Both profiles opened here, in this process: while no engine of theirs runs. */
function withBoth<T>(work: (cores: { readonly alice: Core; readonly bob: Core }) => Promise<T>): Promise<T> {
  process.env['SIEGEL_PASSPHRASE_FILE'] = path.join(alice.directory, 'passphrase')
  return withCore(alice.profile, (a) => withCore(bob.profile, (b) => work({ alice: a, bob: b })))
}

beforeAll(async () => {
  place = await workplace()
  relay = await RelayProcess.start(path.join(place.directory, 'relay'))
  alice = new Worker(place.directory, 'alice')
  bob = new Worker(place.directory, 'bob')
  for (const person of [alice, bob]) {
    await person.sitDown()
    const words = path.join(place.directory, `${person.name}.words`)
    const whom = ['--name', person.name, '--email', `${person.name}@kanzlei.example`, '--relay', relay.address]
    await person.answer('init', ...whom, '--recovery-out', words)
  }
  const { signal } = new AbortController()
  await withBoth(async (cores) => {
    await cores.alice.contacts.add(await cores.bob.contacts.ownCard(signal), signal)
    await cores.bob.syncOnce(signal)
    await cores.bob.contacts.accept(cores.alice.me.id, signal)
    await cores.alice.syncOnce(signal)
    const space = await cores.alice.spaces.create(alice.folder, 'Akten', signal)
    await cores.alice.spaces.grant(space, { to: cores.bob.me.id, rights: presets.editor, notAfter: null }, signal)
    await cores.alice.syncOnce(signal)
    await cores.bob.syncOnce(signal)
    await cores.bob.spaces.accept(space, bob.folder, signal)
    await cores.bob.syncOnce(signal)
  })
})
afterAll(async () => {
  await Promise.all([alice.kill(), bob.kill()])
  await relay.stop()
  await place.clear()
})

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** SHA-256 of everything in a folder, trash included. */
async function hashesIn(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  return new Set(await Promise.all(files.map(async (file) => sha256(await readFile(file)).toString('hex'))))
}

/** Both sync until nothing moves any more; the content ids of all revisions that the log ever had. */
function settle(): Promise<ReadonlySet<string>> {
  const { signal } = new AbortController()
  return withBoth(async (cores) => {
    for (let round = 0; round < 3; round++) for (const core of [cores.alice, cores.bob]) await core.syncOnce(signal)
    const [space] = cores.alice.spaces.list()
    if (space === undefined) throw new Error('no space')
    const { replica, remote } = cores.alice.spaces.open(space.id)
    const ids = new Set<string>()
    for (const id of replica.tree.nodes.keys())
      for (const revision of replica.tree.revisions(id))
        ids.add((await remote.manifest(id, revision.id))?.contentId ?? '')
    return ids
  })
}

const contentIdOf = (content: Uint8Array): string => {
  const chunks = Array.from({ length: Math.ceil(content.length / mebibyte) }, (_, i) =>
    sha256(content.subarray(i * mebibyte, (i + 1) * mebibyte)),
  )
  return sha256(concat(u64be(content.length), u64be(mebibyte), ...chunks)).toString('hex')
}

test(`engines that are killed ${kills} times while people work lose nothing, agree, and leave nothing half (seed ${seed})`, async () => {
  await Promise.all([alice.watch(), bob.watch()])
  for (let i = 0; i < kills; i++) {
    for (let n = 0; n < 6; n++) {
      await alice.work()
      await bob.work()
      await wait(chance.below(150))
    }
    const victim = chance.chance(0.5) ? alice : bob
    await victim.kill()
    await victim.work()
    await victim.watch()
    await wait(chance.below(700))
  }
  await Promise.all([alice.kill(), bob.kill()])

  const inLog = await settle()
  const tree = await contentsOf(alice.folder)
  expect(await contentsOf(bob.folder)).toEqual(tree)
  const whole = new Set([...alice.ever, ...bob.ever, 'directory'])
  expect(Object.entries(tree).filter(([, content]) => !whole.has(content))).toEqual([])
  const there = new Set([...(await hashesIn(alice.folder)), ...(await hashesIn(bob.folder))])
  const lost = [...alice.kept, ...bob.kept].filter(
    ([hash, content]) => !there.has(hash) && !inLog.has(contentIdOf(content)),
  )
  expect(lost.map(([, content]) => content.subarray(0, 40).toString())).toEqual([])
})
