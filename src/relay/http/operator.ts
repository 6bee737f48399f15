// Pages for whoever runs the relay: alive, ready, metrics. Relay only. docs/OPERATIONS.md.
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Relay } from '../context.ts'
import { notHere } from './refused.ts'

export function addOperatorRoutes(app: FastifyInstance, relay: Relay): void {
  app.get('/healthz', { config: { access: 'public' } }, (_request, reply) => reply.type('text/plain').send('ok\n'))

  app.get('/readyz', { config: { access: 'public' } }, async (_request, reply) => {
    const free = await relay.packStore.freeBytes()
    await relay.database.ping()
    const isReady = free === null || free > relay.config.minFreeBytes
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain')
      .send(isReady ? 'ready\n' : 'disk full\n')
  })

  app.get('/metrics', { config: { access: 'public' } }, async (request, reply) => {
    const { metricsToken } = relay.config
    if (metricsToken === null || !sameText(request.headers.authorization ?? '', `Bearer ${metricsToken}`))
      throw notHere()
    return reply.type(relay.metrics.registry.contentType).send(await relay.metrics.registry.metrics())
  })
}

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
