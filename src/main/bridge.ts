// The doors through which the window reaches main: host calls, dropped files, and the port to core. Every message's sender is checked.
// Main process.
import {
  app,
  ipcMain,
  MessageChannelMain,
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  type MessagePortMain,
  type WebContents,
} from 'electron'
import { channels } from '../shared/ipc/channels.ts'
import type { HostIntent } from '../shared/ipc/host-intent.ts'
import { dispatchToHost, type HostHandlers } from '../shared/ipc/dispatch.ts'
import { appOrigin } from './app-files.ts'
import { localItemOf, type RememberPath } from './local-items.ts'

/** At most this many dropped things become tokens at once. */
const dropLimit = 100

export type BridgeOptions = {
  readonly window: () => BrowserWindow | null
  readonly handlers: HostHandlers
  readonly remember: RememberPath
  /** Gives core its end of a new port; false while core does not listen. */
  readonly connectCore: (port: MessagePortMain) => boolean
}

/** For developers who start the app from a terminal: the channel and the kind of error, nothing of its content. */
function reportBug(name: string, error: unknown): void {
  process.stderr.write(`host call ${name} failed: ${error instanceof Error ? error.name : typeof error}\n`)
}

export function openBridge({ window, handlers, remember, connectCore }: BridgeOptions): {
  connect(): void
  announceHost(): void
  /** Reaches the page as soon as its preload listens; the newest only. */
  intend(intent: HostIntent): void
} {
  // Whose preload has asked for a port, and listens therefore.
  let listening: WebContents | null = null
  let waiting: HostIntent | null = null
  const mayAsk = ({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): boolean =>
    sender === window()?.webContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === appOrigin

  const connect = (): void => {
    const { port1, port2 } = new MessageChannelMain()
    if (connectCore(port1)) window()?.webContents.postMessage(channels.corePort, null, [port2])
  }

  ipcMain.handle(channels.host, async (event, raw: unknown) => {
    if (!mayAsk(event)) return null
    return dispatchToHost(handlers, reportBug, raw)
  })
  ipcMain.handle(channels.drop, async (event, paths: unknown) => {
    if (!mayAsk(event) || !Array.isArray(paths)) return []
    const chosen = paths.filter((value): value is string => typeof value === 'string').slice(0, dropLimit)
    const items = await Promise.all(chosen.map((value) => localItemOf(value, app.getPath('home'), remember)))
    return items.filter((item) => item !== null)
  })
  ipcMain.on(channels.wantPort, (event) => {
    if (!mayAsk(event)) return
    connect()
    listening = event.sender
    if (waiting !== null) listening.send(channels.intent, waiting)
    waiting = null
  })
  return {
    connect,
    announceHost: () => window()?.webContents.send(channels.hostChanged),
    intend: (intent) => {
      const page = window()?.webContents
      if (page !== undefined && page === listening) page.send(channels.intent, intent)
      else waiting = intent
    },
  }
}
