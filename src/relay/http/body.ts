// Request bodies: read with a limit, at a bearable pace, and compared with the digest that was signed. Relay only.
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { concat } from '../../shared/base/bytes.ts'
import { Refused } from '../../shared/base/errors.ts'
import { contentDigestOf, headerNames, minPackLength } from '../../shared/protocol/index.ts'
import { HttpRefused, unavailable } from './refused.ts'

/** A sender slower than this on the whole is given up: slow requests hold nothing for long (T75). */
const minBytesPerSecond = 4 * 1024
const patience = 30_000
/**
 * [Note: Two purses] Bytes of bodies held in memory at once, by all requests together, until they are answered. Only what has
 * come counts, and whoever is not known here has a purse of their own: strangers who send slowly keep nobody else waiting.
 */
const maxHeld = { known: 256 * 1024 * 1024, strange: 32 * 1024 * 1024 }

/** One process, one memory: the only module state of the relay. */
const held = { known: 0, strange: 0 }

/** The announced length. Throws E_LIMIT for none, or more than `maxLength`. */
export function lengthOf(request: FastifyRequest, maxLength: number): number {
  const announced = Number(request.headers['content-length'])
  if (!Number.isSafeInteger(announced) || announced < 0) throw new HttpRefused('E_LIMIT', 'length', { status: 411 })
  if (announced > maxLength) throw new Refused('E_LIMIT', 'body')
  return announced
}

/** The body as it comes in. Throws E_LIMIT where it comes too slowly. */
export async function* paced(request: FastifyRequest): AsyncGenerator<Uint8Array, void, undefined> {
  const begun = Date.now()
  let received = 0
  for await (const piece of request.raw as AsyncIterable<Buffer>) {
    received += piece.length
    const elapsed = Date.now() - begun
    if (elapsed > patience && (received / elapsed) * 1000 < minBytesPerSecond) {
      throw new HttpRefused('E_LIMIT', 'too slow', { status: 408 })
    }
    yield piece
  }
}

/** A whole body whose digest was signed. Throws E_LIMIT, E_SIG. */
export async function readBody(request: FastifyRequest, maxLength: number): Promise<Uint8Array> {
  const body = await readUnsignedBody(request, maxLength)
  const digest = contentDigestOf(createHash('sha256').update(body).digest())
  if (digest !== request.headers[headerNames.digest]) throw new Refused('E_SIG', 'digest of the body')
  return body
}

export async function readUnsignedBody(request: FastifyRequest, maxLength: number): Promise<Uint8Array> {
  lengthOf(request, maxLength)
  const purse = request.requester?.isKnown === true ? 'known' : 'strange'
  const pieces: Uint8Array[] = []
  for await (const piece of paced(request)) {
    if (held[purse] + piece.length > maxHeld[purse]) throw unavailable('bodies in memory', 5)
    held[purse] += piece.length
    request.held = { purse, bytes: request.held.bytes + piece.length }
    pieces.push(piece)
  }
  return concat(...pieces)
}

/** The request was answered, or is gone. */
export function releaseBody(request: FastifyRequest): void {
  const { purse, bytes } = request.held
  held[purse] -= bytes
  request.held = { purse, bytes: 0 }
}

/** The length of a pack, range-checked. */
export function packLengthOf(request: FastifyRequest, maxLength: number): number {
  const length = lengthOf(request, maxLength)
  if (length < minPackLength) throw new Refused('E_LIMIT', 'pack')
  return length
}
