// The main process: puts the parts together in order of the app's life. Holds no business rules. DESIGN.md "Processes".
import path from 'node:path'
import { app, nativeTheme, powerMonitor, safeStorage, session } from 'electron'
import { languageOf, localeOf } from '../shared/i18n/index.ts'
import { confine, registerAppScheme, serveAppFiles } from './app-files.ts'
import { openBridge } from './bridge.ts'
import { CameraDoor } from './camera-door.ts'
import { CoreHost } from './core-host.ts'
import { Desktop, Openings, setOpensAtLogin, wasOpenedHidden } from './desktop/index.ts'
import { EmbeddedRelayHost } from './embedded-relay.ts'
import { dragOut } from './drag-out.ts'
import { createHostHandlers } from './host-handlers.ts'
import { HostSettingsFile } from './host-settings.ts'
import { openMainWindow } from './main-window.ts'
import { OneWindow } from './one-window.ts'
import { OsKeyFile } from './os-key.ts'
import { SystemProxies } from './system-proxies.ts'
import { openUpdates } from './updates/open.ts'

const here = import.meta.dirname
const outDirectory = path.dirname(here)
const userData = app.getPath('userData')

function run(openings: Openings): void {
  const settings = new HostSettingsFile(path.join(userData, 'host.json'))
  nativeTheme.themeSource = settings.value.preferences.theme
  const window = new OneWindow(() => openMainWindow(settings, outDirectory))

  const relay = new EmbeddedRelayHost({
    entry: path.join(here, 'relay.js'),
    dataDirectory: path.join(userData, 'relay'),
    onChange: (running) => core.announceRelay(running),
  })
  const core: CoreHost = new CoreHost({
    entry: path.join(here, 'core.js'),
    profileDirectory: path.join(userData, 'profile'),
    onState: () => {
      bridge.announceHost()
      desktop.followCore(core.state)
    },
    onReady: () => {
      core.announceRelay(relay.running)
      bridge.connect()
      openings.begin((opening) => void desktop.open(opening))
    },
    onOutside: (message) => desktop.receive(message),
    onWantRelay: (wanted) => {
      const embeddedRelay = wanted === 'as-before' ? (settings.value.embeddedRelay ?? { kind: 'only-me' }) : wanted
      settings.update({ embeddedRelay })
      void relay.use(embeddedRelay)
    },
    onWantOsKey: (want) => void osKey.answer(want).then((answer) => core.announceOsKey(answer)),
    onWantProxy: (url) => proxies.follow(url),
    onWantDrag: (paths) => dragOut(window.current, paths),
  })
  const camera = new CameraDoor()
  const osKey = new OsKeyFile(path.join(userData, 'os-key'), safeStorage)
  // The relay last: core may still have something to hand over.
  const stopAll = (): Promise<void> => core.stop().then(() => relay.stop())
  const remember = core.remember.bind(core)
  const language = () => languageOf(settings.value.preferences.language, app.getPreferredSystemLanguages())
  const locale = () => localeOf(language(), [app.getSystemLocale(), ...app.getPreferredSystemLanguages()])
  const proxies = new SystemProxies(session.defaultSession, (url, answer) => core.announceProxy(url, answer))
  const bridge = openBridge({
    window: () => window.current,
    remember,
    connectCore: (port) => core.connect(port),
    handlers: createHostHandlers({
      ...{ settings, language, locale, remember },
      window: () => window.get(),
      core: { state: () => core.state, restart: () => core.start() },
      onPreferences: (chosen) => {
        bridge.announceHost()
        desktop.prefer(chosen)
      },
      camera,
      updates: openUpdates(settings, { verify: core.verifyFeed.bind(core), onChange: () => bridge.announceHost() }),
      about: { outDirectory, stopAll, forgetLogin: () => setOpensAtLogin(false) },
    }),
  })
  const desktop = new Desktop({
    ...{ settings, language, locale, remember },
    ...{ iconDirectory: path.join(here, 'tray'), window },
    intend: (intent) => bridge.intend(intent),
    wish: (wish) => core.wish(wish),
  })

  followSystem({ core, relay, proxies, window, openings, desktop })
  quitAfter(stopAll)
  serveAppFiles(path.join(outDirectory, 'renderer'))
  confine(session.defaultSession, camera)
  if (settings.value.embeddedRelay) void relay.use(settings.value.embeddedRelay)
  core.start()
  void desktop.begin()
}

type Parts = {
  readonly core: CoreHost
  readonly relay: EmbeddedRelayHost
  readonly proxies: SystemProxies
  readonly window: OneWindow
  readonly openings: Openings
  readonly desktop: Desktop
}

/** Started once more, clicked in the dock, the last window closed, asleep and awake. */
function followSystem({ core, relay, proxies, window, openings, desktop }: Parts): void {
  app.on('second-instance', (_event, commandLine) => {
    if (!wasOpenedHidden(commandLine)) window.show()
    openings.takeCommandLine(commandLine.slice(1))
  })
  app.on('activate', window.show)
  app.on('window-all-closed', () => void desktop.windowsClosed())
  powerMonitor.on('suspend', () => core.announcePower('suspend'))
  powerMonitor.on('resume', () => {
    relay.look()
    proxies.look()
    core.announcePower('resume')
  })
}

/** Whose links are ours, and under which name notifications are shown: `appId` of electron-builder.yml. */
function introduceToWindows(): void {
  app.setAppUserModelId('app.siegel.desktop')
  if (app.isPackaged) app.setAsDefaultProtocolClient('siegel')
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
  const openings = new Openings(process.argv.slice(1))
  if (process.platform === 'win32') introduceToWindows()
  void app.whenReady().then(() => run(openings))
} else {
  app.exit(0)
}
