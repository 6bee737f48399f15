// `node bench/window/index.ts [--rounds 3] [--idle 60] [--out FILE]`, after `npm run build`: the real app with 20 spaces and 100,000 files
// settled. How soon its window can be used, how long a person waits for what they do, how long main and page are kept from everything else,
// and what it costs when nothing happens. bench/results/README.md says what the figures mean. Linux.
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { hasDisplay, onDisplay } from '../../tools/processes/display.ts'
import { runIsolated } from '../../tools/processes/network.ts'
import { writeReport } from '../write-report.ts'
import { openDesk } from './desk.ts'
import { measureRound, type Round } from './round.ts'
import { summaryOf, tableOf } from './summary.ts'

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    idle: { type: 'string', default: '60' },
    out: { type: 'string' },
    isolated: { type: 'boolean' },
  },
})

/** Null where there is a display; else the exit code of the run under a virtual one. */
function runOnDisplay(): number | null {
  if (hasDisplay()) return null
  const [program = '', ...words] = onDisplay([process.execPath, ...process.argv.slice(1)])
  return spawnSync(program, words, { stdio: 'inherit' }).status ?? 1
}

async function main(): Promise<number> {
  const cache = path.resolve(import.meta.dirname, '../../.cache/window')
  const desk = await openDesk(cache, (step) => console.log(`· makes ${step}`))
  const rounds: Round[] = []
  try {
    for (let round = 1; round <= Number(given.rounds); round++) {
      console.log(`· round ${round}, load ${os.loadavg()[0]?.toFixed(2)}`)
      rounds.push(await measureRound(desk, Number(given.idle)))
    }
  } finally {
    await desk.relay.stop()
  }
  const results = summaryOf(rounds)
  console.log(tableOf(results))
  const machine = { system: os.platform(), cpus: os.availableParallelism(), memoryBytes: os.totalmem() }
  if (given.out !== undefined) await writeReport(given.out, { machine, rounds: rounds.length, results })
  return 0
}

process.exit(runIsolated() ?? runOnDisplay() ?? (await main()))
