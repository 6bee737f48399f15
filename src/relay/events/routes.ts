// GET /v1/events: a WebSocket that tells what has changed, or (without one) the heads of the logs asked for. Relay only.
// PROTOCOL §15. Rights are asked again at every push: whoever was removed hears no more.
import type { FastifyInstance } from 'fastify'
import type { WebSocket } from '@fastify/websocket'
import { Refused } from '../../shared/base/errors.ts'
import type { EntryHash, LogId } from '../../shared/domain/ids.ts'
import {
  eventPing,
  eventRecord,
  eventSilence,
  headsRecord,
  maxHeadsLength,
  maxSubscriptions,
  subscribeRecord,
} from '../../shared/protocol/index.ts'
import type { Relay } from '../context.ts'
import { sendRecord } from '../http/answers.ts'
import { mustBeSigned, textIn } from '../http/parameters.ts'
import { notHere, tooMany } from '../http/refused.ts'
import type { Requester } from '../http/requester.ts'
import { mayRead } from '../logs/access.ts'
import { headOf } from '../logs/held-log.ts'

const maxStreams = 16
/** A client that does not take what it is sent is let go before it fills the memory. */
const maxUnsent = 1024 * 1024

export function addEventRoutes(app: FastifyInstance, relay: Relay): void {
  app.route({
    method: 'GET',
    url: '/v1/events',
    config: { access: 'known' },
    handler: async (request, reply) => {
      const ids = (textIn(request, 'logs') ?? '').split(',').filter((id) => id !== '')
      if (ids.length > maxSubscriptions || !ids.every((id) => /^[0-9a-f]{64}$/.test(id))) throw notHere()
      const heads: [LogId, number, EntryHash][] = []
      for (const id of ids as LogId[]) {
        const head = await headFor(relay, mustBeSigned(request.requester), id)
        if (head !== null) heads.push([id, head.seq, head.hash])
      }
      return sendRecord(reply, headsRecord.encode([1, 'heads', heads]))
    },
    wsHandler: (socket, request) => follow(relay, socket, mustBeSigned(request.requester)),
  })
}

async function headFor(relay: Relay, requester: Requester, id: LogId) {
  const held = await relay.logs.states.find(id)
  if (held === null) return null
  if (held.kind === 'space' && !mayRead(held.state, requester.identityId, relay.now())) return null
  return headOf(held)
}

function follow(relay: Relay, socket: WebSocket, requester: Requester): void {
  if (relay.hub.countOf(requester.identityId) >= maxStreams) {
    socket.close(1013, tooMany(60).code)
    return
  }
  let logs: ReadonlySet<LogId> = new Set()
  const send = (event: Parameters<typeof eventRecord.encode>[0]): void => {
    if (socket.bufferedAmount > maxUnsent) socket.terminate()
    else socket.send(eventRecord.encode(event))
  }
  const leave = relay.hub.add({
    identityId: requester.identityId,
    follows: (log) => logs.has(log),
    logGrew: (log, seq) => {
      void headFor(relay, requester, log).then(
        (head) => head && send([1, 'log', log, seq]),
        (error: unknown) => relay.log.error({ err: error }, 'event'),
      )
    },
    messageCame: () => send([1, 'inbox']),
    selfReplaced: (counter) => send([1, 'self', counter]),
    close: () => socket.close(1001),
  })
  relay.metrics.eventStreams.inc()
  const stopPinging = keepAlive(socket)
  socket.on('message', (message: Buffer, isBinary) => {
    const subscribed = isBinary ? readSubscription(message) : null
    if (subscribed === null) socket.close(1003)
    else void subscribe(subscribed)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    leave()
    stopPinging()
    relay.metrics.eventStreams.dec()
  })

  /** From here on every change is told; what is already there is told once, so that nothing falls between. */
  async function subscribe(ids: readonly LogId[]): Promise<void> {
    logs = new Set(ids)
    for (const id of ids) {
      const head = await headFor(relay, requester, id)
      if (head !== null) send([1, 'log', id, head.seq])
    }
  }
}

function readSubscription(message: Buffer): readonly LogId[] | null {
  try {
    return subscribeRecord.decode(message, maxHeadsLength)[2]
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

const alive = eventRecord.encode([1, 'alive'])

/** [Note: Half-open] A peer that vanished without a word: it answers no ping, and says nothing. Either side notices within 30 s. */
function keepAlive(socket: WebSocket): () => void {
  let heardAt = Date.now()
  const heard = (): void => void (heardAt = Date.now())
  for (const sign of ['pong', 'ping', 'message'] as const) socket.on(sign, heard)
  const timer = setInterval(() => {
    if (Date.now() - heardAt > eventSilence) {
      socket.terminate()
      return
    }
    socket.ping()
    socket.send(alive)
  }, eventPing)
  return () => clearInterval(timer)
}
