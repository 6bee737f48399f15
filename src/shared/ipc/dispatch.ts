// Takes a raw message from the wire to its handler and back: refuses what is malformed or unknown, checks what comes out.
// Runs in core (for `coreCalls`) and in main (for `hostCalls`).
import { Refused, WrongClock } from '../base/errors.ts'
import type { Call, Contract, InputOf } from './call.ts'
import type { z } from 'zod'
import {
  request,
  type Answer,
  type BridgeErrorCode,
  type BridgeFailure,
  type coreCalls,
  hostCalls,
} from './contract.ts'

/** A handler takes checked input and answers a value; it throws `Refused` or `BridgeRefused` for what it expects to fail. */
type Handler<C extends Call> = (input: InputOf<C>) => z.input<C['output']> | Promise<z.input<C['output']>>
export type HandlersOf<C extends Contract> = { readonly [K in keyof C]: Handler<C[K]> }
export type Handlers = HandlersOf<typeof coreCalls>
export type HostHandlers = HandlersOf<typeof hostCalls>

/** A refusal of the bridge itself, where `Refused` has no code for it. */
export class BridgeRefused extends Error {
  readonly code: BridgeErrorCode
  readonly detail: string
  constructor(code: BridgeErrorCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'BridgeRefused'
    this.code = code
    this.detail = detail
  }
}

export type DispatchOptions<C extends Contract> = {
  readonly contract: C
  readonly handlers: HandlersOf<C>
  /** Told of every exception that is not a refusal, and of answers that break the contract; the caller gets E_BUG. */
  readonly onBug: (name: string, error: unknown) => void
  /** Why a relay was not reached, if that is what the refusal is about. */
  readonly whyUnreached?: (refused: Refused) => BridgeFailure['why'] | null
}

export type Dispatched = { readonly id: number; readonly answer: Answer<unknown> }

const refuse = (code: BridgeErrorCode, detail: string): Answer<never> => ({
  ok: false,
  error: { code, detail } satisfies BridgeFailure,
})

/** Never throws. `id` is −1 when the message had none that could be read. */
export async function dispatch<C extends Contract>(options: DispatchOptions<C>, raw: unknown): Promise<Dispatched> {
  const parsed = request.safeParse(raw)
  if (!parsed.success) return { id: -1, answer: refuse('E_CHANNEL', 'malformed') }
  const { id, name, input } = parsed.data
  return { id, answer: await answerTo(options, name, input) }
}

async function answerTo<C extends Contract>(
  { contract, handlers, onBug, whyUnreached = () => null }: DispatchOptions<C>,
  name: string,
  input: unknown,
): Promise<Answer<unknown>> {
  const channel = Object.hasOwn(contract, name) ? contract[name] : undefined
  if (!channel) return refuse('E_CHANNEL', 'unknown channel')
  const checked = channel.input.safeParse(input)
  if (!checked.success) return refuse('E_CHANNEL', `input of ${name}`)
  try {
    const handler = handlers[name] as (value: unknown) => unknown
    const value = channel.output.safeParse(await handler(checked.data))
    if (value.success) return { ok: true, value: value.data }
    onBug(name, value.error)
    return refuse('E_BUG', `output of ${name}`)
  } catch (error) {
    if (error instanceof WrongClock)
      return { ok: false, error: { code: 'E_CLOCK', detail: error.detail, clockOffBy: error.offBy } }
    if (error instanceof Refused) {
      const why = whyUnreached(error)
      return { ok: false, error: { code: error.code, detail: error.detail, ...(why && { why }) } }
    }
    if (error instanceof BridgeRefused) return refuse(error.code, error.detail)
    onBug(name, error)
    return refuse('E_BUG', name)
  }
}

export const dispatchToHost = (
  handlers: HostHandlers,
  onBug: DispatchOptions<Contract>['onBug'],
  raw: unknown,
): Promise<Dispatched> => dispatch({ contract: hostCalls, handlers, onBug }, raw)
