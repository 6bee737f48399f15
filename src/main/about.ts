// Answers what Siegel is made of, and takes it off this computer. Main process.
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { release } from 'node:os'
import path from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { licences } from '../shared/ipc/about.ts'
import { BridgeRefused, type HostHandlers } from '../shared/ipc/dispatch.ts'
import type { Texts } from '../shared/i18n/index.ts'

export type AboutContext = {
  readonly window: () => BrowserWindow
  readonly texts: () => Texts
  /** Of what the build wrote. */
  readonly outDirectory: string
  /** Ends core and relay; nothing is written afterwards. */
  readonly stopAll: () => Promise<void>
  /** Nothing starts with the session any more. */
  readonly forgetLogin: () => void
}

type AboutHandlers = { [K in keyof HostHandlers as K extends `about.${string}` ? K : never]: HostHandlers[K] }

/** What lies in the folder of user data besides Chromium's own. */
const own = ['profile', 'relay', 'os-key', 'host.json']

export function createAboutHandlers({ window, texts, outDirectory, ...context }: AboutContext): AboutHandlers {
  // Only after a person said so in a window of the system, which no page can answer.
  let isConfirmed = false
  return {
    'about.versions': () => ({
      app: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
      system: `${process.platform} ${release()} (${process.arch})`,
    }),
    'about.licences': async () => {
      const file = path.join(outDirectory, 'licences.json')
      return existsSync(file) ? licences.parse(JSON.parse(await readFile(file, 'utf8'))) : []
    },
    'about.confirmRemoval': async () => {
      const t = texts()
      const buttons = [t('common.cancel'), t('leaving.remove.do')]
      const question = { type: 'warning', buttons, defaultId: 0, cancelId: 0, noLink: true } as const
      const message = { message: t('leaving.remove.sure'), detail: t('leaving.remove.last') }
      isConfirmed = (await dialog.showMessageBox(window(), { ...question, ...message })).response === 1
      return { confirmed: isConfirmed }
    },
    'about.remove': async () => {
      if (!isConfirmed) throw new BridgeRefused('E_CONSENT', 'nobody confirmed')
      context.forgetLogin()
      await context.stopAll()
      for (const name of own) await rm(path.join(app.getPath('userData'), name), { recursive: true, force: true })
      app.exit(0)
      return null
    },
  }
}
