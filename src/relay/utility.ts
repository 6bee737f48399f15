// The embedded relay's entry in Electron's utility process. argv: [data directory, reach]. The messages are those of
// shared/ipc/core-process.ts, which the relay may not import. DESIGN.md "Embedded relay".
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeFileAtomic } from '../node/files/index.ts'
import { readConfig, startRelay, type RunningRelay } from './index.ts'

type Port = {
  on(event: 'message', listener: (message: { readonly data: { readonly stop?: true } }) => void): unknown
  postMessage(message: {
    readonly ready: { readonly address: string; readonly relayId: string; readonly token?: string }
  }): void
}

/** Cards and grants name the address: a relay that came up once comes up on the same port again. */
async function start(directory: string): Promise<RunningRelay> {
  const file = path.join(directory, 'port')
  const port = await readFile(file, 'utf8').catch(() => '0')
  const configFor = (wanted: string) =>
    readConfig({ HOST: '127.0.0.1', PORT: wanted, DATA_DIR: directory, REGISTRATION: 'open', LOG_LEVEL: 'warn' })
  const relay = await startRelay(configFor(port)).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return startRelay(configFor('0'))
  })
  await writeFileAtomic(file, new TextEncoder().encode(new URL(relay.address).port))
  return relay
}

async function main(parent: Port, directory: string): Promise<void> {
  const relay = await start(directory)
  parent.on('message', ({ data }) => {
    if (data.stop === true) void relay.close().then(() => process.exit(0))
  })
  parent.postMessage({ ready: { address: relay.address, relayId: relay.relayId } })
}

const { parentPort } = process as unknown as { readonly parentPort?: Port }
const [, , directory] = process.argv
if (parentPort === undefined || directory === undefined)
  throw new Error('the embedded relay runs in the app, with a data directory')
void main(parentPort, directory)
