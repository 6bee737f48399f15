// Updates as the window sees them: off until an address is named, checked and downloaded when asked, installed when Siegel is quit.
// Main process. ADR 5.
import type { AppUpdater } from 'electron-updater'
import { BridgeRefused, type HostHandlers } from '../../shared/ipc/dispatch.ts'
import type { UpdateState } from '../../shared/ipc/updates.ts'
import { isOlder, type PackageKind } from './feed.ts'
import { SignedFeed, UpdateRefused, type SignedFeedOptions, type VerifyFeed } from './signed-feed.ts'

export type UpdateSettings = { readonly address: string | null; readonly newestSeen: string | null }

export type UpdatesOptions = {
  /** What downloads and installs; null where this build takes no updates. */
  readonly updater: AppUpdater | null
  readonly installed: { readonly version: string; readonly kind: PackageKind; readonly arch: string }
  readonly settings: { read(): UpdateSettings; write(settings: UpdateSettings): void }
  readonly verify: VerifyFeed
  readonly onChange: () => void
}

type UpdateHandlers = { [K in keyof HostHandlers as K extends `updates.${string}` ? K : never]: HostHandlers[K] }

export class Updates {
  readonly #options: UpdatesOptions
  #state: UpdateState

  constructor(options: UpdatesOptions) {
    this.#options = options
    this.#state = this.#resting(null)
    const { updater } = options
    if (updater === null) return
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = false
    updater.allowDowngrade = false
    updater.disableDifferentialDownload = true
    updater.logger = null
    // Without a listener its failures would end the app; each call below answers its own.
    updater.on('error', () => undefined)
    updater.on('download-progress', ({ percent }) => {
      if (this.#state.kind === 'downloading') this.#enter({ ...this.#state, part: Math.min(1, percent / 100) })
    })
  }

  get state(): UpdateState {
    return this.#state
  }

  handlers(): UpdateHandlers {
    const { settings, installed } = this.#options
    return {
      'updates.state': () => ({
        address: settings.read().address,
        version: installed.version,
        state: this.#state,
      }),
      'updates.setAddress': ({ address }) => {
        // What another address offered before says nothing about this one.
        if (address !== settings.read().address) settings.write({ address, newestSeen: null })
        this.#enter(this.#resting(null))
        return null
      },
      'updates.check': () => {
        void this.check()
        return null
      },
      'updates.download': () => {
        if (this.#state.kind !== 'available') throw new BridgeRefused('E_GONE', 'no update')
        void this.download()
        return null
      },
      'updates.installOnQuit': ({ install }) => {
        this.#installOnQuit(install)
        return null
      },
    }
  }

  async check(): Promise<void> {
    const { updater, settings, installed, verify } = this.#options
    const { address } = settings.read()
    if (updater === null || address === null || this.#state.kind === 'checking' || this.#state.kind === 'downloading')
      return
    const feed: SignedFeedOptions = {
      address,
      verify,
      installation: () => ({ ...installed, newestSeen: settings.read().newestSeen }),
      onSeen: (newestSeen) => settings.write({ address, newestSeen }),
    }
    updater.autoInstallOnAppQuit = false
    this.#enter({ kind: 'checking' })
    await this.#attempt(async () => {
      updater.setFeedURL({ provider: 'custom', updateProvider: SignedFeed, ...feed } as never)
      const found = await updater.checkForUpdates()
      const version = found?.updateInfo.version ?? installed.version
      return isOlder(installed.version, version) ? { kind: 'available', version } : this.#resting(Date.now())
    })
  }

  async download(): Promise<void> {
    const { updater, installed } = this.#options
    if (updater === null || this.#state.kind !== 'available') return
    const { version } = this.#state
    this.#enter({ kind: 'downloading', version, part: 0 })
    await this.#attempt(async () => {
      // Else it would not wait for the end of the app at all.
      updater.autoInstallOnAppQuit = true
      await updater.downloadUpdate()
      // macOS has the update in its own hands by now.
      updater.autoInstallOnAppQuit = installed.kind === 'zip'
      return { kind: 'ready', version, onQuit: updater.autoInstallOnAppQuit }
    })
  }

  #installOnQuit(install: boolean): void {
    const { updater } = this.#options
    if (updater === null || this.#state.kind !== 'ready') throw new BridgeRefused('E_GONE', 'no update is ready')
    updater.autoInstallOnAppQuit = install || this.#options.installed.kind === 'zip'
    this.#enter({ ...this.#state, onQuit: updater.autoInstallOnAppQuit })
  }

  async #attempt(work: () => Promise<UpdateState>): Promise<void> {
    const { address } = this.#options.settings.read()
    const state = await work().catch((error: unknown): UpdateState => ({ kind: 'refused', problem: problemOf(error) }))
    // Another address was named meanwhile: what this one said is of no interest any more.
    if (this.#options.settings.read().address === address) this.#enter(state)
  }

  #resting(checkedAt: number | null): UpdateState {
    if (this.#options.updater === null) return { kind: 'unavailable' }
    return this.#options.settings.read().address === null ? { kind: 'off' } : { kind: 'newest', checkedAt }
  }

  #enter(state: UpdateState): void {
    this.#state = state
    this.#options.onChange()
  }
}

function problemOf(error: unknown): Extract<UpdateState, { kind: 'refused' }>['problem'] {
  if (error instanceof UpdateRefused) return error.problem
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ERR_CHECKSUM_MISMATCH' ? 'damaged' : 'unreached'
}
