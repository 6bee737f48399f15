// A way through an HTTP proxy: one CONNECT, and the bare connection that comes of it. Runs in core and CLI. RFC 9110 §9.3.6.
import { request as httpRequest, type ClientRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { ConnectFailed } from './connect-failed.ts'

export type TunnelOptions = {
  /** http(s)://[user:password@]host[:port] */
  readonly proxy: string
  readonly host: string
  readonly port: number
  /** Whom an https proxy has to show; null: the built-in certificates. */
  readonly ca: readonly string[] | null
  /** Milliseconds until it counts as failed. */
  readonly timeout: number
}

/** Rejects with ConnectFailed: `proxy-password` where the proxy wants to know who asks, `proxy-login` where it was told and says no, else `proxy`. */
export function openTunnel({ proxy, host, port, ca, timeout }: TunnelOptions): Promise<Socket> {
  const { protocol, hostname, port: proxyPort, username, password } = new URL(proxy)
  const target = `${host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host}:${port}`
  const credentials = `${decoded(username)}:${decoded(password)}`
  const authorization =
    username === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }
  const options = {
    method: 'CONNECT',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: proxyPort === '' ? (protocol === 'https:' ? 443 : 80) : Number(proxyPort),
    path: target,
    headers: { host: target, ...authorization },
    agent: false,
    timeout,
  }
  const refused = (status: number | undefined): ConnectFailed =>
    new ConnectFailed(status !== 407 ? 'proxy' : username === '' ? 'proxy-password' : 'proxy-login')
  return new Promise((resolve, reject) => {
    const asked: ClientRequest =
      protocol === 'https:' ? httpsRequest({ ...options, ...(ca && { ca: [...ca] }) }) : httpRequest(options)
    asked.once('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) {
        resolve(socket.setTimeout(0))
        return
      }
      socket.destroy()
      reject(refused(statusCode))
    })
    // An answer that is none to CONNECT.
    asked.once('response', (response) => {
      response.destroy()
      reject(refused(response.statusCode))
    })
    asked.once('timeout', () => asked.destroy(new ConnectFailed('proxy')))
    asked.once('error', () => reject(new ConnectFailed('proxy')))
    asked.end()
  })
}

/** A percent sign that stands for itself stays one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
