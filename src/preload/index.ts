// Shows the window the bridge and nothing else. Preload: sandboxed, isolated world; sees Electron's ipcRenderer and webUtils only.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, DroppedFile } from '../shared/ipc/contract.ts'
import { channels } from '../shared/ipc/channels.ts'
import { CallQueue } from './call-queue.ts'
import { IntentBox } from './intent-box.ts'

const listeners = new Set<() => void>()
const calls = new CallQueue({
  invokeHost: (request) => ipcRenderer.invoke(channels.host, request),
  wantPort: () => ipcRenderer.send(channels.wantPort),
})

ipcRenderer.on(channels.corePort, (event) => {
  const [port] = event.ports
  if (!port) return
  calls.connect({
    listen: (onMessage) => {
      port.onmessage = ({ data }) => onMessage(data)
    },
    post: (message) => port.postMessage(message),
    close: () => port.close(),
  })
})
ipcRenderer.on(channels.hostChanged, () => {
  void calls.checkCore()
  for (const listener of listeners) listener()
})
const intents = new IntentBox()
ipcRenderer.on(channels.intent, (_event, intent: unknown) => intents.put(intent))
calls.start()

const bridge: Bridge = {
  call: (name, input) => calls.call(name, input),
  drop: async (files: readonly DroppedFile[]) => {
    // The path is read here and goes to main only; the page gets a token.
    const paths = files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== '')
    return (await ipcRenderer.invoke(channels.drop, paths)) as Awaited<ReturnType<Bridge['drop']>>
  },
  onChanged: (listener) => calls.onChanged(listener),
  onHostChanged: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  onHostIntent: (listener) => intents.onIntent(listener),
}

contextBridge.exposeInMainWorld('siegel', bridge)
