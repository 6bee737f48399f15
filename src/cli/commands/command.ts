// What a CLI command is. Runs in the CLI.
import type { CommandShape, Invocation } from '../arguments.ts'
import type { Output } from '../output.ts'

export type Command = {
  readonly shape: CommandShape
  /** Throws Refused, UsageError or NeedsPerson for what is expected to fail. `signal`: the person pressed Ctrl C. */
  readonly run: (invocation: Invocation & { readonly output: Output; readonly signal: AbortSignal }) => Promise<void>
}
