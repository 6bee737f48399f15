// The embedded relay's entry in Electron's utility process. argv: [data directory, reach]. The messages are those of
// shared/ipc/core-process.ts, which the relay may not import. DESIGN.md "Embedded relay".
import { startEmbedded, type Reach } from './embedded.ts'

type Port = {
  on(event: 'message', listener: (message: { readonly data: { readonly stop?: true } }) => void): unknown
  postMessage(message: {
    readonly ready: {
      readonly address: string
      readonly relayId: string
      readonly token?: string
      readonly tlsPin?: string
    }
  }): void
}

async function main(parent: Port, directory: string, reach: Reach): Promise<void> {
  const { running, address, token, tlsPin } = await startEmbedded(directory, reach)
  parent.on('message', ({ data }) => {
    if (data.stop === true) void running.close().then(() => process.exit(0))
  })
  const { relayId } = running
  parent.postMessage({
    ready: { address, relayId, ...(token !== null && { token }), ...(tlsPin !== null && { tlsPin }) },
  })
}

const { parentPort } = process as unknown as { readonly parentPort?: Port }
const [, , directory, reach] = process.argv
if (parentPort === undefined || directory === undefined)
  throw new Error('the embedded relay runs in the app, with a data directory')
void main(parentPort, directory, reach === 'this-network' ? reach : 'only-me')
