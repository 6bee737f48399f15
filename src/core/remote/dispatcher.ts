// How connections are made: through which proxy, trusting which certificates, or exactly one key. Runs in core and CLI.
// Proxy and certificates come from outside (system, variables, settings); nothing here ever ignores a certificate.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { Agent, buildConnector, ProxyAgent, type Dispatcher } from 'undici'

export type Connecting = {
  /** http://host:port of a proxy. Not used towards a pinned relay: that one stands in this network. */
  readonly proxy?: string | null
  /** Certificates (PEM) to trust instead of the built-in ones. */
  readonly certificates?: readonly string[] | null
  /** SHA-256 of the relay's TLS public key (SPKI), 32 bytes: exactly this key, whatever its certificate says. */
  readonly tlsPin?: Uint8Array | null
}

const timeouts = { headersTimeout: 30_000, bodyTimeout: 30_000, keepAliveTimeout: 30_000 }
const connectTimeout = 10_000

export function createDispatcher({ proxy, certificates, tlsPin }: Connecting = {}): Dispatcher {
  const trust = certificates == null ? {} : { ca: [...certificates] }
  if (tlsPin != null) return new Agent({ ...timeouts, connect: pinned(tlsPin) })
  if (proxy != null)
    return new ProxyAgent({ uri: proxy, ...timeouts, requestTls: { ...trust, timeout: connectTimeout } })
  return new Agent({ ...timeouts, connect: { ...trust, timeout: connectTimeout } })
}

/** [Note: Pinned TLS key] The chain is not asked: a self-signed key that stands in a signed card says more. */
function pinned(pin: Uint8Array): buildConnector.connector {
  const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0, timeout: connectTimeout })
  return (options, callback) => {
    if (options.protocol !== 'https:') {
      callback(new Error('pinned relay without TLS'), null)
      return
    }
    connect(options, (error, socket) => {
      if (error !== null) {
        callback(error, null)
      } else if (holdsKey(socket as TLSSocket, pin)) {
        callback(null, socket)
      } else {
        socket.destroy()
        callback(new Error('another TLS key'), null)
      }
    })
  }
}

function holdsKey(socket: TLSSocket, pin: Uint8Array): boolean {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' })
  if (key === undefined || pin.length !== 32) return false
  return timingSafeEqual(createHash('sha256').update(key).digest(), pin)
}
