// Loaded into a relay's process before its own code (`node --import`): from SIGUSR2 on every step that changes the disk is
// counted, and before step CRASH_AT the process kills itself: each call of the pack store, each writing statement. In how many pieces a
// pack comes is chance: of pieces written one after the other the first two are steps and stand for all. Tests only.
import { openDatabase } from '../node/sqlite/index.ts'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

type Anything = (this: unknown, ...parameters: unknown[]) => unknown
type Patched = Record<string, Anything>

const pieceWritten = 'file writeFile'

const crashAt = Number(process.env['CRASH_AT'])
let step = 0
let pieces = 0
let isArmed = false
process.on('SIGUSR2', () => {
  isArmed = true
  process.stderr.write('armed\n')
})

function before(name: string, target: Patched, call: string): void {
  const original = target[call]
  if (original === undefined) throw new RangeError(call)
  target[call] = function (...parameters) {
    pieces = name === pieceWritten ? pieces + 1 : 0
    if (isArmed && pieces <= 2) {
      step++
      fs.writeSync(2, `step ${step} ${name}\n`)
      if (step === crashAt) process.kill(process.pid, 'SIGKILL')
    }
    return original.apply(this, parameters)
  }
}

const calls = fs.promises as unknown as Patched
const handle = await fs.promises.open(process.execPath, 'r')
const handles = Object.getPrototypeOf(handle) as Patched
await handle.close()
for (const call of ['sync', 'writeFile']) before(`file ${call}`, handles, call)
for (const call of ['open', 'link', 'mkdir', 'rename', 'rm']) before(call, calls, call)
syncBuiltinESMExports()

const memory = openDatabase(':memory:')
const statements = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Patched
memory.close()
before('statement', statements, 'run')
