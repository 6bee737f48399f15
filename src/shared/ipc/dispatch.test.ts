// The bridge's door: what is malformed or unknown never reaches a handler, and nothing a handler does makes it throw.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Refused } from '../base/errors.ts'
import { allCalls, bridgeErrorCodes, coreCalls, fromCore, type CallName } from './contract.ts'
import { BridgeRefused, dispatch, type HandlersOf } from './dispatch.ts'
import { Faker } from './fake.ts'

const names = Object.keys(allCalls) as CallName[]

/** A contract of this call alone. */
const only = <Name extends keyof typeof coreCalls>(name: Name) =>
  ({ [name]: coreCalls[name] }) as Pick<typeof coreCalls, Name>

/** Handlers that note that they were reached and answer what the schema makes up. */
function noting() {
  const reached: { name: string; input: unknown }[] = []
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input })
        return new Faker(reached.length).make(allCalls[name].output)
      },
    ]),
  ) as HandlersOf<typeof allCalls>
  const onBug = vi.fn()
  return { reached, onBug, send: (raw: unknown) => dispatch({ contract: allCalls, handlers, onBug }, raw) }
}

describe('dispatch', () => {
  it.each(names)('%s: every input its schema makes is answered with an output of its schema', async (name) => {
    const { send, onBug } = noting()
    for (let seed = 0; seed < 20; seed++) {
      const { id, answer } = await send({ id: seed, name, input: new Faker(seed).make(allCalls[name].input) })
      expect(id).toBe(seed)
      expect(answer.ok && allCalls[name].output.safeParse(answer.value).success).toBe(true)
    }
    expect(onBug).not.toHaveBeenCalled()
  })

  it('why a relay is not reached comes along, where it is known', async () => {
    const refusing = (whyUnreached?: () => 'certificate-name') => {
      const { onBug } = noting()
      const handlers = { 'contacts.list': () => Promise.reject(new Refused('E_TRANSPORT', 'no way')) }
      const options = { contract: only('contacts.list'), handlers, onBug, ...(whyUnreached && { whyUnreached }) }
      return dispatch(options, { id: 1, name: 'contacts.list', input: {} })
    }
    const error = { code: 'E_TRANSPORT', detail: 'no way' }
    expect((await refusing()).answer).toEqual({ ok: false, error })
    const { answer } = await refusing(() => 'certificate-name')
    expect(fromCore.parse({ id: 1, answer })).toEqual({
      id: 1,
      answer: { ok: false, error: { ...error, why: 'certificate-name' } },
    })
  })

  it('T78 arbitrary messages reach no handler and are refused as E_CHANNEL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), async (raw) => {
        const { send, reached } = noting()
        const { answer } = await send(raw)
        expect(answer).toMatchObject({ ok: false, error: { code: 'E_CHANNEL' } })
        expect(reached).toEqual([])
      }),
    )
  })

  it('T78 names that are no channels are refused, inherited ones too', async () => {
    const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...inherited), fc.string()), fc.anything(), async (name, input) => {
        const { send, reached } = noting()
        const { answer } = await send({ id: 1, name, input })
        expect(answer).toMatchObject({ ok: false, error: { code: 'E_CHANNEL' } })
        expect(reached).toEqual([])
      }),
    )
  })

  it.each(names)('T78 %s: arbitrary input reaches its handler only if the schema accepts it', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (input) => {
        const { send, reached } = noting()
        const { answer } = await send({ id: 1, name, input })
        expect(reached.length).toBe(allCalls[name].input.safeParse(input).success ? 1 : 0)
        if (!answer.ok) expect(bridgeErrorCodes).toContain(answer.error.code)
      }),
      { numRuns: 50 },
    )
  })

  it.each(names)('T78 %s: one field too many is refused', async (name) => {
    const { send, reached } = noting()
    const input = { ...(new Faker(1).make(allCalls[name].input) as object), path: '/etc/passwd' }
    expect((await send({ id: 1, name, input })).answer).toMatchObject({ ok: false, error: { code: 'E_CHANNEL' } })
    expect(reached).toEqual([])
  })

  it('a refusal comes back with its code, an exception as E_BUG without its text', async () => {
    const onBug = vi.fn()
    const throwing = (error: Error) =>
      dispatch(
        { contract: only('app.state'), handlers: { 'app.state': () => Promise.reject(error) }, onBug },
        { id: 3, name: 'app.state', input: {} },
      )
    expect(await throwing(new Refused('E_ROLE', 'write'))).toEqual({
      id: 3,
      answer: { ok: false, error: { code: 'E_ROLE', detail: 'write' } },
    })
    expect(await throwing(new BridgeRefused('E_LOCKED', ''))).toMatchObject({ answer: { error: { code: 'E_LOCKED' } } })
    expect(onBug).not.toHaveBeenCalled()
    expect(JSON.stringify(await throwing(new Error('secret of alice')))).not.toContain('alice')
    expect(onBug).toHaveBeenCalledOnce()
  })

  it('an answer that breaks the contract does not leave core', async () => {
    const onBug = vi.fn()
    const wrong: unknown = { phase: 'open', secret: 'k' }
    const handlers = { 'app.state': () => wrong as never }
    expect(
      await dispatch({ contract: only('app.state'), handlers, onBug }, { id: 1, name: 'app.state', input: {} }),
    ).toMatchObject({ answer: { error: { code: 'E_BUG' } } })
    expect(onBug).toHaveBeenCalledOnce()
  })

  it('what an answer holds beyond the contract does not leave core', async () => {
    const more = { text: 't', fileName: 'f', reach: 'anywhere' as const, key: 'k' }
    const { answer } = await dispatch(
      { contract: only('card.get'), handlers: { 'card.get': () => more }, onBug: vi.fn() },
      { id: 1, name: 'card.get', input: {} },
    )
    expect(answer).toEqual({ ok: true, value: { text: 't', fileName: 'f', reach: 'anywhere' } })
  })

  it('what it returns is what the preload accepts from the port', async () => {
    const { send } = noting()
    for (const name of names) expect(fromCore.safeParse(await send({ id: 1, name, input: {} })).success).toBe(true)
  })
})
