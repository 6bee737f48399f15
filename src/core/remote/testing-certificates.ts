// Certificates for tests: an authority of one's own, what it vouches for, and what is over. RFC 5280, DER by hand. Tests only.
import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Certificate = { readonly pem: string; readonly name: string; readonly key: KeyObject }

type Wish = {
  readonly name: string
  /** Who signs; absent: itself. */
  readonly by?: Certificate
  readonly isAuthority?: boolean
  /** The last number of 127.0.0.x, where the server is: 1. */
  readonly host?: number
  /** Years of validity, by default 2020 to 2049. */
  readonly years?: readonly [from: number, until: number]
}

/** For a server on 127.0.0.x, or for an authority. */
export function certify({ name, by, isAuthority = false, host = 1, years = [2020, 2049] }: Wish): Certificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const extensions = [
    extension('0603551d11', sequence(der(0x87, Buffer.of(127, 0, 0, host)))),
    extension('0603551d13', sequence(...(isAuthority ? [der(0x01, Buffer.of(0xff))] : []))),
  ]
  const [from, until] = years.map((year) => der(0x17, Buffer.from(`${String(year % 100).padStart(2, '0')}0101000000Z`)))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsa,
    nameOf(by?.name ?? name),
    sequence(from ?? ecdsa, until ?? ecdsa),
    nameOf(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', body, by?.key ?? privateKey)
  const whole = sequence(body, ecdsa, der(0x03, Buffer.concat([Buffer.of(0), signature])))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
  return { pem, name, key: privateKey }
}

/** As a relay reads them. */
export function certificateFiles({ pem, key }: Certificate): { TLS_CERT_FILE: string; TLS_KEY_FILE: string } {
  const directory = mkdtempSync(path.join(tmpdir(), 'siegel-tls-'))
  const files = { TLS_CERT_FILE: path.join(directory, 'tls.crt'), TLS_KEY_FILE: path.join(directory, 'tls.key') }
  writeFileSync(files.TLS_CERT_FILE, pem)
  writeFileSync(files.TLS_KEY_FILE, key.export({ type: 'pkcs8', format: 'pem' }))
  return files
}

const nameOf = (name: string): Buffer =>
  sequence(der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)))))
const extension = (oid: string, value: Buffer): Buffer => sequence(Buffer.from(oid, 'hex'), der(0x04, value))

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >>> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts)
}

const ecdsa = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
