// `siegel`: the same core as the app, headless. Commands, answers and exit codes are a stable contract (docs/CLI.md).
import { readArguments, UsageError } from './arguments.ts'
import type { Command } from './commands/command.ts'
import { contactAccept, contactAdd, contactList, contactReplace, contactVerify } from './commands/contacts.ts'
import { card, init, recover } from './commands/profile.ts'
import { relayAdd, relayList, relayMove, relayRemove } from './commands/relays.ts'
import {
  spaceAccept,
  spaceClose,
  spaceCreate,
  spaceGrant,
  spaceLeave,
  spaceList,
  spaceRevoke,
  spaceTell,
} from './commands/spaces.ts'
import { log, restore, status, sync, versions } from './commands/sync.ts'
import { createOutput, exitCodes, reportFailure, type ExitCode } from './output.ts'

const commands: Readonly<Record<string, Command>> = {
  init,
  recover,
  card,
  'contact add': contactAdd,
  'contact accept': contactAccept,
  'contact list': contactList,
  'contact verify': contactVerify,
  'contact replace': contactReplace,
  'relay list': relayList,
  'relay add': relayAdd,
  'relay remove': relayRemove,
  'relay move': relayMove,
  'space create': spaceCreate,
  'space grant': spaceGrant,
  'space accept': spaceAccept,
  'space revoke': spaceRevoke,
  'space list': spaceList,
  'space tell': spaceTell,
  'space leave': spaceLeave,
  'space close': spaceClose,
  sync,
  status,
  versions,
  restore,
  log,
}

async function main(argv: readonly string[]): Promise<ExitCode> {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort())
  const json = argv.includes('--json')
  try {
    const shapes = Object.fromEntries(Object.entries(commands).map(([name, { shape }]) => [name, shape]))
    const invocation = readArguments(argv, shapes)
    const command = commands[invocation.command]
    if (command === undefined) throw new UsageError('unknown command')
    await command.run({
      ...invocation,
      output: createOutput(json, (line) => console.log(line)),
      signal: interrupted.signal,
    })
    return exitCodes.done
  } catch (error) {
    if (interrupted.signal.aborted) return exitCodes.done
    if (error instanceof Error && error.name === 'TimeoutError') return exitCodes.unreachable
    return reportFailure(error, json, (line) => console.error(line))
  }
}

process.exitCode = await main(process.argv.slice(2))
