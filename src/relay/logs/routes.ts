// GET and POST /v1/logs, mirror, proofs, /v1/identities. Relay only. PROTOCOL §15.
import type { FastifyInstance } from 'fastify'
import { Refused } from '../../shared/base/errors.ts'
import type { IdentityId, LogId } from '../../shared/domain/ids.ts'
import { maxEntryLength, maxMirrorLength, splitSequence } from '../../shared/protocol/index.ts'
import type { Relay } from '../context.ts'
import { sendRecord, sendSequence } from '../http/answers.ts'
import { readBody } from '../http/body.ts'
import { idIn, mustBeSigned, numberIn } from '../http/parameters.ts'
import { notHere } from '../http/refused.ts'
import { mustBeWithin } from '../http/usage.ts'
import type { Requester } from '../http/requester.ts'
import { mustBeAdmissible, register } from '../identities/register.ts'
import { isTokenValid, tokenHash } from '../identities/tokens.ts'
import { readingOf } from './access.ts'
import { headOf } from './held-log.ts'
import { storedForm } from './stored.ts'

const page = { count: 500, bytes: 4 * 1024 * 1024 }

export function addLogRoutes(app: FastifyInstance, relay: Relay): void {
  app.get('/v1/logs/:id', { config: { access: 'signed' } }, async (request, reply) => {
    const id = idIn(request, 'id', 32) as LogId
    const from = numberIn(request, 'from', 0)
    const held = await relay.logs.states.find(id)
    if (held === null) throw notHere()
    const reading = await mustMayRead(relay, mustBeSigned(request.requester), id)
    const head = headOf(held)
    const etag = `"${head.hash}"`
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    const last = Math.min(head.seq, reading.untilSeq)
    const range = { id, from, last, bodies: reading.bodies && numberIn(request, 'bodies', 1) === 1 }
    reply.header('etag', etag)
    return sendSequence(reply, logItems(relay, relay.logs.receipt(held), range))
  })

  app.post('/v1/logs/:id', { config: { access: 'signed' } }, async (request, reply) => {
    const requester = mustBeSigned(request.requester)
    const id = idIn(request, 'id', 32) as LogId
    const entry = await readBody(request, maxEntryLength)
    await count(relay, requester, { entries: 1, bytes: entry.length })
    return sendRecord(reply, await relay.logs.append(requester, id, entry), 201)
  })

  app.post('/v1/logs/:id/mirror', { config: { access: 'signed' } }, async (request, reply) => {
    const requester = mustBeSigned(request.requester)
    const id = idIn(request, 'id', 32) as LogId
    await mustMayMirror(relay, requester, id)
    const body = await readBody(request, maxMirrorLength)
    const entries = entriesIn(requester, body)
    await count(relay, requester, { entries: entries.length, bytes: body.length })
    return sendRecord(reply, await relay.logs.mirror(requester, id, entries), 201)
  })

  app.get('/v1/logs/:id/proofs', { config: { access: 'signed' } }, async (request, reply) => {
    const id = idIn(request, 'id', 32) as LogId
    const { untilSeq, bodies } = await mustMayRead(relay, mustBeSigned(request.requester), id)
    const rows = (await relay.database.logs.proofs(id)).filter(({ seq }) => seq <= untilSeq)
    const items = rows.map((row) => storedForm(bodies ? row : { ...row, body: null }))
    return sendSequence(reply, items)
  })

  app.post('/v1/identities', { config: { access: 'signed' } }, async (request, reply) => {
    const requester = mustBeSigned(request.requester)
    await mustBeAdmissible(relay, requester)
    const body = await readBody(request, maxMirrorLength)
    return sendRecord(reply, await register(relay, requester, entriesIn(requester, body)), 201)
  })
}

/** The receipt for the head as it is now, then the entries asked for. */
async function* logItems(
  relay: Relay,
  receipt: Uint8Array,
  range: { readonly id: LogId; readonly from: number; readonly last: number; readonly bodies: boolean },
): AsyncGenerator<Uint8Array, void, undefined> {
  yield receipt
  for (let from = range.from; from <= range.last;) {
    const rows = await relay.database.logs.read(range.id, from, { ...page, bodies: range.bodies })
    if (rows.length === 0) return
    for (const row of rows.filter(({ seq }) => seq <= range.last)) yield storedForm(row)
    from += rows.length
  }
}

/** Identity logs: whoever knows the id. Space logs: principals; former ones headers up to their end. */
async function mustMayRead(
  relay: Relay,
  requester: Requester,
  id: LogId,
): Promise<{ readonly untilSeq: number; readonly bodies: boolean }> {
  const held = await relay.logs.states.find(id)
  if (held === null) throw notHere()
  if (held.kind === 'identity') return { untilSeq: held.log.head.seq, bodies: true }
  const reading = requester.isKnown ? readingOf(held.state, requester.identityId, relay.now()) : null
  if (reading === null) throw notHere()
  return reading.kind === 'all'
    ? { untilSeq: held.state.head.seq, bodies: true }
    : { untilSeq: reading.untilSeq, bodies: false }
}

/** A token, a grant or an account (§19.14); for the own log, which proves itself, also where only the identity has one. */
async function mustMayMirror(relay: Relay, requester: Requester, id: LogId): Promise<void> {
  const { accounts, logs } = relay.database
  if (requester.hasAccount || (await isTokenValid(relay, requester.token))) return
  const identity: IdentityId = requester.identityId
  if (!requester.isKnown && id !== identity) throw notHere()
  if ((await accounts.find(identity)) === null && !(await logs.readsAnything(identity))) throw notHere()
}

/** Throws E_LIMIT for more entries at once than whoever is not known here may make the relay verify. */
function entriesIn({ isKnown }: Requester, body: Uint8Array): readonly Uint8Array[] {
  const entries: Uint8Array[] = []
  for (const entry of splitSequence(body, maxEntryLength)) {
    if (entries.push(entry) > strangers.entriesAtOnce && !isKnown) throw new Refused('E_LIMIT', 'entries')
  }
  return entries
}

/**
 * [Note: Strangers] A key costs nothing: whoever is not known here is counted by the token that lets them in. Enough for a
 * hundred people a day who answer one card, each with a log of some entries.
 */
const strangers = { entriesAtOnce: 1000, entriesPerDay: 2000, bytesPerDay: 32 * 1024 * 1024 }

async function count(
  relay: Relay,
  { key, isKnown, token }: Requester,
  used: { readonly entries: number; readonly bytes: number },
): Promise<void> {
  const { deviceEntriesPerDay, deviceBytesPerDay } = relay.config
  const isStrange = !isKnown && token !== null
  await mustBeWithin(relay, isStrange ? tokenHash(relay, token) : key, [
    { kind: 'entries', amount: used.entries, limit: isStrange ? strangers.entriesPerDay : deviceEntriesPerDay },
    { kind: 'bytes', amount: used.bytes, limit: isStrange ? strangers.bytesPerDay : deviceBytesPerDay },
  ])
}
