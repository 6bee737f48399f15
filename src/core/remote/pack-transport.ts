// The packs of one space, as the sync engine wants them. A transfer that breaks off goes on where it stopped. Runs in core.
// PROTOCOL §11 "Reading", §15.
import { equalBytes } from '../../shared/base/bytes.ts'
import { Refused } from '../../shared/base/errors.ts'
import { attemptAsync } from '../../shared/base/result.ts'
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'
import {
  endpoints,
  maxRanges,
  packItem,
  rangeUnit,
  readFrames,
  readPacksRecord,
  readSequence,
} from '../../shared/protocol/index.ts'
import type { PackTransport } from '../sync/interface.ts'
import type { Throttles } from './bandwidth.ts'
import { drain, mustBeOwnType } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { RelayRefused } from './refused.ts'

type Range = { readonly start: number; readonly end: number }

const maxBreaks = 5
/** More packs than a space of 4 TiB has are no honest answer. */
const maxMissing = 2 ** 20

export function packTransport(exchange: Exchange, space: SpaceId, { up, down }: Throttles): PackTransport {
  return {
    put: (pack, bytes, length, signal) =>
      attemptAsync(async () => {
        if (bytes instanceof Uint8Array) await up.pass(length, signal)
        const slowed = bytes instanceof Uint8Array ? bytes : up.slow(bytes, signal)
        await putPack(exchange, { space, pack, bytes: slowed, length, signal })
      }),
    get: (pack, ranges, signal) => down.slow(getRanges(exchange, { space, pack, ranges, signal }), signal),
    missing: (signal) => attemptAsync(() => missingPacks(exchange, space, signal)),
  }
}

type Put = {
  readonly space: SpaceId
  readonly pack: PackId
  readonly bytes: AsyncIterable<Uint8Array> | Uint8Array
  readonly length: number
  readonly signal: AbortSignal
}

async function putPack(exchange: Exchange, { space, pack, bytes, length, signal }: Put): Promise<void> {
  try {
    const headers = { 'if-none-match': '*' }
    const call = { method: 'PUT', path: endpoints.pack(space, pack), headers, pack: { bytes, length }, signal } as const
    await drain((await exchange.call(call)).body)
  } catch (error) {
    const isThere = error instanceof RelayRefused && error.code === 'E_CONFLICT' && bytes instanceof Uint8Array
    if (!isThere || !(await holds(exchange, { space, pack, bytes, signal }))) throw error
  }
}

/**
 * Whether what lies under the id is these bytes: then the answer to an earlier attempt got lost. An id that comes again in a
 * computer put back to a snapshot names something else, which would be taken for this. Ends at the first difference.
 */
async function holds(exchange: Exchange, put: Omit<Put, 'length'> & { readonly bytes: Uint8Array }): Promise<boolean> {
  const { space, pack, bytes, signal } = put
  // One unit more: a longer pack is another one.
  const ranges = [{ start: 0, end: (Math.ceil(bytes.length / rangeUnit) + 1) * rangeUnit }]
  let at = 0
  for await (const piece of getRanges(exchange, { space, pack, ranges, signal })) {
    if (!equalBytes(piece, bytes.subarray(at, at + piece.length))) return false
    at += piece.length
  }
  return at === bytes.length
}

/** Packs that entries name and the relay lost. */
async function missingPacks(exchange: Exchange, space: SpaceId, signal: AbortSignal): Promise<readonly PackId[]> {
  const answer = await exchange.call({ method: 'GET', path: endpoints.missingPacks(space), signal })
  mustBeOwnType(answer)
  const packs: PackId[] = []
  for await (const item of readSequence(answer.body, 64)) {
    if (packs.push(packItem.decode(item, 64)) > maxMissing) throw new Refused('E_TRANSPORT', 'answer too long')
  }
  return packs
}

type Get = {
  readonly space: SpaceId
  readonly pack: PackId
  readonly ranges: readonly Range[]
  readonly signal: AbortSignal
}

async function* getRanges(exchange: Exchange, get: Get): AsyncGenerator<Uint8Array, void, undefined> {
  for (let from = 0; from < get.ranges.length; from += maxRanges) {
    yield* getSome(exchange, { ...get, ranges: get.ranges.slice(from, from + maxRanges) })
  }
}

async function* getSome(exchange: Exchange, get: Get): AsyncGenerator<Uint8Array, void, undefined> {
  let delivered = 0
  for (let breaks = 0; ;) {
    const { ranges, skip } = remaining(get.ranges, delivered)
    let toSkip = skip
    try {
      for await (const piece of fetchRanges(exchange, { ...get, ranges })) {
        const fresh = piece.subarray(toSkip)
        toSkip -= piece.length - fresh.length
        if (fresh.length === 0) continue
        delivered += fresh.length
        breaks = 0
        yield fresh
      }
      return
    } catch (error) {
      const goesOn = error instanceof RelayRefused && error.code === 'E_TRANSPORT' && !get.signal.aborted
      if (!goesOn || ++breaks > maxBreaks || delivered === 0) throw error
    }
  }
}

/** What is still to fetch after `delivered` bytes, from a whole unit on, and what of it was delivered before. */
export function remaining(ranges: readonly Range[], delivered: number): { ranges: readonly Range[]; skip: number } {
  let left = delivered
  for (const [i, { start, end }] of ranges.entries()) {
    if (left >= end - start) {
      left -= end - start
      continue
    }
    const skip = left % rangeUnit
    return { ranges: [{ start: start + left - skip, end }, ...ranges.slice(i + 1)], skip }
  }
  return { ranges: [], skip: 0 }
}

async function* fetchRanges(exchange: Exchange, { space, pack, ranges, signal }: Get): AsyncGenerator<Uint8Array> {
  if (ranges.length === 0) return
  const wanted = ranges.map(({ start, end }) => [pack, start, end] as [PackId, number, number])
  const body = readPacksRecord.encode([1, 'packs.read', wanted])
  const answer = await exchange.call({ method: 'POST', path: endpoints.readPacks(space), body, signal })
  mustBeOwnType(answer)
  for await (const part of readFrames(answer.body)) {
    if (part.kind === 'bytes') yield part.bytes
    else if (part.length === null) throw new Refused('E_TRANSPORT', 'pack is not at the relay')
  }
}
