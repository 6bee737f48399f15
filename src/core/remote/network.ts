// What this computer knows of the network it is in: proxy and certificates, from the person's settings, the variables, the
// system, in this order. Runs in core and CLI. docs/OPERATIONS.md "Proxies and certificates".
import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import type { Network } from './connections.ts'

export type OwnNetwork = {
  /** http(s)://[user:password@]host[:port]; null: what variables and system say. */
  readonly proxy: string | null
  /** http(s)://user:password@host[:port]: as whom to go through exactly this proxy, whoever names it; null: as nobody. */
  readonly proxyLogin: string | null
  /** PEM, trusted besides all others; null: none. */
  readonly certificates: string | null
}

type Variables = Readonly<Record<string, string | undefined>>

export type NetworkSources = {
  readonly variables: Variables
  /** What the operating system says about `url`, as a PAC result ("PROXY host:port; DIRECT"). Null where nobody can be asked. */
  readonly system?: (url: string) => Promise<string | null>
}

export class ComputerNetwork implements Network {
  readonly #sources: NetworkSources
  #own: OwnNetwork = { proxy: null, proxyLogin: null, certificates: null }
  #trusted: readonly string[] | null | undefined

  constructor(sources: NetworkSources) {
    this.#sources = sources
  }

  /** The person's own settings; connections made before are to be dropped. */
  use(own: OwnNetwork): void {
    this.#own = own
    this.#trusted = undefined
  }

  async proxyFor(url: string): Promise<string | null> {
    const proxy = await this.#proxyFor(url)
    const { proxyLogin } = this.#own
    // At no other: any network may name a proxy, and what is said to it anybody in between can read.
    const isFor = proxy !== null && proxyLogin !== null && new URL(proxy).origin === new URL(proxyLogin).origin
    return isFor ? proxyLogin : proxy
  }

  async #proxyFor(url: string): Promise<string | null> {
    const { variables, system } = this.#sources
    if (this.#own.proxy !== null) return this.#own.proxy
    if (hasProxyVariables(variables)) return proxyFromVariables(url, variables)
    return system === undefined ? null : proxyFromPac((await system(url)) ?? '')
  }

  certificates(): readonly string[] | null {
    this.#trusted ??= [
      ...new Set([
        ...tls.rootCertificates,
        ...systemCertificates(),
        ...extraCertificates(this.#sources.variables['NODE_EXTRA_CA_CERTS']),
        ...certificatesIn(this.#own.certificates ?? ''),
      ]),
    ]
    return this.#trusted
  }
}

const name = (variables: Variables, key: string): string | undefined => {
  const value = variables[key] ?? variables[key.toUpperCase()]
  return value === '' ? undefined : value
}

const hasProxyVariables = (variables: Variables): boolean =>
  ['https_proxy', 'http_proxy', 'all_proxy'].some((key) => name(variables, key) !== undefined)

/** HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case, as curl reads them. Null: directly. */
export function proxyFromVariables(url: string, variables: Variables): string | null {
  const { protocol, hostname, port } = new URL(url)
  const isExcepted = (name(variables, 'no_proxy') ?? '')
    .split(/[\s,]+/)
    .filter((rule) => rule !== '')
    .some((rule) => matches(rule.toLowerCase(), hostname, port === '' ? defaultPort(protocol) : port))
  if (isExcepted) return null
  const proxy = name(variables, `${protocol.slice(0, -1)}_proxy`) ?? name(variables, 'all_proxy')
  return proxy === undefined ? null : usable(/^\w+:\/\//.test(proxy) ? proxy : `http://${proxy}`)
}

/** The first way of a PAC result that can be gone: an HTTP or HTTPS proxy, or directly. SOCKS is passed over. */
export function proxyFromPac(result: string): string | null {
  for (const way of result.split(';')) {
    const [kind = '', place = ''] = way.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return null
    if (kind.toUpperCase() === 'PROXY') return usable(`http://${place}`)
    if (kind.toUpperCase() === 'HTTPS') return usable(`https://${place}`)
  }
  return null
}

const defaultPort = (protocol: string): string => (protocol === 'https:' ? '443' : '80')

function matches(rule: string, hostname: string, port: string): boolean {
  if (rule === '*') return true
  const [, host = '', only] = /^(.*?)(?::(\d+))?$/.exec(rule) ?? []
  if (only !== undefined && only !== port) return false
  const suffix = host.replace(/^\*?\./, '')
  return hostname === suffix || hostname.endsWith(`.${suffix}`)
}

function usable(proxy: string): string | null {
  if (!URL.canParse(proxy)) return null
  return ['http:', 'https:'].includes(new URL(proxy).protocol) ? proxy : null
}

/** Those of the operating system, where this Node can ask for them (22.15 and later); else the built-in ones must do. */
function systemCertificates(): readonly string[] {
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: 'system') => readonly string[] }
  try {
    return getCACertificates?.('system') ?? []
  } catch {
    return []
  }
}

/** As Node reads NODE_EXTRA_CA_CERTS: a file that is not there adds nothing. */
function extraCertificates(file: string | undefined): readonly string[] {
  if (file === undefined || file === '') return []
  try {
    return certificatesIn(readFileSync(file, 'utf8'))
  } catch {
    return []
  }
}

/** Every certificate of a PEM text, in its order. */
export const certificatesIn = (pem: string): readonly string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
