// `node bench/blocks.ts [--files 100000] [--folder DIR] [--out FILE]`: how long the sync engine keeps the event loop from
// everything else in a large space. A real folder and database; the log is made up, nothing is transferred. docs/SYNC.md.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type {
  LocalPath,
  RemoteNode,
  RemoteView,
  SpaceRemote,
  StoreChange,
  SyncEnvironment,
} from '../src/core/sync/interface.ts'
import { createFileSystem } from '../src/core/platform/index.ts'
import { createSyncStore, journalKeyOf, openStore, SealedJournal, type Store } from '../src/core/store/index.ts'
import { createEngine } from '../src/core/sync/engine.ts'
import { ignoreBy, defaultIgnoreRules } from '../src/core/sync/scan/ignore.ts'
import { Observer } from '../src/core/sync/scan/observe.ts'
import { markRoot } from '../src/core/sync/root.ts'
import { SyncMemory } from '../src/core/sync/trees/memory.ts'
import { openSuite } from '../src/node/crypto/index.ts'
import { toHex } from '../src/shared/base/encoding.ts'
import { ok } from '../src/shared/base/result.ts'
import { rootNodeId, type ContentId, type IdentityId, type NodeId, type SpaceId } from '../src/shared/domain/ids.ts'
import { writeReport } from './write-report.ts'

const { values: given } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    folder: { type: 'string', default: '/dev/shm' },
    out: { type: 'string' },
  },
})
const perDirectory = 50
const me = '01'.repeat(32) as IdentityId
const contentId = 'c0'.repeat(32) as ContentId
const revision = 'f0'.repeat(32) as RemoteNode['revision']
const { signal } = new AbortController()

type Figures = { readonly longestMs: number; readonly cpuMs: number; readonly seconds: number }

const { threadCpuUsage } = process as typeof process & { threadCpuUsage(): { user: number; system: number } }

const cpu = (): number => {
  const { user, system } = threadCpuUsage()
  return (user + system) / 1000
}

/** CPU time of this thread, so that what else the machine does is not counted: between two turns of the loop, and in all. */
async function measure(work: () => Promise<unknown>): Promise<Figures> {
  const state = { longestMs: 0, isOver: false }
  let last = cpu()
  const tick = (): void => {
    const now = cpu()
    state.longestMs = Math.max(state.longestMs, now - last)
    last = now
    if (!state.isOver) setImmediate(tick)
  }
  setImmediate(tick)
  await new Promise((resolve) => setImmediate(resolve))
  const [began, startedAt] = [cpu(), performance.now()]
  await work()
  const figures = { cpuMs: cpu() - began, seconds: (performance.now() - startedAt) / 1000 }
  await new Promise((resolve) => setImmediate(resolve))
  state.isOver = true
  return { ...figures, longestMs: state.longestMs }
}

async function plant(root: string, files: number): Promise<void> {
  for (let directory = 0; directory < files / perDirectory; directory++) {
    const half = directory < files / perDirectory / 2 ? 'x' : 'y'
    const at = path.join(root, half, `d${String(directory).padStart(4, '0')}`)
    await mkdir(at, { recursive: true })
    await Promise.all(Array.from({ length: perDirectory }, (_, file) => writeFile(path.join(at, `f${file}.txt`), '')))
  }
}

/** A log that says what the folder holds, until something is changed in it. */
class MadeUpLog {
  readonly nodes = new Map<NodeId, RemoteNode>()
  seq = 1

  get view(): RemoteView {
    return { seq: this.seq, nodes: this.nodes, rights: 255, closed: false, isWhole: true }
  }

  change(node: RemoteNode): void {
    this.nodes.set(node.id, node)
    this.seq++
  }

  get remote(): SpaceRemote {
    const refused = () => Promise.reject(new Error('nothing is pushed here'))
    const view = () => this.view
    return {
      ...{ spaceId: '5a'.repeat(32) as SpaceId, clockOffBy: null, ahead: null },
      get view() {
        return view()
      },
      ...{ refresh: () => Promise.resolve(ok(undefined)), commit: refused, manifest: refused, origin: () => null },
      ...{ history: () => Promise.resolve([]), onHint: () => () => undefined },
    }
  }
}

