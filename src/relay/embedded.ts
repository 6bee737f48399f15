// The relay inside the app: whom it listens for, who may open an account, and where it says it is. Relay only. DESIGN.md
// "Embedded relay". [Note: Own and invited] An account opens with the owner's token, or with an invitation of the owner.
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { writeFileAtomic } from '../node/files/index.ts'
import { ownCertificate } from '../node/tls/index.ts'
import { toHex } from '../shared/base/encoding.ts'
import { administer } from './admin/index.ts'
import { readConfig, startRelay, type RunningRelay } from './index.ts'

/** This computer alone (loopback), or everybody in this network (TLS with a key that cards and invitations pin). */
export type Reach = 'only-me' | 'this-network'

export type EmbeddedRelay = {
  readonly running: RunningRelay
  /** As others reach it. */
  readonly address: string
  /** SHA-256 of the TLS key in hex; null: loopback. */
  readonly tlsPin: string | null
  /** Opens the owner's account; null when there is one. */
  readonly token: string | null
}

export async function startEmbedded(directory: string, reach: Reach): Promise<EmbeddedRelay> {
  const certificate = reach === 'this-network' ? await ownCertificate(directory) : null
  const variables = {
    HOST: certificate === null ? '127.0.0.1' : '0.0.0.0',
    DATA_DIR: directory,
    REGISTRATION: 'invitation',
    LOG_LEVEL: 'warn',
    TLS_CERT_FILE: certificate?.certificateFile,
    TLS_KEY_FILE: certificate?.keyFile,
  }
  const running = await startOnSamePort(directory, variables)
  const url = new URL(running.address)
  if (certificate !== null) url.hostname = ownAddress()
  return {
    running,
    address: url.origin,
    tlsPin: certificate && toHex(certificate.pin),
    token: await ownToken(directory),
  }
}

/** Cards and grants name the address: a relay that came up once comes up on the same port again. */
async function startOnSamePort(
  directory: string,
  variables: Record<string, string | undefined>,
): Promise<RunningRelay> {
  const file = path.join(directory, 'port')
  const port = await readFile(file, 'utf8').catch(() => '0')
  const start = (wanted: string): Promise<RunningRelay> => startRelay(readConfig({ ...variables, PORT: wanted }))
  const running = await start(port).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return start('0')
  })
  await writeFileAtomic(file, new TextEncoder().encode(new URL(running.address).port))
  return running
}

/** The address in the network this computer is in. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}

async function ownToken(directory: string): Promise<string | null> {
  const { accounts } = (await administer(directory, ['admin', 'accounts'])) as { readonly accounts: readonly unknown[] }
  if (accounts.length > 0) return null
  const made = await administer(directory, ['admin', 'token', '--uses', '5', '--days', '1', '--label', 'own'])
  return (made as { readonly token: string }).token
}
