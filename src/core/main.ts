// Core's entry in Electron's utility process: one profile, one port to the window at a time. argv: [profile directory].
import type { Refused } from '../shared/base/errors.ts'
import { coreCalls } from '../shared/ipc/contract.ts'
import type { FromCoreProcess, ToCore } from '../shared/ipc/core-process.ts'
import { dispatch } from '../shared/ipc/dispatch.ts'
import { createHandlers, Outside, Session, SystemProxies } from './bridge/index.ts'
import { createNodeEnvironment, systemClock } from './node-environment.ts'
import { ComputerNetwork, RelayRefused } from './remote/index.ts'

/** The part of Electron's port that core uses; core's types know no Electron. */
type Port = {
  on(
    event: 'message',
    listener: (message: { readonly data: unknown; readonly ports: readonly Port[] }) => void,
  ): unknown
  postMessage(message: unknown): void
  start?(): void
}

const whyUnreached = (refused: Refused) => (refused instanceof RelayRefused ? refused.why : null)

async function main(parent: Port, profileDirectory: string): Promise<void> {
  const toMain = (message: FromCoreProcess) => parent.postMessage(message)
  const proxies = new SystemProxies((url) => toMain({ kind: 'proxy', url }))
  const network = new ComputerNetwork({ variables: process.env, system: (url) => proxies.of(url) })
  const environment = await createNodeEnvironment(new URL('./worker.js', import.meta.url), systemClock, network)
  const session = new Session({ environment, profileDirectory, toMain })
  const handlers = createHandlers(session)
  const outside = new Outside(session, toMain)
  let window: Port | null = null
  session.news.on((changed) => window?.postMessage({ changed }))

  const connect = (port: Port): void => {
    window = port
    port.on('message', ({ data }) => {
      void dispatch({ contract: coreCalls, handlers, onBug: reportBug, whyUnreached }, data).then((answer) =>
        port.postMessage(answer),
      )
    })
    port.start?.()
  }
  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as ToCore
    if (message.kind === 'connect') {
      if (port !== undefined) connect(port)
    } else if (message.kind === 'stop') {
      void session
        .close()
        .then(() => environment.close())
        .then(() => process.exit(0))
    } else if (message.kind === 'proxy') {
      if (proxies.take(message.url, message.answer)) void session.renewConnections()
    } else if (message.kind === 'verify-feed') {
      const { id, feed, signature, publicKey } = message
      toMain({ kind: 'feed-verified', id, genuine: environment.suite.verify(publicKey, 'update', feed, signature) })
    } else if (message.kind === 'wish') outside.carryOut(message.wish)
    else session.receive(message)
  })
  await session.start()
  toMain({ kind: 'ready' })
}

/** To standard error, which main keeps: the channel and the kind of error, never an argument or a path. */
function reportBug(channel: string, error: unknown): void {
  process.stderr.write(`${channel}: ${error instanceof Error ? error.name : 'unknown'}\n`)
}

const { parentPort } = process as unknown as { readonly parentPort?: Port }
const [, , profileDirectory] = process.argv
if (parentPort === undefined || profileDirectory === undefined)
  throw new Error('core runs in the app, with a profile directory')
void main(parentPort, profileDirectory)