async function environmentIn(folder: string, log: MadeUpLog): Promise<{ env: SyncEnvironment; database: Store }> {
  const suite = await openSuite()
  const key = new Uint8Array(32).fill(7)
  const database = openStore(path.join(folder, 'cache.db'), key)
  const { remote } = log
  const journal = new SealedJournal(suite, journalKeyOf(suite, key), remote.spaceId)
  const root = path.join(folder, 'space') as LocalPath
  await mkdir(root)
  const refused = () => Promise.reject(new Error('nothing is transferred here'))
  const env: SyncEnvironment = {
    ...{ root, me, remote, files: createFileSystem(), store: createSyncStore(database, remote.spaceId, journal) },
    watcher: { watch: refused },
    packs: { put: refused, get: () => fail(), missing: () => Promise.resolve(ok([])) },
    sealer: { sealChunk: refused, openChunk: refused, hashChunk: refused },
    clock: { now: () => Date.now(), sleep: (time) => new Promise((resolve) => setTimeout(resolve, time)) },
    random: (length) => suite.random(length),
    nameOf: () => 'Alice',
  }
  return { env, database }
}

function fail(): never {
  throw new Error('nothing is transferred here')
}

/** Both sides agree on what the scan found. */
function agree(env: SyncEnvironment, log: MadeUpLog): void {
  const changes: StoreChange[] = []
  for (const node of env.store.local()) {
    const isFile = node.type === 'file'
    const { id, parent, name, type } = node
    const content = { contentId: isFile ? contentId : null, revision: isFile ? revision : null }
    const times = { modifiedAt: 0, changedAt: 0, changedBy: me }
    log.nodes.set(id, { id, parent, name, type, ...content, ...times, size: 0, executable: false, trashed: false })
    changes.push({ kind: 'local.put', node: { ...node, contentId: content.contentId } })
    changes.push({ kind: 'synced.put', node: { id, parent, name, type, ...content, executable: false } })
  }
  env.store.apply(changes)
}

async function measureAll(folder: string): Promise<Readonly<Record<string, Figures>>> {
  const log = new MadeUpLog()
  const { env, database } = await environmentIn(folder, log)
  await plant(env.root, Number(given.files))
  const newId = () => toHex(env.random(16)) as NodeId
  const isIgnored = ignoreBy(defaultIgnoreRules)
  const look = { isIgnored, mayBelieve: () => Promise.resolve(true), afterCrash: false, newId, signal }
  const first = await measure(() => new Observer(env, new SyncMemory(env.store)).observe(look))
  agree(env, log)
  await markRoot(env)
  const engine = createEngine(env)
  const mustSettle = async () => {
    const status = await engine.cycle(signal)
    if (!status.settled) throw new Error(`not settled: ${JSON.stringify(status)}`)
  }
  const start = await measure(mustSettle)
  // The first one after the start settles what it found.
  await mustSettle()
  const settled = await measure(mustSettle)
  const again = await measure(() => engine.syncOnce(signal))
  const x = [...log.nodes.values()].find(({ name, parent }) => name === 'x' && parent === rootNodeId) ?? fail()
  log.change({ ...x, name: 'renamed' })
  const renamed = await measure(() => engine.cycle(signal))
  await engine.stop()
  database.close()
  return {
    'the first look at the folder': first,
    'the first cycle of an engine': start,
    'a settled cycle': settled,
    'a settled cycle with a full look': again,
    'a cycle after one remote renaming of half of it': renamed,
  }
}

const folder = await mkdtemp(path.join(given.folder, 'siegel-blocks-'))
try {
  const results = await measureAll(folder)
  const row = ([name, { longestMs, cpuMs, seconds }]: [string, Figures]) =>
    `| ${name} | ${longestMs.toFixed(0)} | ${cpuMs.toFixed(0)} | ${seconds.toFixed(2)} |`
  console.log(
    ['| what | longest block, CPU ms | main thread, CPU ms | seconds |', '| --- | --- | --- | --- |'].join('\n'),
  )
  console.log(Object.entries(results).map(row).join('\n'))
  const machine = { system: os.platform(), cpus: os.availableParallelism(), node: process.version }
  if (given.out !== undefined) await writeReport(given.out, { machine, files: Number(given.files), results })
} finally {
  await rm(folder, { recursive: true })
}
