// A self-signed certificate for a relay in one's own network. Nobody trusts its names: clients pin its key, which stands in every
// card and invitation. Used by the relay. RFC 5280, DER by hand: five fields that never change. PROTOCOL §19.13.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeFileAtomic } from '../files/index.ts'

export type OwnCertificate = {
  /** PEM. */
  readonly certificateFile: string
  readonly keyFile: string
  /** SHA-256 of the public key (SPKI), 32 bytes. */
  readonly pin: Uint8Array
}

/** The certificate in `directory`, made at the first call. The key never changes: contacts hold its hash. */
export async function ownCertificate(directory: string): Promise<OwnCertificate> {
  const [certificateFile, keyFile] = [path.join(directory, 'tls.crt'), path.join(directory, 'tls.key')]
  const existing = await readFile(keyFile, 'utf8').catch(() => null)
  const privateKey =
    existing === null ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : createPrivateKey(existing)
  const encoder = new TextEncoder()
  if (existing === null) {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
    await writeFileAtomic(keyFile, encoder.encode(pem.toString()))
  }
  await writeFileAtomic(certificateFile, encoder.encode(toPem(selfSigned(privateKey))))
  return { certificateFile, keyFile, pin: new Uint8Array(createHash('sha256').update(spkiOf(privateKey)).digest()) }
}

const spkiOf = (privateKey: KeyObject): Buffer => createPublicKey(privateKey).export({ type: 'spki', format: 'der' })

/** X.509 v3, ECDSA with SHA-256, valid from 2020 to 2049: its time says nothing, the pin does. */
function selfSigned(privateKey: KeyObject): Buffer {
  const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
  const commonName = Buffer.from('0603550403', 'hex')
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('siegel-relay')))))
  const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text))
  const alternativeName = Buffer.from('0603551d11', 'hex')
  const extension = sequence(alternativeName, der(0x04, sequence(der(0x82, Buffer.from('siegel-relay')))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    name,
    spkiOf(privateKey),
    der(0xa3, sequence(extension)),
  )
  return sequence(body, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)])))
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >>> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
