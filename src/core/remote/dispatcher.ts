// How connections are made: through which proxy, trusting which certificates, or exactly one key. Runs in core and CLI.
// Proxy and certificates come from outside (system, variables, settings); nothing here ever ignores a certificate.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import { createSecureContext, type TLSSocket } from 'node:tls'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { ConnectFailed } from './connect-failed.ts'
import { openTunnel } from './tunnel.ts'

export type Connecting = {
  /** http(s)://[user:password@]host[:port] of a proxy; null: directly. */
  readonly proxy?: string | null
  /** Certificates (PEM) to trust instead of the built-in ones. */
  readonly certificates?: readonly string[] | null
  /** SHA-256 of the relay's TLS public key (SPKI), 32 bytes: exactly this key, whatever its certificate says. */
  readonly tlsPin?: Uint8Array | null
}

const timeouts = { headersTimeout: 30_000, bodyTimeout: 30_000, keepAliveTimeout: 30_000 }
const connectTimeout = 10_000

export function createDispatcher({ proxy, certificates, tlsPin }: Connecting = {}): Dispatcher {
  // Once, and not for each connection: reading some hundred certificates takes its time.
  const trust = certificates == null ? {} : { secureContext: createSecureContext({ ca: [...certificates] }) }
  const connect = tlsPin == null ? buildConnector({ ...trust, timeout: connectTimeout }) : pinned(tlsPin)
  return new Agent({ ...timeouts, connect: proxy == null ? connect : through(proxy, certificates ?? null, connect) })
}

/** [Note: Pinned TLS key] The chain is not asked: a self-signed key that stands in a signed card says more. */
function pinned(pin: Uint8Array): buildConnector.connector {
  const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0, timeout: connectTimeout })
  return (options, callback) => {
    if (options.protocol !== 'https:') {
      callback(new ConnectFailed('wrong-key'), null)
      return
    }
    connect(options, (error, socket) => {
      if (error !== null) {
        callback(error, null)
      } else if (holdsKey(socket as TLSSocket, pin)) {
        callback(null, socket)
      } else {
        socket.destroy()
        callback(new ConnectFailed('wrong-key'), null)
      }
    })
  }
}

function holdsKey(socket: TLSSocket, pin: Uint8Array): boolean {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' })
  if (key === undefined || pin.length !== 32) return false
  return timingSafeEqual(createHash('sha256').update(key).digest(), pin)
}

/** TLS is with the relay, inside the tunnel: the proxy sees a host name and sealed bytes. */
function through(
  proxy: string,
  ca: readonly string[] | null,
  connect: buildConnector.connector,
): buildConnector.connector {
  return (options, callback) => {
    const { protocol, hostname, port } = options
    const isSecure = protocol === 'https:'
    const target = { host: hostname, port: port === '' ? (isSecure ? 443 : 80) : Number(port) }
    openTunnel({ proxy, ...target, ca, timeout: connectTimeout }).then(
      (socket: Socket) => {
        if (isSecure) connect({ ...options, httpSocket: socket }, callback)
        else callback(null, socket)
      },
      (error: unknown) => callback(error as Error, null),
    )
  }
}
