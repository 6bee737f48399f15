// CBOR sequences and frames: however a stream is cut into pieces, the same items come out; nothing hostile costs memory.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat } from '../base/bytes.ts'
import { encodeCanonical, type Cbor } from '../base/canonical.ts'
import { frameHeader, readFrames } from './frames.ts'
import { readSequence, splitSequence } from './sequence.ts'

const item: fc.Arbitrary<Cbor> = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.nat(),
    fc.maxSafeNat(),
    fc.boolean(),
    fc.constant(null),
    fc.string().map((text) => text.toWellFormed().normalize('NFC')),
    fc.uint8Array({ maxLength: 400 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(tie('value'), { maxLength: 3 }).map((values) => new Map(values.map((value, i) => [i, value]))),
  ),
})).value

async function* cut(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? 1
    yield await Promise.resolve(bytes.subarray(at, at + length))
    at += length
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of items) all.push(one)
  return all
}

const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 })

describe('sequences', () => {
  test('∀ items come out whole, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 8 }), cuts, async (values, lengths) => {
        const items = values.map(encodeCanonical)
        const bytes = concat(...items)
        expect(await collect(readSequence(cut(bytes, lengths), 1_000_000))).toEqual(items)
        expect([...splitSequence(bytes, 1_000_000)]).toEqual(items)
      }),
    )
  })

  test('∀ a sequence that ends early is refused', async () => {
    await fc.assert(
      fc.asyncProperty(item, fc.nat(), cuts, async (value, at, lengths) => {
        const bytes = encodeCanonical(value)
        const short = bytes.subarray(0, at % bytes.length)
        fc.pre(short.length > 0)
        await expect(collect(readSequence(cut(short, lengths), 1_000_000))).rejects.toMatchObject({ code: 'E_CANON' })
      }),
    )
  })

  test.each([
    ['a byte string of 2^53 bytes', [0x5b, 0, 0x20, 0, 0, 0, 0, 0, 0]],
    ['an array of 2^32−1 items', [0x9a, 0xff, 0xff, 0xff, 0xff]],
    ['a map of 2^31 pairs', [0xba, 0x80, 0, 0, 0]],
  ])('T58 %s is refused before it is read', async (_, bytes) => {
    const endless = async function* () {
      yield Uint8Array.from(bytes)
      await new Promise(() => undefined)
    }
    await expect(collect(readSequence(endless(), 1000))).rejects.toMatchObject({ code: 'E_LIMIT' })
  })

  test.each([
    ['an indefinite array', [0x9f]],
    ['a tag', [0xc0, 0x00]],
    ['a reserved length', [0x1c]],
  ])('%s is refused', (_, bytes) => {
    expect(() => [...splitSequence(Uint8Array.from(bytes), 1000)]).toThrow(expect.objectContaining({ code: 'E_CANON' }))
  })
})

describe('frames', () => {
  const frame = fc.option(fc.uint8Array({ maxLength: 500 }))

  test('∀ frames come out as they were sent, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 6 }), cuts, async (frames, lengths) => {
        const bytes = concat(
          ...frames.flatMap((one) => [frameHeader(one === null ? null : one.length), one ?? new Uint8Array(0)]),
        )
        const received: (number[] | null)[] = []
        for await (const part of readFrames(cut(bytes, lengths))) {
          if (part.kind === 'frame') received.push(part.length === null ? null : [])
          else received.at(-1)?.push(...part.bytes)
        }
        expect(received).toEqual(frames.map((one) => one && [...one]))
      }),
    )
  })

  test('an answer that ends inside a frame is a matter of transport', async () => {
    const bytes = concat(frameHeader(10), new Uint8Array(9))
    for (const length of [5, bytes.length]) {
      await expect(collect(readFrames(cut(bytes.subarray(0, length), [4])))).rejects.toMatchObject({
        code: 'E_TRANSPORT',
      })
    }
  })
})
