// Inboxes and the tokens that open them. Relay only. PROTOCOL §7, §15, §19.11.
import type { FastifyInstance } from 'fastify'
import { fromHex, toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { inboxItem, inboxTokenRecord, maxMessageLength, maxRecordLength } from '../../shared/protocol/index.ts'
import type { Relay } from '../context.ts'
import { sendNothing, sendSequence } from '../http/answers.ts'
import { readBody } from '../http/body.ts'
import { idIn, mustBeSigned, textIn } from '../http/parameters.ts'
import { HttpRefused, notHere } from '../http/refused.ts'
import type { Requester } from '../http/requester.ts'
import { missingLogOf } from '../identities/missing.ts'
import { isTokenValid, tokenHash } from '../identities/tokens.ts'
import { secondsLeftOfDay } from '../logs/routes.ts'

export const maxWaiting = 200

export function addInboxRoutes(app: FastifyInstance, relay: Relay): void {
  const { inbox, tokens } = relay.database

  app.post('/v1/inbox/:identity', { config: { access: 'signed' } }, async (request, reply) => {
    const requester = mustBeSigned(request.requester)
    const identity = idIn(request, 'identity', 32) as IdentityId
    const bytes = await readBody(request, maxMessageLength)
    if (bytes.length === 0) throw new Refused('E_CANON', 'empty message')
    await mustBeLetIn(relay, requester, identity)
    const id = toHex(relay.suite.hash('inbox/message', bytes).subarray(0, 16))
    const outcome = await inbox.add(identity, { id, receivedAt: relay.now(), bytes }, maxWaiting)
    if (outcome === 'full') throw new HttpRefused('E_QUOTA', 'inbox is full', { status: 429, retryAfter: 3600 })
    relay.hub.messageCame(identity)
    return sendNothing(reply)
  })

  app.get('/v1/inbox', { config: { access: 'known' } }, async (request, reply) => {
    const messages = await inbox.list(mustBeSigned(request.requester).identityId)
    const items = messages.map(({ id, receivedAt, bytes }) => inboxItem.encode([fromHex(id), receivedAt, bytes]))
    return sendSequence(reply, items)
  })

  app.delete('/v1/inbox', { config: { access: 'known' } }, async (request, reply) => {
    const id = textIn(request, 'id') ?? ''
    if (!/^[0-9a-f]{32}$/.test(id)) throw notHere()
    await inbox.remove(mustBeSigned(request.requester).identityId, id)
    return sendNothing(reply)
  })

  app.put('/v1/inbox/tokens/:hash', { config: { access: 'known' } }, async (request, reply) => {
    const { identityId, hasAccount } = mustBeSigned(request.requester)
    if (!hasAccount) throw notHere()
    const hash = idIn(request, 'hash', 32)
    const record = inboxTokenRecord.decode(await readBody(request, maxRecordLength), maxRecordLength)
    const [, , label, usesLeft, expiresAt, admitsRegistration] = record
    const existing = await tokens.find(hash)
    if (existing !== null && existing.identityId !== identityId) throw notHere()
    if (existing === null && (await tokens.countOf(identityId)) >= relay.config.tokensPerIdentity)
      throw new Refused('E_QUOTA', 'tokens')
    await tokens.put({ hash, identityId, label, usesLeft, expiresAt, admitsRegistration })
    return sendNothing(reply)
  })

  app.delete('/v1/inbox/tokens/:hash', { config: { access: 'known' } }, async (request, reply) => {
    await tokens.remove(idIn(request, 'hash', 32), mustBeSigned(request.requester).identityId)
    return sendNothing(reply)
  })
}

/** A token of this inbox, and not too many from one sender. An unknown inbox and a wrong token look alike. */
async function mustBeLetIn(relay: Relay, requester: Requester, identity: IdentityId): Promise<void> {
  const { database, config } = relay
  const now = relay.now()
  const isOwn = requester.isKnown && requester.identityId === identity
  if (!isOwn) {
    const hash = requester.token === null ? null : tokenHash(relay, requester.token)
    const token = hash === null ? null : await database.tokens.find(hash)
    if (hash === null || token?.identityId !== identity) throw notHere()
    if (!(await isTokenValid(relay, requester.token))) throw notHere()
    // Whoever reads the message needs the sender's log; a token lets it be pushed.
    if (!requester.isKnown) throw await missingLogOf(relay, requester.identityId)
    if (!(await database.tokens.use(hash, now))) throw notHere()
  }
  if (
    !(await database.usage.add({
      subject: requester.identityId,
      kind: 'messages',
      amount: 1,
      limit: config.messagesPerDay,
      now,
    }))
  ) {
    throw new HttpRefused('E_QUOTA', 'messages for today', { status: 429, retryAfter: secondsLeftOfDay(now) })
  }
}
