// GET /v1/events: a WebSocket that tells what has changed, or (without one) the heads of the logs asked for. Relay only.
// PROTOCOL §15. Rights are asked again at every push: whoever was removed hears of that, and no more.
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
import { Buckets } from '../http/buckets.ts'
import { mustBeSigned, textIn } from '../http/parameters.ts'
import { notHere, tooMany } from '../http/refused.ts'
import type { Requester } from '../http/requester.ts'
import { mayRead, readingOf } from '../logs/access.ts'
import { headOf } from '../logs/held-log.ts'
import { OneAtATime } from '../logs/one-at-a-time.ts'

const maxStreams = 16
/** Messages at once of one stream, then ten a second: a profile that opens says one a space. */
const subscriptionsAtOnce = 1000
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

/** Also of the entry that ended the own rights, and of nothing later: or it would be noticed only at the next look. */
async function mayHear(relay: Relay, { identityId }: Requester, id: LogId, seq: number): Promise<boolean> {
  const held = await relay.logs.states.find(id)
  const reading = held?.kind === 'space' ? readingOf(held.state, identityId, relay.now()) : null
  if (held?.kind === 'space') return reading?.kind === 'all' || (reading !== null && seq <= reading.untilSeq)
  return held !== null
}

async function isWelcome({ identities, database }: Relay, { identityId, deviceId }: Requester): Promise<boolean> {
  const device = (await identities.find(identityId))?.state.devices.get(deviceId)
  const account = await database.accounts.find(identityId)
  return device?.revokedAt === null && account?.isBlocked !== true
}

function follow(relay: Relay, socket: WebSocket, requester: Requester): void {
  if (relay.hub.countOf(requester.identityId) >= maxStreams) {
    socket.close(1013, tooMany(60).code)
    return
  }
  let logs: ReadonlySet<LogId> = new Set()
  let newest: readonly LogId[] = []
  const changes = new Buckets({ capacity: subscriptionsAtOnce, perSecond: 10 })
  const turns = new OneAtATime()
  const send = (event: Parameters<typeof eventRecord.encode>[0]): void => {
    if (socket.bufferedAmount > maxUnsent) socket.terminate()
    else socket.send(eventRecord.encode(event))
  }
  /** Rights end at once: also those of the device, and of the account. */
  const tell = (eventOf: () => Promise<Parameters<typeof eventRecord.encode>[0] | null>): void => {
    const work = async (): Promise<void> => {
      if (!(await isWelcome(relay, requester))) {
        socket.close(1008)
        return
      }
      const event = await eventOf()
      if (event !== null) send(event)
    }
    work().catch((error: unknown) => relay.log.error({ err: error }, 'event'))
  }
  const leave = relay.hub.add({
    identityId: requester.identityId,
    follows: (log) => logs.has(log),
    logGrew: (log, seq) =>
      tell(async () => ((await mayHear(relay, requester, log, seq)) ? [1, 'log', log, seq] : null)),
    messageCame: () => tell(() => Promise.resolve([1, 'inbox'])),
    selfReplaced: (counter) => tell(() => Promise.resolve([1, 'self', counter])),
    close: () => socket.close(1001),
  })
  relay.metrics.eventStreams.inc()
  const stopPinging = keepAlive(socket)
  socket.on('message', (message: Buffer, isBinary) => {
    const subscribed = isBinary ? readSubscription(message) : null
    if (subscribed === null || changes.take('', Date.now()) > 0) socket.close(1003)
    else {
      newest = subscribed
      logs = new Set(subscribed)
      turns.run('', () => subscribe(subscribed)).catch((error: unknown) => relay.log.error({ err: error }, 'event'))
    }
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    leave()
    stopPinging()
    relay.metrics.eventStreams.dec()
  })

  /**
   * From here on every change is told; what is already there is told once, so that nothing falls between. Only the newest
   * wish is looked at to its end.
   */
  async function subscribe(ids: readonly LogId[]): Promise<void> {
    for (const id of ids) {
      if (socket.readyState !== socket.OPEN || ids !== newest) return
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
