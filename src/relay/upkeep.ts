// What a running relay does by itself: forgets old messages and counts, takes up a renewed certificate. Relay only.
// First release: it never deletes packs or logs (PROTOCOL §10).
import { watchFile, unwatchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Server as HttpServer } from 'node:http'
import { Server as TlsServer } from 'node:tls'
import type { Relay } from './context.ts'

const hour = 60 * 60 * 1000
const messageLifetime = 30 * 24 * hour

/** Answers how to stop it. */
export function startUpkeep(relay: Relay, server: HttpServer | TlsServer): () => void {
  const tidy = (): void => {
    const now = relay.now()
    Promise.all([
      relay.database.inbox.removeBefore(now - messageLifetime),
      relay.database.usage.removeBefore(now),
    ]).catch((error: unknown) => relay.log.error({ err: error }, 'upkeep'))
  }
  const timer = setInterval(tidy, hour)
  timer.unref()
  const { tls } = relay.config
  const renew = (): void => {
    if (tls === null || !(server instanceof TlsServer)) return
    Promise.all([readFile(tls.certificateFile), readFile(tls.keyFile)]).then(
      ([cert, key]) => server.setSecureContext({ cert, key }),
      (error: unknown) => relay.log.error({ err: error }, 'certificate'),
    )
  }
  if (tls !== null) watchFile(tls.certificateFile, { interval: 60_000, persistent: false }, renew)
  return () => {
    clearInterval(timer)
    if (tls !== null) unwatchFile(tls.certificateFile, renew)
  }
}
