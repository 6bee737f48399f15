// PUT and GET /v1/statements: the latest signed statement of each device about a subject. Relay only. PROTOCOL §12, §15, §19.15.
import type { FastifyInstance } from 'fastify'
import { Refused } from '../../shared/base/errors.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { maxStatementLength, statementKinds, type StatementKind } from '../../shared/domain/statement-kinds.ts'
import { parseStatement, verifyStatement } from '../../shared/logs/statement.ts'
import type { Relay } from '../context.ts'
import { sendNothing, sendSequence } from '../http/answers.ts'
import { readBody } from '../http/body.ts'
import { idIn, mustBeSigned } from '../http/parameters.ts'
import { notHere } from '../http/refused.ts'
import type { Requester } from '../http/requester.ts'
import { mayRead } from '../logs/access.ts'

const maxLength = maxStatementLength + 128

export function addStatementRoutes(app: FastifyInstance, relay: Relay): void {
  const { sealed } = relay.database
  const place = '/v1/statements/:kind/:id'

  app.put(place, { config: { access: 'known' } }, async (request, reply) => {
    const requester = mustBeSigned(request.requester)
    const [kind, subjectId] = [kindIn(request.params), idIn(request, 'id', 32)]
    await mustConcern(relay, requester, kind, subjectId)
    const bytes = await readBody(request, maxLength)
    const unverified = parseStatement(bytes)
    const log = await relay.identities.find(requester.identityId)
    if (log === null || unverified.kind !== kind || unverified.subjectId !== subjectId)
      throw new Refused('E_ID', 'statement')
    const { deviceId, counter } = verifyStatement(relay.suite, unverified, log)
    if (!(await sealed.putStatement({ kind, subjectId, deviceId, counter, bytes })))
      throw new Refused('E_ROLLBACK', 'counter')
    return sendNothing(reply)
  })

  app.get('/v1/statements/relay/:id', { config: { access: 'public' } }, (request, reply) => {
    const { wire } = relay.ownAddress
    return sendSequence(reply, wire === null || idIn(request, 'id', 32) !== relay.id ? [] : [wire])
  })

  app.get(place, { config: { access: 'known' } }, async (request, reply) => {
    const [kind, subjectId] = [kindIn(request.params), idIn(request, 'id', 32)]
    if (kind === 'seen') await mustConcern(relay, mustBeSigned(request.requester), kind, subjectId)
    const statements = await sealed.statements(kind, subjectId)
    return sendSequence(
      reply,
      statements.map(({ bytes }) => bytes),
    )
  })
}

/** A sign of life is about oneself, what was seen about a space one reads. A relay's own statements are not put by others. */
async function mustConcern(relay: Relay, requester: Requester, kind: StatementKind, subjectId: string): Promise<void> {
  if (kind === 'heartbeat' && subjectId === requester.identityId) return
  const space = kind === 'seen' ? await relay.logs.states.space(subjectId as SpaceId) : null
  if (space === null || !mayRead(space, requester.identityId, relay.now())) throw notHere()
}

function kindIn(params: unknown): StatementKind {
  const { kind } = params as { readonly kind: string }
  const found = statementKinds.find((one) => one === kind)
  if (found === undefined) throw notHere()
  return found
}
