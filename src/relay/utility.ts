// The embedded relay's entry in Electron's utility process. argv: [data directory, reach as JSON]. The messages are those of
// shared/ipc/core-process.ts, which the relay may not import. DESIGN.md "Embedded relay".
import { startEmbedded, type Places, type Reach } from './embedded.ts'

type Port = {
  on(
    event: 'message',
    listener: (message: { readonly data: { readonly stop?: true; readonly look?: true } }) => void,
  ): unknown
  postMessage(message: {
    readonly ready: Places & {
      readonly reach: Reach
      readonly relayId: string
      readonly token?: string
      readonly tlsPin?: string
    }
  }): void
}

/** Milliseconds between two looks whether this computer is in another network. */
const lookInterval = 15_000

async function main(parent: Port, directory: string, reach: Reach): Promise<void> {
  const { running, token, tlsPin, places } = await startEmbedded(directory, reach)
  let told = ''
  const tell = async (): Promise<void> => {
    const found = await places()
    if (told === JSON.stringify(found)) return
    told = JSON.stringify(found)
    const { relayId } = running
    const ready = { ...found, reach, relayId, ...(token !== null && { token }), ...(tlsPin !== null && { tlsPin }) }
    parent.postMessage({ ready })
  }
  parent.on('message', ({ data }) => {
    if (data.stop === true) void running.close().then(() => process.exit(0))
    if (data.look === true) void tell()
  })
  await tell()
  setInterval(() => void tell(), lookInterval)
}

const { parentPort } = process as unknown as { readonly parentPort?: Port }
const [, , directory, reach] = process.argv
if (parentPort === undefined || directory === undefined || reach === undefined)
  throw new Error('the embedded relay runs in the app, with a data directory and a reach')
void main(parentPort, directory, JSON.parse(reach) as Reach)
