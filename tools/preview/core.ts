// A core that plays the preview's story: the real bridge, no keys, no network, no disk. Tools only; runs as utility process.
// The file `story` beside the profile says where it begins; it is told from there anew whenever the window connects.
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import path from 'node:path'
import { coreCalls, topics, type Topic } from '../../src/shared/ipc/contract.ts'
import type { FromCoreProcess, ToCore } from '../../src/shared/ipc/core-process.ts'
import { dispatch } from '../../src/shared/ipc/dispatch.ts'
import { unreachable } from '../../src/shared/ipc/values.ts'
import { told } from './told.ts'

type Port = {
  on(event: 'message', listener: (message: { data: unknown; ports: readonly Port[] }) => void): void
  postMessage(message: unknown): void
  start?(): void
}
const parent = (process as unknown as { parentPort: Port }).parentPort
const file = path.join(path.dirname(process.argv[2] ?? ''), 'story')

function beginning(): string {
  const begin = readFileSync(file, 'utf8')
  if (begin === 'gone') process.exit(1)
  return begin
}
beginning()

/** The story says in the detail of E_TRANSPORT why. */
const whyUnreached = ({ detail }: { readonly detail: string }) => unreachable.safeParse(detail).data ?? null

function tell(port: Port): void {
  const changed = (topic: Topic) => port.postMessage({ changed: { topic, id: null } })
  let handlers = told(beginning(), changed)
  // Written anew while the window looks on, the story goes on elsewhere.
  unwatchFile(file)
  watchFile(file, { interval: 100 }, () => {
    handlers = told(beginning(), changed)
    topics.forEach(changed)
  })
  const onBug = (name: string, error: unknown) => console.error(name, error)
  port.on(
    'message',
    ({ data }) =>
      void dispatch({ contract: coreCalls, handlers, onBug, whyUnreached }, data).then((dispatched) =>
        port.postMessage(dispatched),
      ),
  )
  port.start?.()
}

const toMain = (message: FromCoreProcess) => parent.postMessage(message)
parent.on('message', ({ data, ports }) => {
  const message = data as ToCore
  if (message.kind === 'stop') process.exit(0)
  if (message.kind === 'connect' && ports[0]) tell(ports[0])
  if (message.kind === 'local') toMain({ kind: 'local-known', token: message.token })
})
toMain({ kind: 'ready' })
