// PUT and GET /v1/self: the sealed record a person's devices share. Relay only. PROTOCOL §15, §19.17.
import type { FastifyInstance } from 'fastify'
import { Refused } from '../../shared/base/errors.ts'
import { activeDevice } from '../../shared/logs/identity/index.ts'
import { maxSelfLength, selfRecord, selfWire } from '../../shared/protocol/index.ts'
import type { Relay } from '../context.ts'
import { sendBytes, sendNothing } from '../http/answers.ts'
import { readBody } from '../http/body.ts'
import { mustBeSigned, numberIn } from '../http/parameters.ts'
import { HttpRefused, notHere } from '../http/refused.ts'

export function addSelfRoutes(app: FastifyInstance, relay: Relay): void {
  const { sealed } = relay.database

  app.get('/v1/self', { config: { access: 'known' } }, async (request, reply) => {
    const record = await sealed.self(mustBeSigned(request.requester).identityId)
    if (record === null) throw notHere()
    const etag = `"${record.counter}"`
    reply.header('etag', etag)
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return sendBytes(reply, record.bytes)
  })

  /** `after`: counter of the record it replaces, 0 for none; absent: whichever has a lower one. */
  app.put('/v1/self', { config: { access: 'known' } }, async (request, reply) => {
    const { identityId, hasAccount } = mustBeSigned(request.requester)
    if (!hasAccount) throw notHere()
    const bytes = await readBody(request, maxSelfLength)
    const [signed, deviceId, signature] = selfWire.decode(bytes, maxSelfLength)
    const [, , owner, , counter] = selfRecord.decode(signed, maxSelfLength)
    const log = await relay.identities.find(identityId)
    if (log === null || owner !== identityId) throw new Refused('E_ID', 'self record of another identity')
    const { signPublicKey } = activeDevice(log.state, deviceId)
    if (!relay.suite.verify(signPublicKey, 'self', signed, signature)) throw new Refused('E_SIG', 'self record')
    const before = (await sealed.self(identityId))?.counter ?? 0
    const after = numberIn(request, 'after', before)
    if (counter <= before || after !== before || !(await sealed.putSelf(identityId, { counter, bytes }, before))) {
      throw new HttpRefused('E_CONFLICT', 'another self record', { status: 412 })
    }
    relay.hub.selfReplaced(identityId, counter)
    return sendNothing(reply)
  })
}
