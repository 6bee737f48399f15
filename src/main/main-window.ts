// The window: sandboxed, isolated, confined to the app's own files; remembers where it was. Main process.
import path from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { appOrigin } from './app-files.ts'
import type { HostSettingsFile } from './host-settings.ts'
import { afterEnd } from './restart-policy.ts'
import { openingBounds, smallestWindow } from './window-bounds.ts'

export function openMainWindow(settings: HostSettingsFile, outDirectory: string): BrowserWindow {
  const stored = settings.value.window
  const window = new BrowserWindow({
    ...openingBounds(
      stored,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    // The menu is there for Alt and its keys; on macOS it stands at the top of the screen anyway.
    autoHideMenuBar: true,
    title: 'Siegel',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#111111' : '#ffffff',
    webPreferences: {
      preload: path.join(outDirectory, 'preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (stored?.maximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    settings.update({ window: { ...window.getNormalBounds(), maximised: window.isMaximized() } }),
  )
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
  reviveAfterCrash(window)
  void window.loadURL(`${appOrigin}/index.html`)
  return window
}

/** The page holds nothing that core does not know: when its process ends by itself it is loaded again, but not for ever. */
function reviveAfterCrash(window: BrowserWindow): void {
  let earlierEnds: readonly number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const { ends, pause } = afterEnd(earlierEnds, Date.now())
    earlierEnds = ends
    if (pause !== null) setTimeout(() => window.isDestroyed() || window.reload(), pause)
  })
}
