// Answers the `host` channels: dialogs, clipboard, appearance, starting core anew. Main process; no business rules.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { app, clipboard, dialog, nativeTheme, systemPreferences, type BrowserWindow } from 'electron'
import { BridgeRefused, type HostHandlers } from '../shared/ipc/dispatch.ts'
import type { HostState, Preferences } from '../shared/ipc/host.ts'
import { createTranslator, type Language } from '../shared/i18n/index.ts'
import { createAboutHandlers, type AboutContext } from './about.ts'
import type { CameraDoor } from './camera-door.ts'
import type { HostSettingsFile } from './host-settings.ts'
import { localItemOf, targetOf, type RememberPath } from './local-items.ts'
import type { Updates } from './updates/index.ts'
import { createKitHandlers } from './recovery-kit.ts'

export type HostContext = {
  readonly settings: HostSettingsFile
  readonly window: () => BrowserWindow
  readonly language: () => Language
  readonly locale: () => string
  readonly core: { state(): HostState['core']; restart(): void }
  readonly remember: RememberPath
  readonly onPreferences: (preferences: Preferences) => void
  readonly camera: CameraDoor
  readonly updates: Updates
  readonly about: Pick<AboutContext, 'outDirectory' | 'stopAll' | 'forgetLogin'>
}

export function createHostHandlers(context: HostContext): HostHandlers {
  const { settings, window, language, locale, core, remember, onPreferences, camera } = context
  const texts = () => createTranslator(language()).t
  const pick = async (options: Electron.OpenDialogOptions) => {
    const { filePaths } = await dialog.showOpenDialog(window(), options)
    return filePaths[0] === undefined ? null : localItemOf(filePaths[0], app.getPath('home'), remember)
  }
  return {
    ...context.updates.handlers(),
    ...createAboutHandlers({ ...context.about, window, texts }),
    ...createKitHandlers(context),
    'host.useCamera': () => useCamera(camera),
    'host.state': () => ({
      core: core.state(),
      preferences: settings.value.preferences,
      language: language(),
      locale: locale(),
    }),
    'host.setPreferences': (change) => {
      const chosen = Object.entries(change).filter(([, value]) => (value as unknown) !== undefined)
      const preferences = { ...settings.value.preferences, ...Object.fromEntries(chosen) }
      settings.update({ preferences })
      nativeTheme.themeSource = preferences.theme
      onPreferences(preferences)
      return null
    },
    'host.pickFolder': ({ use }) =>
      pick({
        title: texts()(`host.pick.${use}`),
        buttonLabel: texts()('host.pick.button'),
        properties: ['openDirectory', 'createDirectory'],
      }),
    'host.pickCard': () =>
      pick({
        title: texts()('host.pick.card'),
        properties: ['openFile'],
        filters: [{ name: texts()('host.cardFiles'), extensions: ['siegel-card', 'txt'] }],
      }),
    'host.pickCertificates': () =>
      pick({
        title: texts()('relay.network.certificates'),
        properties: ['openFile'],
        filters: [{ name: texts()('relay.network.certificates'), extensions: ['pem', 'crt', 'cer'] }],
      }),
    'host.pickFiles': () => pickFiles(context, texts()('host.pick.files')),
    'host.saveText': async ({ use, fileName, text }) => {
      const defaultPath = path.join(app.getPath('documents'), path.basename(fileName))
      const { filePath } = await dialog.showSaveDialog(window(), { title: texts()(`host.save.${use}`), defaultPath })
      if (!filePath) return { name: null }
      await writeFile(filePath, text, { mode: 0o644 }).catch((error: unknown) => {
        throw new BridgeRefused('E_PATH', error instanceof Error && 'code' in error ? String(error.code) : 'write')
      })
      return { name: path.basename(filePath) }
    },
    'host.pickTarget': ({ use, fileName }) => pickTarget(context, texts()(`host.save.${use}`), fileName),
    'host.copyText': async ({ text }) => {
      await clipboard.writeText(text)
      return null
    },
    'host.restartCore': () => {
      core.restart()
      return null
    },
  }
}

/** Null: the person cancelled. */
async function pickTarget({ window, remember }: HostContext, title: string, fileName: string) {
  const defaultPath = path.join(app.getPath('documents'), path.basename(fileName))
  const { filePath } = await dialog.showSaveDialog(window(), { title, defaultPath })
  return filePath ? targetOf(filePath, remember) : null
}

/** macOS asks the person itself, once. */
async function useCamera(camera: CameraDoor): Promise<{ may: boolean }> {
  camera.open()
  return { may: process.platform !== 'darwin' || (await systemPreferences.askForMediaAccess('camera')) }
}

async function pickFiles({ window, remember }: HostContext, title: string) {
  const { filePaths } = await dialog.showOpenDialog(window(), { title, properties: ['openFile', 'multiSelections'] })
  const chosen = filePaths.slice(0, 100).map((file) => localItemOf(file, app.getPath('home'), remember))
  return (await Promise.all(chosen)).filter((item) => item !== null)
}
