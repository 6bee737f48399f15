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
import { mustBeWithin } from '../http/usage.ts'
import { missingLogOf } from '../identities/missing.ts'
import { isTokenValid, tokenHash } from '../identities/tokens.ts'
import { OneAtATime } from '../logs/one-at-a-time.ts'

export const maxWaiting = 200

export function addInboxRoutes(app: FastifyInstance, relay: Relay): void {
  const { inbox, tokens } = relay.database
  const turns = new OneAtATime()

  app.post('/v1/inbox/:identity', { config: { access: 'signed' } }, async (request, reply) => {
    const requester = mustBeSigned(request.requester)
    const identity = idIn(request, 'identity', 32) as IdentityId
    const bytes = await readBody(request, maxMessageLength)
    if (bytes.length === 0) throw new Refused('E_CANON', 'empty message')
    const id = toHex(relay.suite.hash('inbox/message', bytes).subarray(0, 16))
    const tokenUsed = await mustHaveKey(relay, requester, identity)
    // An answer may have got lost: the same message again is there already, and costs no second use of a token.
    if (await inbox.has(identity, id)) return sendNothing(reply)
    await mustBeLetIn(relay, requester, tokenUsed)
    const outcome = await inbox.add(identity, { id, receivedAt: relay.now(), bytes }, maxWaiting)
    if (outcome === 'full') throw new HttpRefused('E_QUOTA', 'inbox is full', { status: 429, retryAfter: 3600 })
    if (tokenUsed !== null && !(await tokens.use(tokenUsed, relay.now()))) {
      await inbox.remove(identity, id)
      throw notHere()
    }
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
    await turns.run(identityId, async () => {
      const existing = await tokens.find(hash)
      if (existing !== null && existing.identityId !== identityId) throw notHere()
      if (existing === null && (await tokens.countOf(identityId)) >= relay.config.tokensPerIdentity)
        throw new Refused('E_QUOTA', 'tokens')
      await tokens.put({ hash, identityId, label, usesLeft, expiresAt, admitsRegistration })
    })
    return sendNothing(reply)
  })

  app.delete('/v1/inbox/tokens/:hash', { config: { access: 'known' } }, async (request, reply) => {
    await tokens.remove(idIn(request, 'hash', 32), mustBeSigned(request.requester).identityId)
    return sendNothing(reply)
  })
}

/** The hash of a token of this inbox; null for the own one. An unknown inbox and a wrong token look alike. */
async function mustHaveKey(relay: Relay, requester: Requester, identity: IdentityId): Promise<string | null> {
  if (requester.isKnown && requester.identityId === identity) return null
  const hash = requester.token === null ? null : tokenHash(relay, requester.token)
  const token = hash === null ? null : await relay.database.tokens.find(hash)
  if (hash === null || token?.identityId !== identity) throw notHere()
  return hash
}

/** A token that is still good, a sender whose log is here, and not too many messages from them. */
async function mustBeLetIn(relay: Relay, requester: Requester, tokenUsed: string | null): Promise<void> {
  if (tokenUsed !== null && !(await isTokenValid(relay, requester.token))) throw notHere()
  // Whoever reads the message needs the sender's log; a token lets it be pushed.
  if (!requester.isKnown) throw await missingLogOf(relay, requester.identityId)
  const { messagesPerDay } = relay.config
  await mustBeWithin(relay, requester.identityId, [{ kind: 'messages', amount: 1, limit: messagesPerDay }])
}
