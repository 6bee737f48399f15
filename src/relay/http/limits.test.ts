// The small parts that keep a relay upright: pace, buckets, nonces.
import type { FastifyRequest } from 'fastify'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { paced } from './body.ts'
import { Buckets } from './buckets.ts'
import { Nonces } from './nonces.ts'

afterEach(() => vi.useRealTimers())

describe('T75 slow requests', () => {
  const receive = async (bytesPerSecond: number, seconds: number): Promise<number> => {
    vi.useFakeTimers()
    const raw = async function* () {
      for (let i = 0; i < seconds; i++) {
        vi.advanceTimersByTime(1000)
        yield await Promise.resolve(new Uint8Array(bytesPerSecond))
      }
    }
    let received = 0
    for await (const piece of paced({ raw: raw() } as unknown as FastifyRequest)) received += piece.length
    return received
  }

  test('a body that trickles is given up after half a minute', async () => {
    await expect(receive(1000, 60)).rejects.toMatchObject({ code: 'E_LIMIT', status: 408 })
  })

  test('a slow line is borne for as long as it takes', async () => {
    expect(await receive(5000, 3600)).toBe(5000 * 3600)
  })
})

describe('buckets', () => {
  test('so much at once, then so much a second, told how long to wait', () => {
    const buckets = new Buckets({ capacity: 3, perSecond: 2 })
    expect([1, 2, 3].map(() => buckets.take('alice', 0))).toEqual([0, 0, 0])
    expect(buckets.take('alice', 0)).toBe(0.5)
    expect(buckets.take('bob', 0)).toBe(0)
    expect(buckets.take('alice', 500)).toBe(0)
    expect(buckets.take('alice', 500)).toBe(0.5)
    expect([1, 2, 3, 4].map(() => buckets.take('alice', 100_000))).toEqual([0, 0, 0, 0.5])
  })

  test('a clock that goes back gives nothing away', () => {
    const buckets = new Buckets({ capacity: 1, perSecond: 1 })
    expect([buckets.take('alice', 5000), buckets.take('alice', 1000), buckets.take('alice', 5000)]).toEqual([0, 1, 1])
  })

  test('whoever was quiet longest is forgotten first', () => {
    const buckets = new Buckets({ capacity: 1, perSecond: 0.001, maxSubjects: 2 })
    for (const subject of ['alice', 'bob', 'carol']) buckets.take(subject, 0)
    expect([buckets.take('carol', 0) > 0, buckets.take('bob', 0) > 0, buckets.take('alice', 0) > 0]).toEqual([
      true,
      true,
      false,
    ])
  })
})

test('T74 a nonce is refused until it has expired, for the key that used it', () => {
  const nonces = new Nonces()
  expect(nonces.use('alice', 'n', { expires: 60, now: 0 })).toBe(true)
  expect(nonces.use('alice', 'n', { expires: 60, now: 60 })).toBe(false)
  expect(nonces.use('bob', 'n', { expires: 60, now: 0 })).toBe(true)
  expect(nonces.use('alice', 'n', { expires: 121, now: 61 })).toBe(true)
})
