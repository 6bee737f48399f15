// Siegel outside its window: tray, notifications, native menu, locking by itself, links and card files that the system hands over. Main
// process; it only passes on what core says and what a person chooses.
import { app, dialog, Menu } from 'electron'
import { createTranslator, formatters, type Language } from '../../shared/i18n/index.ts'
import type { OutsideMessage, Wish } from '../../shared/ipc/core-process.ts'
import type { HostState, Preferences } from '../../shared/ipc/host.ts'
import type { HostIntent } from '../../shared/ipc/host-intent.ts'
import type { Overall, Overview } from '../../shared/ipc/overview.ts'
import type { HostSettingsFile } from '../host-settings.ts'
import { localItemOf, type RememberPath } from '../local-items.ts'
import type { OneWindow } from '../one-window.ts'
import { appMenuOf } from './app-menu.ts'
import { AutoLock } from './auto-lock.ts'
import type { Opening } from './deep-link.ts'
import { hasTray } from './has-tray.ts'
import { opensAtLogin, setOpensAtLogin, wasOpenedByMac, wasOpenedHidden } from './login-item.ts'
import { Notifications } from './notifications.ts'
import { StatusIcon } from './tray.ts'
import type { TrayAction } from './tray-menu.ts'
import type { Words } from './words.ts'

export { setOpensAtLogin, wasOpenedHidden } from './login-item.ts'
export { Openings } from './openings.ts'

export type DesktopOptions = {
  readonly settings: HostSettingsFile
  readonly language: () => Language
  readonly locale: () => string
  /** Of the drawings for the tray. */
  readonly iconDirectory: string
  readonly window: OneWindow
  /** Tells the page. */
  readonly intend: (intent: HostIntent) => void
  readonly wish: (wish: Wish) => void
  readonly remember: RememberPath
}

/** Without names: what is shown while nothing is open. */
const bare = (overall: Overall): Overview => ({
  ...{ overall, pause: null, lastSuccess: null },
  ...{ transfers: [], moreTransfers: 0, recent: [] },
})

export class Desktop {
  readonly #options: DesktopOptions
  readonly #icon: StatusIcon
  readonly #notifications: Notifications
  #overview = bare({ kind: 'starting' })

  constructor(options: DesktopOptions) {
    this.#options = options
    const { settings, window, iconDirectory, wish } = options
    const words = () => this.#words()
    const preferences = () => settings.value.preferences
    const lock = new AutoLock({ preferences, lock: () => wish({ kind: 'lock' }) })
    this.#icon = new StatusIcon(this.#overview, {
      directory: iconDirectory,
      words,
      onAction: (action) => this.#carryOut(action),
    })
    this.#notifications = new Notifications({
      words,
      preferences: () => preferences().notifications,
      isLookedAt: () => window.current?.isFocused() ?? false,
      isScreenLocked: () => lock.isScreenLocked,
      onClick: this.#intend,
    })
    this.#drawMenu()
  }

  /** Draws what is there at the start, and shows the window unless the session started this. */
  async begin(): Promise<void> {
    const { settings, window } = this.#options
    const startAtLogin = opensAtLogin()
    // What the system says counts: people change it there, too. The entry may name a place that the program has left.
    if (startAtLogin) setOpensAtLogin(true)
    if (startAtLogin !== settings.value.preferences.startAtLogin)
      settings.update({ preferences: { ...settings.value.preferences, startAtLogin } })
    const isHidden = wasOpenedHidden(process.argv) || wasOpenedByMac()
    if (!isHidden || !(await hasTray())) window.show()
  }

  receive(message: OutsideMessage): void {
    if (message.kind === 'overview') this.#show(message.overview)
    else this.#notifications.tell(message.notice)
  }

  followCore(state: HostState['core']): void {
    if (state !== 'running') this.#show(bare({ kind: state === 'gave-up' ? 'failed' : 'starting' }))
  }

  /** The language may be another. */
  prefer({ startAtLogin }: Preferences): void {
    if (startAtLogin !== opensAtLogin()) setOpensAtLogin(startAtLogin)
    this.#icon.refresh()
    this.#drawMenu()
  }

  /** The last window was closed: the app goes on where there is an icon to bring the window back, and says so once. */
  async windowsClosed(): Promise<void> {
    if (!(await hasTray())) {
      app.quit()
      return
    }
    const { settings } = this.#options
    if (settings.value.toldAboutTray) return
    settings.update({ toldAboutTray: true })
    const { t } = this.#words()
    if (this.#notifications.say(t('tray.stays'), t('tray.staysText')) === null)
      await dialog.showMessageBox({ message: t('tray.stays'), detail: t('tray.staysText') })
  }

  async open(opening: Opening): Promise<void> {
    const { remember } = this.#options
    if (opening.kind === 'refused') {
      await this.#refuse(opening.what)
    } else if (opening.kind === 'link') {
      const { link } = opening
      if (link.kind === 'invitation') this.#intend(link)
      else this.#intend({ kind: 'add-contact', text: link.text, file: null })
    } else {
      const file = await localItemOf(opening.path, app.getPath('home'), remember)
      if (file?.kind === 'file') this.#intend({ kind: 'add-contact', text: null, file })
      else await this.#refuse('file')
    }
  }

  readonly #intend = (intent: HostIntent): void => {
    this.#options.window.show()
    this.#options.intend(intent)
  }

  #show(overview: Overview): void {
    const wasOpen = this.#isOpen
    this.#overview = overview
    this.#icon.show(overview)
    if (this.#isOpen === wasOpen) return
    this.#drawMenu()
    if (!this.#isOpen) this.#notifications.takeBack()
  }

  get #isOpen(): boolean {
    return !['starting', 'new', 'locked', 'failed'].includes(this.#overview.overall.kind)
  }

  /** A link or file that is not one of ours: a sentence, and nothing of what it said. */
  async #refuse(what: 'link' | 'file'): Promise<void> {
    const { t } = this.#words()
    const [message, detail] =
      what === 'link' ? [t('link.refused'), t('link.refusedText')] : [t('link.fileRefused'), t('link.fileRefusedText')]
    await dialog.showMessageBox({ type: 'warning', message, detail })
  }

  #carryOut(action: TrayAction): void {
    const { wish, window } = this.#options
    if (action.kind === 'quit') app.quit()
    else if (action.kind === 'wish') wish(action.wish)
    else if (action.intent === null) window.show()
    else this.#intend(action.intent)
  }

  #words(): Words {
    const { language, locale } = this.#options
    return { t: createTranslator(language()).t, format: formatters(locale()), now: Date.now() }
  }

  #drawMenu(): void {
    const { wish } = this.#options
    const template = appMenuOf({
      t: this.#words().t,
      isMac: process.platform === 'darwin',
      isOpen: this.#isOpen,
      onIntent: this.#intend,
      onLock: () => wish({ kind: 'lock' }),
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
}
