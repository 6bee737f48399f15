// `npm run bench [-- --only A,B,E,G] [--folder DIR] [--out FILE]`: measures a relay and two clients as processes on
// loopback, watching their folders, and prints a table and JSON. Figures of different machines do not compare: the ratio to
// `cp` or `rsync` of the same run does. docs/SYNC.md.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readTree } from '../tools/demo/tree.ts'
import { RunFailed } from '../tools/people/person.ts'
import { runIsolated } from '../tools/processes/network.ts'
import { run } from '../tools/processes/run.ts'
import { beginCounting, costOf, wireBytes } from './measures.ts'
import { openOffice, type Office } from './office.ts'
import { summaryOf, tableOf, type Measured, type Turn } from './report.ts'
import { clear, scenarios, type Scenario, type Stage } from './scenarios.ts'
import { writeReport } from './write-report.ts'

const { values: given } = parseArgs({
  options: {
    only: { type: 'string', default: 'A,B,E,G' },
    folder: { type: 'string', default: os.tmpdir() },
    out: { type: 'string' },
    isolated: { type: 'boolean' },
  },
})

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function until(condition: () => Promise<boolean>, every: number): Promise<void> {
  for (const end = performance.now() + 20 * 60_000; !(await condition()); await wait(every))
    if (performance.now() > end) throw new RunFailed('it did not arrive within 20 minutes')
}

/** Returns when none of the processes has used CPU for a second and a half. */
async function settled({ processes }: Office): Promise<void> {
  const used = async () => {
    const costs = await Promise.all(Object.values(processes).map(({ pid }) => costOf(pid)))
    return costs.reduce((sum, { seconds }) => sum + seconds, 0)
  }
  let before = -1
  await until(async () => {
    const now = await used()
    const quiet = now - before < 0.05
    before = now
    return quiet
  }, 1_500)
}

/** The medians over the turns; every turn ends with equal folders. */
async function measure(office: Office, stage: Stage, scenario: Scenario): Promise<Measured> {
  const turns: Turn[] = []
  for (let turn = 0; turn < (scenario.turns ?? 1); turn++) turns.push(await once({ office, stage, scenario, turn }))
  const [hers, his] = [await readTree(stage.alice), await readTree(stage.bob)]
  if (hers.sha256 !== his.sha256) throw new RunFailed(`${scenario.title}: the folders differ`)
  const userBytes = await scenario.bytes(stage)
  return { title: scenario.title, ...summaryOf(turns), userBytes, floor: await floorOf(scenario, stage) }
}

type Once = { readonly office: Office; readonly stage: Stage; readonly scenario: Scenario; readonly turn: number }

async function once({ office, stage, scenario, turn }: Once): Promise<Turn> {
  await scenario.prepare?.(stage)
  await settled(office)
  const groups = Object.entries(office.processes)
  for (const [, { pid }] of groups) await beginCounting(pid)
  const before = await Promise.all(groups.map(([, { pid }]) => costOf(pid)))
  const wired = await wireBytes()
  const started = performance.now()
  await scenario.change(stage, turn)
  await until(() => scenario.hasArrived(stage, turn), 20)
  const seconds = (performance.now() - started) / 1000
  await settled(office)
  const wire = (await wireBytes()) - wired
  const after = await Promise.all(groups.map(([, { pid }]) => costOf(pid)))
  const costs = groups.map(([who], at) => {
    const cost = after[at] ?? { seconds: 0, bytes: 0 }
    return { who, cpuSeconds: cost.seconds - (before[at]?.seconds ?? 0), peakBytes: cost.bytes }
  })
  return { seconds, wireBytes: wire, costs }
}

/** Seconds of each command that does the same without Siegel; one that is not installed is left out. */
async function floorOf(scenario: Scenario, stage: Stage): Promise<Measured['floor']> {
  const floor: Record<string, number> = {}
  for (const [name, command] of Object.entries(scenario.floor(stage))) {
    const ran = await run(command)
    if (ran.code === 127) continue
    if (ran.code !== 0) throw new RunFailed(`${name} ended with ${ran.code}\n${ran.output}`)
    floor[name] = ran.seconds
  }
  await clear(stage.aside)
  return floor
}

async function main(): Promise<number> {
  const folder = await mkdtemp(path.join(given.folder, 'siegel-bench-'))
  try {
    const results = await measureAll(folder, given.only.split(','))
    const report = { machine: machine(), node: process.version, results }
    console.log(tableOf(results))
    if (given.out === undefined) console.log(JSON.stringify(report))
    else await writeReport(given.out, report)
    return 0
  } catch (error) {
    if (!(error instanceof RunFailed)) throw error
    console.log(`the benchmark FAILED: ${error.message}`)
    return 1
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function measureAll(folder: string, names: readonly string[]): Promise<Record<string, Measured>> {
  const aside = path.join(folder, 'aside')
  await mkdir(aside)
  const office = await openOffice(folder)
  const stage = { alice: office.alice.folder, bob: office.bob.folder, aside }
  const results: Record<string, Measured> = {}
  for (const name of names) {
    const scenario = scenarios[name]
    if (scenario === undefined)
      throw new RunFailed(`no such run: ${name}; there are ${Object.keys(scenarios).join(', ')}`)
    console.log(`· ${name}: ${scenario.title}`)
    results[name] = await measure(office, stage, scenario)
  }
  await office.close()
  return results
}

const machine = () => ({ system: os.platform(), cpus: os.availableParallelism(), memoryBytes: os.totalmem() })

process.exit(runIsolated() ?? (await main()))
