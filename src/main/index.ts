// The main process: puts the parts together in order of the app's life. Holds no business rules. DESIGN.md "Processes".
import path from 'node:path'
import { app, type BrowserWindow, Menu, nativeTheme, powerMonitor, safeStorage, session } from 'electron'
import { languageOf } from '../shared/i18n/index.ts'
import { confine, registerAppScheme, serveAppFiles } from './app-files.ts'
import { openBridge } from './bridge.ts'
import { CameraDoor } from './camera-door.ts'
import { CoreHost } from './core-host.ts'
import { EmbeddedRelayHost } from './embedded-relay.ts'
import { dragOut } from './drag-out.ts'
import { createHostHandlers } from './host-handlers.ts'
import { HostSettingsFile } from './host-settings.ts'
import { openMainWindow } from './main-window.ts'
import { OsKeyFile } from './os-key.ts'
import { SystemProxies } from './system-proxies.ts'
import { openUpdates } from './updates/open.ts'

const here = import.meta.dirname
const outDirectory = path.dirname(here)
const userData = app.getPath('userData')

function run(): void {
  const settings = new HostSettingsFile(path.join(userData, 'host.json'))
  nativeTheme.themeSource = settings.value.preferences.theme
  let window: BrowserWindow | null = null

  const relay = new EmbeddedRelayHost({
    entry: path.join(here, 'relay.js'),
    dataDirectory: path.join(userData, 'relay'),
    onChange: (running) => core.announceRelay(running),
  })
  const core: CoreHost = new CoreHost({
    entry: path.join(here, 'core.js'),
    profileDirectory: path.join(userData, 'profile'),
    onState: () => bridge.announceHost(),
    onReady: () => {
      core.announceRelay(relay.running)
      bridge.connect()
    },
    onWantRelay: (wanted) => {
      const embeddedRelay = wanted === 'as-before' ? (settings.value.embeddedRelay ?? { kind: 'only-me' }) : wanted
      settings.update({ embeddedRelay })
      void relay.use(embeddedRelay)
    },
    onWantOsKey: (want) => void osKey.answer(want).then((answer) => core.announceOsKey(answer)),
    onWantProxy: (url) => proxies.follow(url),
    onWantDrag: (paths) => dragOut(window, paths),
  })
  const camera = new CameraDoor()
  const osKey = new OsKeyFile(path.join(userData, 'os-key'), safeStorage)
  // The relay last: core may still have something to hand over.
  const stopAll = (): Promise<void> => core.stop().then(() => relay.stop())
  const remember = core.remember.bind(core)
  const proxies = new SystemProxies(session.defaultSession, (url, answer) => core.announceProxy(url, answer))
  const bridge = openBridge({
    window: () => window,
    remember,
    connectCore: (port) => core.connect(port),
    handlers: createHostHandlers({
      settings,
      window: () => window ?? openWindow(),
      language: () => languageOf(settings.value.preferences.language, app.getPreferredSystemLanguages()),
      core: { state: () => core.state, restart: () => core.start() },
      remember,
      onPreferences: () => bridge.announceHost(),
      camera,
      updates: openUpdates(settings, { verify: core.verifyFeed.bind(core), onChange: () => bridge.announceHost() }),
      about: { outDirectory, stopAll, forgetLogin: () => app.setLoginItemSettings({ openAtLogin: false }) },
    }),
  })
  const openWindow = (): BrowserWindow => {
    const opened = openMainWindow(settings, outDirectory)
    opened.once('closed', () => (window = null))
    return (window = opened)
  }

  app.on('second-instance', () => {
    const shown = window ?? openWindow()
    if (shown.isMinimized()) shown.restore()
    shown.focus()
  })
  app.on('activate', () => window ?? openWindow())
  app.on('window-all-closed', () => app.quit())
  powerMonitor.on('suspend', () => core.announcePower('suspend'))
  powerMonitor.on('resume', () => {
    relay.look()
    proxies.look()
    core.announcePower('resume')
  })

  quitAfter(stopAll)
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  )
  serveAppFiles(path.join(outDirectory, 'renderer'))
  confine(session.defaultSession, camera)
  if (settings.value.embeddedRelay) void relay.use(settings.value.embeddedRelay)
  core.start()
  openWindow()
}

/** Holds back the end of the app until `finish` is done. */
function quitAfter(finish: () => Promise<void>): void {
  let state: 'running' | 'finishing' | 'finished' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'finished') return
    event.preventDefault()
    if (state === 'finishing') return
    state = 'finishing'
    void finish().finally(() => {
      state = 'finished'
      app.quit()
    })
  })
}

if (app.requestSingleInstanceLock()) {
  registerAppScheme()
  // Never awaited at the top level: Electron is ready only after this module has been evaluated.
  void app.whenReady().then(run)
} else {
  app.exit(0)
}
