// What the CLI prints: one JSON document with --json, lines for people without; and the exit codes of the contract. Runs in the CLI.
import { EntryHeld } from '../core/held-entry.ts'
import { RelayRefused } from '../core/remote/index.ts'
import { Refused, WrongClock, type ErrorCode } from '../shared/base/errors.ts'
import { formatters } from '../shared/i18n/index.ts'
import { catalogues } from '../shared/i18n/index.ts'
import { UsageError } from './arguments.ts'

/** docs/CLI.md: 0 settled or done · 2 usage · 3 refused · 4 relay unreachable · 5 needs a person. */
export const exitCodes = { done: 0, usage: 2, refused: 3, unreachable: 4, needsPerson: 5 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Thrown by a command that went as far as it can without a decision of a person. `reason` is a stable word. */
export class NeedsPerson extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

export type Output = {
  /** The answer: as JSON, or as the lines `forPeople` makes of it. */
  readonly answer: (json: unknown, forPeople: readonly string[]) => void
}

export const createOutput = (json: boolean, write: (line: string) => void): Output => ({
  answer: (value, forPeople) => {
    if (json) write(JSON.stringify(value))
    else for (const line of forPeople) write(line)
  },
})

const sentences: Readonly<Record<ErrorCode, string>> = {
  E_ID: 'Nobody and nothing with this identity is known here.',
  E_SIG: 'A signature is not right. Nothing was changed.',
  E_CANON: 'This is not something Siegel wrote, or it is damaged.',
  E_SEQ: 'Entries arrived out of order. Nothing was changed.',
  E_ROLLBACK: 'The relay shows an older state than was already seen. Nothing was changed.',
  E_FORK: 'The relay shows different people different histories. Nothing was changed.',
  E_STALE: 'This names an outdated state. Synchronise and try again.',
  E_ROLE: 'You do not have the right to do this.',
  E_POLICY: 'A rule forbids this.',
  E_CONSENT: 'The other person has not agreed to this yet.',
  E_OPEN: 'This does not open: a wrong passphrase or key, or altered data.',
  E_INTEGRITY: 'Data was altered or is incomplete. Nothing was taken over.',
  E_LIMIT: 'This is larger than allowed.',
  E_PATH: 'This name or folder cannot be used.',
  E_TRANSPORT: 'The relay cannot be reached.',
  E_QUOTA: 'The relay has no room left for this.',
  E_CONFLICT: 'Somebody else was first, or this exists already.',
  E_PENDING: 'The key must be changed first. Synchronise and try again.',
  E_UNKNOWN_VERSION: 'This was written by a newer version. Please update.',
}

/** `offBy`: milliseconds that this computer's clock is ahead, negative: behind. */
export const clockText = (offBy: number): string =>
  `The clock of this computer is ${formatters('en').duration(Math.abs(offBy))} ${offBy > 0 ? 'fast' : 'slow'}.`

/** What a person does next, where it is not the reason's own word. */
const nextSteps: Readonly<Record<string, string>> = {
  'contact-conflict':
    'somebody else has the same address: contact replace shows the number to compare, or space revoke',
  'entry-ahead': 'an entry is dated more than a day ahead and waits for its time: see status',
}

/** Prints a failure on `write` and says which exit code it is. Bugs are thrown on. */
export function reportFailure(error: unknown, json: boolean, write: (line: string) => void): ExitCode {
  if (error instanceof UsageError) {
    write(json ? JSON.stringify({ error: 'usage', detail: error.message }) : error.message)
    return exitCodes.usage
  }
  if (error instanceof NeedsPerson) {
    const { reason } = error
    write(json ? JSON.stringify({ error: 'needs-person', reason }) : `Needs you: ${nextSteps[reason] ?? reason}`)
    return exitCodes.needsPerson
  }
  if (error instanceof EntryHeld) return reportFailure(new NeedsPerson('entry-ahead'), json, write)
  if (error instanceof WrongClock) {
    const { offBy: clockOffBy } = error
    write(
      json
        ? JSON.stringify({ error: 'needs-person', reason: 'clock', clockOffBy })
        : `${clockText(clockOffBy)} Set it first.`,
    )
    return exitCodes.needsPerson
  }
  if (error instanceof Refused) {
    const why = error instanceof RelayRefused && error.why !== 'silent' ? error.why : null
    const sentence = why === null ? sentences[error.code] : catalogues.en.relay.why[why]
    write(json ? JSON.stringify({ error: error.code, ...(why && { why }) }) : `${error.code}: ${sentence}`)
    return error.code === 'E_TRANSPORT' ? exitCodes.unreachable : exitCodes.refused
  }
  throw error
}
