// PUT and GET of packs, the batch read, what is missing. Relay only. PROTOCOL §15, §19.8.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '../../shared/base/errors.ts'
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'
import type { SpaceState } from '../../shared/logs/space/state.ts'
import {
  frameHeader,
  maxBatchLength,
  maxPackLength,
  maxRecordLength,
  packItem,
  rangeUnit,
  readPacksRecord,
} from '../../shared/protocol/index.ts'
import type { Relay } from '../context.ts'
import { sendNothing, sendSequence, sendStream } from '../http/answers.ts'
import { packLengthOf, paced, readBody } from '../http/body.ts'
import { idIn, mustBeSigned } from '../http/parameters.ts'
import { HttpRefused, notHere, unavailable } from '../http/refused.ts'
import type { Requester } from '../http/requester.ts'
import { mustBeWithin } from '../http/usage.ts'
import { mayRead, mayWrite } from '../logs/access.ts'
import { rangeIn } from './range.ts'
import { Reservations } from './reservations.ts'

export function addPackRoutes(app: FastifyInstance, relay: Relay): void {
  const place = '/v1/spaces/:space/packs/:pack'
  const reservations = new Reservations()

  app.put(place, { config: { access: 'known', rawBody: true } }, async (request, reply) => {
    const id = idIn(request, 'pack', 16) as PackId
    const space = await readableSpace(relay, request)
    if (request.headers['if-none-match'] !== '*') throw new Refused('E_CANON', 'If-None-Match: *')
    const length = packLengthOf(request, maxPackLength)
    const release = reservations.take(space.owner, length)
    try {
      await mustMayUpload(relay, mustBeSigned(request.requester), { space, id, length, reservations })
      const outcome = await relay.packStore.put({ space: space.id, pack: id }, paced(request), length)
      const isOther = outcome === 'exists' && (await relay.packStore.length({ space: space.id, pack: id })) !== length
      if (isOther || !(await relay.database.packs.add(space.id, { id, length }, space.owner))) throw taken()
    } finally {
      release()
    }
    relay.metrics.packBytes.inc({ direction: 'in' }, length)
    return sendNothing(reply)
  })

  app.get(place, { config: { access: 'known' } }, async (request, reply) => {
    const id = idIn(request, 'pack', 16) as PackId
    const { id: space } = await readableSpace(relay, request)
    const pack = await relay.database.packs.find(space, id)
    if (pack === null || pack.isMissing) throw notHere()
    const etag = `"${id}"`
    reply.header('etag', etag).header('accept-ranges', 'bytes')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    const range = rangeIn(request.headers.range, pack.length)
    reply.header('content-length', range.end - range.start)
    if (range.isPart) reply.code(206).header('content-range', `bytes ${range.start}-${range.end - 1}/${pack.length}`)
    relay.metrics.packBytes.inc({ direction: 'out' }, range.end - range.start)
    return sendStream(reply, relay.packStore.read({ space, pack: id }, range.start, range.end))
  })

  app.post('/v1/spaces/:space/packs:read', { config: { access: 'known' } }, async (request, reply) => {
    const { id } = await readableSpace(relay, request)
    const [, , wanted] = readPacksRecord.decode(await readBody(request, maxRecordLength), maxRecordLength)
    const total = wanted.reduce((sum, [, start, end]) => sum + Math.max(0, end - start), 0)
    if (total > maxBatchLength || wanted.some(([, start, end]) => start >= end || start % rangeUnit !== 0)) {
      throw new Refused('E_LIMIT', 'ranges')
    }
    return sendStream(reply, frames(relay, id, wanted))
  })

  app.get('/v1/spaces/:space/packs:missing', { config: { access: 'known' } }, async (request, reply) => {
    const { id } = await readableSpace(relay, request)
    const missing = await relay.database.packs.missing(id)
    return sendSequence(
      reply,
      missing.map((pack) => packItem.encode(pack)),
    )
  })
}

/** The space of the path, if the requester may read it. [Note: Alike]. */
async function readableSpace(relay: Relay, request: FastifyRequest): Promise<SpaceState> {
  const state = await relay.logs.states.space(idIn(request, 'space', 32) as SpaceId)
  if (state === null || !mayRead(state, mustBeSigned(request.requester).identityId, relay.now())) throw notHere()
  return state
}

/** Writers add packs; any reader pushes back one that an entry names and that was lost. */
async function mustMayUpload(
  relay: Relay,
  requester: Requester,
  upload: {
    readonly space: SpaceState
    readonly id: PackId
    readonly length: number
    /** This upload stands among them. */
    readonly reservations: Reservations
  },
): Promise<void> {
  const { space, id, length, reservations } = upload
  const { config, database, packStore } = relay
  const now = relay.now()
  const pack = await database.packs.find(space.id, id)
  if (pack !== null && !pack.isMissing) throw taken()
  if (pack !== null && pack.length !== length) throw new Refused('E_INTEGRITY', 'length of a named pack')
  if (pack === null && (!mayWrite(space, requester.identityId, now) || space.closed))
    throw new Refused('E_ROLE', 'needs write')
  // Before the account is read: an upload that ends meanwhile is counted twice rather than not at all.
  const reserved = reservations.of(space.owner)
  const owner = await database.accounts.find(space.owner)
  const quota = owner?.quotaBytes ?? config.quotaBytes
  if (quota > 0 && (owner?.usedBytes ?? 0) + reserved > quota) throw new Refused('E_QUOTA', 'owner of the space')
  const free = await packStore.freeBytes()
  if (free !== null && free - reservations.total < config.minFreeBytes)
    throw new HttpRefused('E_QUOTA', 'disk', { retryAfter: 300 })
  await mustBeWithin(relay, requester.key, [{ kind: 'bytes', amount: length, limit: config.deviceBytesPerDay }])
}

async function* frames(
  relay: Relay,
  space: SpaceId,
  wanted: readonly (readonly [PackId, number, number])[],
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const [pack, start, wantedEnd] of wanted) {
    const stored = await relay.database.packs.find(space, pack)
    const end = Math.min(wantedEnd, stored?.length ?? 0)
    if (stored === null || stored.isMissing || start >= end) {
      yield frameHeader(null)
      continue
    }
    // Whole units, or the end of the pack: otherwise the stream breaks off, as for any other broken promise.
    if (end % rangeUnit !== 0 && end !== stored.length) throw unavailable('range', 1)
    relay.metrics.packBytes.inc({ direction: 'out' }, end - start)
    yield frameHeader(end - start)
    yield* relay.packStore.read({ space, pack }, start, end)
  }
}

const taken = (): HttpRefused => new HttpRefused('E_CONFLICT', 'pack is here', { status: 412 })
