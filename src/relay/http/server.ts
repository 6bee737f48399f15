// The HTTP server: TLS, limits, who asks, refusals, logging, metrics. The routes stand in their features. Relay only. PROTOCOL §15.
import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import websocket from '@fastify/websocket'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import { Refused } from '../../shared/base/errors.ts'
import { headerNames, maxPackLength } from '../../shared/protocol/index.ts'
import type { RelayConfig } from '../config/index.ts'
import type { Relay } from '../context.ts'
import { addEventRoutes } from '../events/routes.ts'
import { addInboxRoutes } from '../inbox/routes.ts'
import { addLogRoutes } from '../logs/routes.ts'
import { addPackRoutes } from '../packs/routes.ts'
import { encodedInfo } from '../relay-info.ts'
import { addRendezvousRoutes } from '../rendezvous/routes.ts'
import { addSelfRoutes } from '../self/routes.ts'
import { addStatementRoutes } from '../statements/routes.ts'
import { sendRecord } from './answers.ts'
import { Authenticator, blurred } from './authenticate.ts'
import { releaseBody } from './body.ts'
import { Buckets } from './buckets.ts'
import { addOperatorRoutes } from './operator.ts'
import { answerTo, notHere, tooMany } from './refused.ts'
import './requester.ts'

/** A connection on which nothing moves for so long is closed (T75). */
const silence = 30_000
/** Requests a minute and address before anything is verified: far above what thirty people behind one address send. */
const perAddress = { capacity: 6000, perSecond: 200 }
const unsignedPerAddress = { capacity: 120, perSecond: 2 }

const readCertificate = async (tls: NonNullable<RelayConfig['tls']>) => ({
  cert: await readFile(tls.certificateFile),
  key: await readFile(tls.keyFile),
  minVersion: 'TLSv1.2' as const,
})

export async function createServer(relay: Relay): Promise<FastifyInstance> {
  const { config, log } = relay
  const limits = { headersTimeout: 20_000, maxHeaderSize: 16 * 1024 }
  const options = {
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance: log.child({}, { level: config.logLevel === 'silent' ? 'silent' : 'error' }) as FastifyBaseLogger,
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    connectionTimeout: silence,
    keepAliveTimeout: 60_000,
    forceCloseConnections: 'idle' as const,
    exposeHeadRoutes: false,
    clientErrorHandler: refuseConnection,
    routerOptions: { maxParamLength: 64 },
  }
  const app: FastifyInstance =
    config.tls === null
      ? Fastify({ ...options, http: limits })
      : Fastify({
          ...options,
          https: { ...limits, ...(await readCertificate(config.tls)) },
        })
  await app.register(websocket, { options: { maxPayload: 256 * 1024, perMessageDeflate: false } })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  app.decorateRequest('requester', null)
  app.decorateRequest('held')
  guard(app, relay)
  answerRefusals(app, relay)
  observe(app, relay)
  const info = encodedInfo(relay)
  app.get('/v1/relay', { config: { access: 'public' } }, (_request, reply) => sendRecord(reply, info))
  addOperatorRoutes(app, relay)
  addLogRoutes(app, relay)
  addPackRoutes(app, relay)
  addInboxRoutes(app, relay)
  addSelfRoutes(app, relay)
  addStatementRoutes(app, relay)
  addRendezvousRoutes(app, relay)
  addEventRoutes(app, relay)
  return app
}

/** What is no HTTP, or too much of it, gets a status and no prose. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  else socket.destroy()
}

function guard(app: FastifyInstance, relay: Relay): void {
  const authenticator = new Authenticator(relay)
  const addresses = new Buckets(perAddress)
  const unsigned = new Buckets(unsignedPerAddress)
  app.addHook('onRequest', async (request, reply) => {
    request.held = { purse: 'strange', bytes: 0 }
    reply.raw.once('close', () => releaseBody(request))
    const { access } = request.routeOptions.config
    const now = relay.now()
    const address = blurred(request.ip)
    const wait = addresses.take(address, now)
    if (wait > 0) throw tooMany(wait)
    if (access === undefined || access === 'public') {
      const unsignedWait = unsigned.take(address, now)
      if (unsignedWait > 0) throw tooMany(unsignedWait)
      return
    }
    request.requester = await authenticator.requesterOf(request)
    if (access === 'known' && !request.requester.isKnown) throw notHere()
  })
}

function answerRefusals(app: FastifyInstance, relay: Relay): void {
  app.setErrorHandler((error, request, reply) => {
    const refused = error instanceof Refused ? error : foreign(error, request, relay)
    relay.metrics.refusals.inc({ code: refused.code })
    const { status, body, retryAfter } = answerTo(refused)
    if (retryAfter !== null) reply.header('retry-after', retryAfter)
    // [Note: Early answers] A refused body is still taken in and thrown away: closing at once could tear down the connection
    // before the sender has read why. Only what no honest sender announces is cut off.
    if (Number(request.headers['content-length'] ?? 0) > maxPackLength) reply.header('connection', 'close')
    return sendRecord(reply, body, status)
  })
  app.setNotFoundHandler((_request, reply) => sendRecord(reply, answerTo(notHere()).body, 404))
}

/** Fastify's own complaints (a bad URL, a broken connection) and bugs. */
function foreign(error: unknown, request: FastifyRequest, relay: Relay): Refused {
  const status = (error as { readonly statusCode?: number }).statusCode
  if (status !== undefined && status < 500) return new Refused('E_CANON', 'request')
  const isGone = request.raw.destroyed
  if (!isGone) relay.log.error({ err: error, route: request.routeOptions.url }, 'failed')
  return new Refused('E_TRANSPORT', 'failed')
}

/** Routes, not paths: no id of a person or a space stands in the log. */
function observe(app: FastifyInstance, relay: Relay): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(relay.now()).toUTCString()).header('cache-control', 'no-store')
    // By this a client tells the relay from a login page in between.
    reply.header(headerNames.relay, relay.id)
    await Promise.resolve()
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const { method } = request
    relay.metrics.requests.inc({ method, route, status: reply.statusCode })
    relay.metrics.duration.observe({ method, route }, reply.elapsedTime / 1000)
    const address = relay.config.logAddresses ? { address: request.ip } : {}
    relay.log.info(
      { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...address },
      'answered',
    )
    await Promise.resolve()
  })
}
