// Starts a relay: alone (main.ts) or embedded in the app's utility process. docs/OPERATIONS.md, PROTOCOL §15.
import { mkdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { openSuite } from '../node/crypto/index.ts'
import { writeFileAtomic } from '../node/files/index.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { RelayId } from '../shared/domain/ids.ts'
import { relayIdOf } from '../shared/logs/receipt.ts'
import type { RelayConfig } from './config/index.ts'
import type { Relay } from './context.ts'
import type { Database } from './database/interface.ts'
import { openSqliteDatabase } from './database/sqlite/index.ts'
import { EventHub } from './events/hub.ts'
import { createServer } from './http/server.ts'
import { HeldIdentities } from './identities/held.ts'
import { Logs } from './logs/service.ts'
import { createMetrics } from './metrics.ts'
import { OwnAddress } from './own-address.ts'
import { FileSystemPackStore } from './pack-store/file-system.ts'
import { addressFile, databaseFile, keyFile, packDirectory } from './places.ts'
import { startUpkeep } from './upkeep.ts'

export { ConfigError, readConfig, type RelayConfig } from './config/index.ts'

export type RunningRelay = {
  /** http(s)://host:port as it listens. */
  readonly address: string
  readonly relayId: RelayId
  /** States from now on that it is found there (PROTOCOL §19.15). `tlsPin`: 32 bytes, or null. */
  state(place: { readonly address: string; readonly tlsPin: Uint8Array | null }): Promise<void>
  /** Lets running requests end (at most ten seconds), then closes everything. */
  close(): Promise<void>
}

/** `now`: milliseconds since 1970, the system's clock unless given. Nothing stays open where it throws. */
export async function startRelay(config: RelayConfig, now: () => number = Date.now): Promise<RunningRelay> {
  await mkdir(config.dataDirectory, { recursive: true, mode: 0o700 })
  const database = await openSqliteDatabase(databaseFile(config.dataDirectory))
  try {
    return await listen(await assemble(config, database, now))
  } catch (error) {
    await database.close()
    throw error
  }
}

async function assemble(config: RelayConfig, database: Database, now: () => number): Promise<Relay> {
  const suite = await openSuite()
  const key = suite.backend.signSeedKeypair(await relaySeed(suite, keyFile(config.dataDirectory)))
  const packStore = await FileSystemPackStore.open(packDirectory(config.dataDirectory))
  await packStore.removeUnfinished()
  const parts = {
    config,
    suite,
    key,
    id: relayIdOf(suite, key.publicKey),
    database,
    packStore,
    identities: new HeldIdentities(suite, database),
    hub: new EventHub(),
    ownAddress: new OwnAddress(suite, key, addressFile(config.dataDirectory)),
    metrics: createMetrics(),
    log: pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true })),
    now,
  }
  return { ...parts, logs: new Logs(parts) }
}

async function listen(relay: Relay): Promise<RunningRelay> {
  const { config, database, hub, id, now, ownAddress } = relay
  if (config.publicPlace !== null) await ownAddress.state(config.publicPlace, now())
  const app = await createServer(relay)
  await app.listen({ host: config.host, port: config.port })
  const stopUpkeep = startUpkeep(relay, app.server)
  const { address, port } = app.server.address() as AddressInfo
  const host = address.includes(':') ? `[${address}]` : address
  return {
    address: `${config.tls === null ? 'http' : 'https'}://${host}:${port}`,
    relayId: id,
    state: (place) => ownAddress.state(place, now()),
    async close() {
      stopUpkeep()
      hub.closeAll()
      const force = setTimeout(() => app.server.closeAllConnections(), 10_000)
      await app.close()
      clearTimeout(force)
      await database.close()
    },
  }
}

/** The relay's Ed25519 seed, made at the first start. Whoever loses it is another relay: it belongs to every backup. */
async function relaySeed(suite: Suite, file: string): Promise<Uint8Array> {
  try {
    const seed = new Uint8Array(await readFile(file))
    if (seed.length !== 32) throw new Error('relay key of a wrong length')
    return seed
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const seed = suite.random(32)
  await writeFileAtomic(file, seed)
  return seed
}
