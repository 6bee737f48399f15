// The relay inside the app: whom it listens for, who may open an account, and where it says it is. Relay only. DESIGN.md
// "Embedded relay". [Note: Own and invited] An account opens with the owner's token, or with an invitation of the owner.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeFileAtomic } from '../node/files/index.ts'
import { ownCertificate } from '../node/tls/index.ts'
import { toHex } from '../shared/base/encoding.ts'
import { administer } from './admin/index.ts'
import { readConfig, startRelay, type RunningRelay } from './index.ts'
import { addressInNetwork } from './own-network.ts'

/**
 * This computer alone (loopback), everybody in this network (TLS with a key that cards and invitations pin), or everybody by an
 * address that leads here from elsewhere: `pinned` where TLS ends here, else somebody vouches for a certificate in front.
 */
export type Reach =
  | { readonly kind: 'only-me' }
  | { readonly kind: 'this-network' }
  | { readonly kind: 'address'; readonly address: string; readonly pinned: boolean }

/** Where the relay is found. */
export type Places = {
  /** By this computer itself, always. */
  readonly local: string
  /** In the network this computer is in; null: in none, or only this computer may come. */
  readonly inNetwork: string | null
  /** By others, as cards say it; null: not at all. */
  readonly outside: string | null
}

export type EmbeddedRelay = {
  readonly running: RunningRelay
  /** SHA-256 of the TLS key in hex; null: loopback without TLS. */
  readonly tlsPin: string | null
  /** Opens the owner's account; null when there is one. */
  readonly token: string | null
  /** Where it is found now, which the relay then states; asked again when the network may have changed. */
  places(): Promise<Places>
}

export async function startEmbedded(directory: string, reach: Reach): Promise<EmbeddedRelay> {
  const certificate = reach.kind === 'only-me' ? null : await ownCertificate(directory)
  const variables = {
    HOST: certificate === null ? '127.0.0.1' : '0.0.0.0',
    DATA_DIR: directory,
    REGISTRATION: 'invitation',
    LOG_LEVEL: 'warn',
    TLS_CERT_FILE: certificate?.certificateFile,
    TLS_KEY_FILE: certificate?.keyFile,
  }
  const running = await startOnSamePort(directory, variables)
  const { protocol, port } = new URL(running.address)
  const at = (host: string): string => `${protocol}//${host}:${port}`
  return {
    running,
    tlsPin: certificate && toHex(certificate.pin),
    token: await ownToken(directory),
    async places() {
      const local = at('127.0.0.1')
      if (certificate === null) return { local, inNetwork: null, outside: null }
      const host = await addressInNetwork()
      const inNetwork = host && at(host)
      const outside = reach.kind === 'address' ? reach.address : inNetwork
      const isPinned = reach.kind !== 'address' || reach.pinned
      if (outside !== null) await running.state({ address: outside, tlsPin: isPinned ? certificate.pin : null })
      return { local, inNetwork, outside }
    },
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

async function ownToken(directory: string): Promise<string | null> {
  const { accounts } = (await administer(directory, ['admin', 'accounts'])) as { readonly accounts: readonly unknown[] }
  if (accounts.length > 0) return null
  const made = await administer(directory, ['admin', 'token', '--uses', '5', '--days', '1', '--label', 'own'])
  return (made as { readonly token: string }).token
}
