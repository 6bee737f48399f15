// Calls in flight while core comes, goes and comes back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultPreferences, type HostState } from '../shared/ipc/host.ts'
import { CallQueue, type CorePort } from './call-queue.ts'

type Sent = { readonly id: number; readonly name: string; readonly input: unknown }

class FakePort implements CorePort {
  readonly sent: Sent[] = []
  closed = false
  #onMessage: (data: unknown) => void = () => undefined
  listen(onMessage: (data: unknown) => void): void {
    this.#onMessage = onMessage
  }
  post(message: unknown): void {
    this.sent.push(message as Sent)
  }
  close(): void {
    this.closed = true
  }
  say(data: unknown): void {
    this.#onMessage(data)
  }
  /** Answers the newest call. */
  answer(value: unknown): void {
    this.say({ id: this.sent.at(-1)?.id, answer: { ok: true, value } })
  }
}

let core: HostState['core']
let calls: CallQueue
const wantPort = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  core = 'starting'
  calls = new CallQueue({
    wantPort,
    invokeHost: ({ id }) =>
      Promise.resolve({
        id,
        answer: {
          ok: true,
          value: {
            core,
            preferences: { ...defaultPreferences, language: 'de', theme: 'dark' },
            language: 'de',
            locale: 'de-DE',
          } satisfies HostState,
        },
      }),
  })
})
afterEach(() => vi.useRealTimers())

const connect = () => {
  const port = new FakePort()
  core = 'running'
  calls.connect(port)
  return port
}

describe('calls to core', () => {
  it('made before core listens are sent when it does', async () => {
    const answer = calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(0)
    const port = connect()
    expect(port.sent).toHaveLength(1)
    port.answer({ phase: 'starting' })
    expect(await answer).toEqual({ ok: true, value: { phase: 'starting' } })
  })

  it('that core never takes fail after a while', async () => {
    const answer = calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(20_001)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'E_DOWN' } })
    expect(connect().sent).toEqual([])
  })

  it('in flight when core dies fail at once; later ones wait for the next core', async () => {
    const first = connect()
    const lost = calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(0)
    core = 'restarting'
    await calls.checkCore()
    expect(await lost).toMatchObject({ ok: false, error: { code: 'E_DOWN' } })
    expect(first.closed).toBe(true)
    const later = calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(0)
    connect().answer({ phase: 'starting' })
    expect(await later).toMatchObject({ ok: true })
  })

  it('fail at once, waiting or not, when core has given up', async () => {
    const answer = calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(0)
    core = 'gave-up'
    await calls.checkCore()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'E_DOWN' } })
  })

  it('a late answer of the core before is not taken for the new one', async () => {
    const first = connect()
    void calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(0)
    const old = first.sent[0]
    connect()
    const answer = calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(0)
    first.say({ id: old?.id, answer: { ok: true, value: { phase: 'new', deviceName: 'x' } } })
    const settled = vi.fn()
    void answer.then(settled)
    await vi.advanceTimersByTimeAsync(0)
    expect(settled).not.toHaveBeenCalled()
  })

  it('T78 malformed input, unknown channels and malformed answers are refused in the preload already', async () => {
    const port = connect()
    expect(await calls.call('spaces.get', { space: '../x' } as never)).toMatchObject({ error: { code: 'E_CHANNEL' } })
    expect(await calls.call('toString' as never, {} as never)).toMatchObject({ error: { code: 'E_CHANNEL' } })
    expect(port.sent).toEqual([])
    const answer = calls.call('app.state', {})
    await vi.advanceTimersByTimeAsync(0)
    port.answer({ phase: 'open', secret: true })
    expect(await answer).toMatchObject({ error: { code: 'E_BUG' } })
  })

  it('host calls do not need core', async () => {
    expect(await calls.call('host.state', {})).toMatchObject({ ok: true, value: { language: 'de' } })
  })
})

describe('news from core', () => {
  it('reach every listener until it stops, and only if well-formed', () => {
    const heard = vi.fn()
    const stop = calls.onChanged(heard)
    const port = connect()
    port.say({ changed: { topic: 'spaces', id: null } })
    port.say({ changed: { topic: 'weather', id: null } })
    port.say('noise')
    stop()
    port.say({ changed: { topic: 'app', id: null } })
    expect(heard.mock.calls).toEqual([[{ topic: 'spaces', id: null }]])
  })
})
