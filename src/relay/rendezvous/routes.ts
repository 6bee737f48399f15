// PUT and GET /v1/rendezvous: two devices that know nothing of each other but 16 random bytes. In memory, ten minutes, unsigned.
// Relay only. PROTOCOL §5 (linking), §15.
import type { FastifyInstance } from 'fastify'
import { Refused } from '../../shared/base/errors.ts'
import { maxRendezvousLength } from '../../shared/protocol/index.ts'
import type { Relay } from '../context.ts'
import { sendBytes, sendNothing } from '../http/answers.ts'
import { readUnsignedBody } from '../http/body.ts'
import { idIn } from '../http/parameters.ts'
import { notHere, unavailable } from '../http/refused.ts'

const lifetime = 10 * 60 * 1000
const maxWaiting = 256

export function addRendezvousRoutes(app: FastifyInstance, relay: Relay): void {
  const waiting = new Map<string, { readonly bytes: Uint8Array; readonly until: number }>()
  const forgetOld = (): void => {
    for (const [id, { until }] of waiting) if (until <= relay.now()) waiting.delete(id)
  }

  /** The first to come keeps the place. */
  app.put('/v1/rendezvous/:id', { config: { access: 'public' } }, async (request, reply) => {
    const id = idIn(request, 'id', 16)
    const bytes = await readUnsignedBody(request, maxRendezvousLength)
    forgetOld()
    if (waiting.has(id)) throw new Refused('E_CONFLICT', 'place is taken')
    if (waiting.size >= maxWaiting) throw unavailable('rendezvous', 60)
    waiting.set(id, { bytes, until: relay.now() + lifetime })
    return sendNothing(reply)
  })

  app.get('/v1/rendezvous/:id', { config: { access: 'public' } }, (request, reply) => {
    forgetOld()
    const found = waiting.get(idIn(request, 'id', 16))
    if (found === undefined) throw notHere()
    return sendBytes(reply, found.bytes)
  })
}
