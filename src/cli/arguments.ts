// Reads the command line of `siegel` (docs/CLI.md): global options, a command of one or two words, its values. Runs in the CLI.
import { parseArgs } from 'node:util'

export class UsageError extends Error {}

/** What a command accepts: `values` are positional and all required; `options` take a value, `flags` none. */
export type CommandShape = {
  readonly values: readonly string[]
  readonly options?: readonly string[]
  readonly required?: readonly string[]
  readonly flags?: readonly string[]
}

export type Invocation = {
  readonly profile: string
  readonly json: boolean
  readonly command: string
  readonly values: Readonly<Record<string, string>>
  readonly options: Readonly<Record<string, string>>
  readonly flags: ReadonlySet<string>
}

/** Throws `UsageError` for anything the command does not know. `shapes` is keyed by the command's words. */
export function readArguments(argv: readonly string[], shapes: Readonly<Record<string, CommandShape>>): Invocation {
  const known = Object.values(shapes)
  const { values: given, positionals } = parse(
    argv,
    [...new Set(known.flatMap((s) => s.options ?? []))],
    [...new Set(known.flatMap((s) => s.flags ?? []))],
  )
  const two = positionals.slice(0, 2).join(' ')
  const command = two in shapes ? two : (positionals[0] ?? '')
  const shape = shapes[command]
  if (shape === undefined) throw new UsageError(command === '' ? 'a command is missing' : `unknown command: ${command}`)

  const profile = given.profile
  if (typeof profile !== 'string') throw new UsageError('--profile DIR is missing')
  const rest = positionals.slice(command.split(' ').length)
  if (rest.length !== shape.values.length) throw new UsageError(`usage: ${usageOf(command, shape)}`)

  const options: Record<string, string> = {}
  const flags = new Set<string>()
  for (const [name, value] of Object.entries(given)) {
    if (name === 'profile' || name === 'json') continue
    if (typeof value === 'string' && shape.options?.includes(name) === true) options[name] = value
    else if (value === true && shape.flags?.includes(name) === true) flags.add(name)
    else throw new UsageError(`${command} knows no --${name}`)
  }
  for (const name of shape.required ?? [])
    if (options[name] === undefined) throw new UsageError(`usage: ${usageOf(command, shape)}`)
  return {
    profile,
    json: given.json === true,
    command,
    values: Object.fromEntries(shape.values.map((name, i) => [name, rest[i] ?? ''])),
    options,
    flags,
  }
}

export function usageOf(command: string, shape: CommandShape): string {
  const option = (name: string) => (shape.required?.includes(name) === true ? `--${name} …` : `[--${name} …]`)
  const parts = [
    ...shape.values.map((name) => name.toUpperCase()),
    ...(shape.options ?? []).map(option),
    ...(shape.flags ?? []).map((name) => `[--${name}]`),
  ]
  return [`siegel --profile DIR [--json] ${command}`, ...parts].join(' ')
}

function parse(argv: readonly string[], options: readonly string[], flags: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        profile: { type: 'string' },
        json: { type: 'boolean' },
        ...Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }])),
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unreadable arguments')
  }
}
