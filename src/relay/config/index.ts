// How a relay is set up: from the environment when it runs alone, as a value when it is embedded. docs/OPERATIONS.md. Relay only.
import { z } from 'zod'
import { fromHex } from '../../shared/base/encoding.ts'

const MiB = 1024 * 1024

const count = (byDefault: number) => z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(byDefault)
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1')
const line = z.string().max(255).default('')
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  DATA_DIR: z.string().min(1),
  /** Who may open an account: anybody; whoever an account invited, or with a token of the operator; only the latter; nobody. */
  REGISTRATION: z.enum(['open', 'invitation', 'token', 'closed']).default('token'),
  RELAY_NAME: z.string().min(1).max(255).default('Siegel relay'),
  OPERATOR: line,
  PLACE: line,
  CONTACT: line,
  PRIVACY_URL: z.url().max(1024).optional(),
  PRIVACY_SHA256: sha256.optional(),
  TERMS_URL: z.url().max(1024).optional(),
  TERMS_SHA256: sha256.optional(),
  /** PEM files; read again when they change. */
  TLS_CERT_FILE: z.string().min(1).optional(),
  TLS_KEY_FILE: z.string().min(1).optional(),
  /** Where clients find this relay, if they should be told by itself; and its TLS key (SHA-256, hex) where clients pin it. */
  PUBLIC_ADDRESS: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  PUBLIC_TLS_PIN: sha256.optional(),
  /** Proxies in front, by address or range: their `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: z.string().optional(),
  /** Bytes of packs an identity's spaces may hold; 0: no limit. */
  QUOTA_BYTES: count(0),
  /** What one device may send a day. */
  DEVICE_BYTES_PER_DAY: count(512 * 1024 * MiB),
  DEVICE_ENTRIES_PER_DAY: count(100_000),
  REQUESTS_PER_MINUTE: count(3000),
  MESSAGES_PER_DAY: count(20),
  TOKENS_PER_IDENTITY: count(1000),
  /** Uploads are refused when less is free on the volume. */
  MIN_FREE_BYTES: count(256 * MiB),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** 1: network addresses stand in the log. */
  LOG_ADDRESSES: flag,
  /** GET /metrics answers to this bearer token; without one there is no such page. */
  METRICS_TOKEN: z.string().min(16).optional(),
})

type Document = { readonly url: string; readonly sha256: string }

const toDocument = (url: string, hash: string): Document => ({ url, sha256: hash })

export type RelayConfig = {
  readonly host: string
  readonly port: number
  readonly dataDirectory: string
  readonly registration: 'open' | 'invitation' | 'token' | 'closed'
  readonly name: string
  readonly operator: string
  readonly place: string
  readonly contact: string
  readonly privacyNotice: Document | null
  readonly terms: Document | null
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null
  readonly publicPlace: { readonly address: string; readonly tlsPin: Uint8Array | null } | null
  readonly trustedProxies: readonly string[]
  readonly quotaBytes: number
  readonly deviceBytesPerDay: number
  readonly deviceEntriesPerDay: number
  readonly requestsPerMinute: number
  readonly messagesPerDay: number
  readonly tokensPerIdentity: number
  readonly minFreeBytes: number
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly logAddresses: boolean
  readonly metricsToken: string | null
}

/** What is wrong with the environment, one line a variable. Values are not repeated: some are secrets. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Reads the variables named in docs/OPERATIONS.md; empty ones count as absent. Throws ConfigError. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): RelayConfig {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  }
  const env = parsed.data
  return {
    host: env.HOST,
    port: env.PORT,
    dataDirectory: env.DATA_DIR,
    registration: env.REGISTRATION,
    name: env.RELAY_NAME,
    operator: env.OPERATOR,
    place: env.PLACE,
    contact: env.CONTACT,
    privacyNotice: both(['PRIVACY_URL', env.PRIVACY_URL], ['PRIVACY_SHA256', env.PRIVACY_SHA256], toDocument),
    terms: both(['TERMS_URL', env.TERMS_URL], ['TERMS_SHA256', env.TERMS_SHA256], toDocument),
    tls: both(['TLS_CERT_FILE', env.TLS_CERT_FILE], ['TLS_KEY_FILE', env.TLS_KEY_FILE], (certificateFile, keyFile) => ({
      certificateFile,
      keyFile,
    })),
    publicPlace: publicPlace(env.PUBLIC_ADDRESS, env.PUBLIC_TLS_PIN),
    trustedProxies: (env.TRUSTED_PROXIES ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    quotaBytes: env.QUOTA_BYTES,
    deviceBytesPerDay: env.DEVICE_BYTES_PER_DAY,
    deviceEntriesPerDay: env.DEVICE_ENTRIES_PER_DAY,
    requestsPerMinute: env.REQUESTS_PER_MINUTE,
    messagesPerDay: env.MESSAGES_PER_DAY,
    tokensPerIdentity: env.TOKENS_PER_IDENTITY,
    minFreeBytes: env.MIN_FREE_BYTES,
    logLevel: env.LOG_LEVEL,
    logAddresses: env.LOG_ADDRESSES,
    metricsToken: env.METRICS_TOKEN ?? null,
  }
}

function publicPlace(address: string | undefined, pin: string | undefined): RelayConfig['publicPlace'] {
  if (address !== undefined)
    return { address: new URL(address).origin, tlsPin: pin === undefined ? null : fromHex(pin) }
  if (pin !== undefined) throw new ConfigError(['PUBLIC_TLS_PIN goes with PUBLIC_ADDRESS'])
  return null
}

type Pair = readonly [name: string, value: string | undefined]

function both<T>([nameA, a]: Pair, [nameB, b]: Pair, make: (a: string, b: string) => T): T | null {
  if (a === undefined && b === undefined) return null
  if (a === undefined || b === undefined) throw new ConfigError([`${nameA} and ${nameB} go together`])
  return make(a, b)
}
