// Answers the calls about the recovery kit: saved as PDF where the person says, readable by them alone, or printed. Main process.
import { chmod, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { createTranslator, formatters, localeOf, type Language } from '../shared/i18n/index.ts'
import { BridgeRefused, type HostHandlers } from '../shared/ipc/dispatch.ts'
import type { RecoverySheet } from '../shared/ipc/host.ts'
import { pdfOf, print } from './print-sheet.ts'
import { sheetPage } from './recovery-sheet.ts'

export type KitContext = { readonly window: () => BrowserWindow; readonly language: () => Language }

function pageOf(language: Language, sheet: RecoverySheet): string {
  const locale = localeOf(language, [app.getSystemLocale(), ...app.getPreferredSystemLanguages()])
  return sheetPage(sheet, formatters(locale).day(Date.now()), createTranslator(language).t)
}

/** `name` is null when the person cancelled. Throws E_PATH. */
async function saveKit(context: KitContext, sheet: RecoverySheet): Promise<{ name: string | null }> {
  const { t } = createTranslator(context.language())
  const { filePath } = await dialog.showSaveDialog(context.window(), {
    title: t('host.save.kit'),
    defaultPath: path.join(app.getPath('documents'), t('kit.fileName')),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (!filePath) return { name: null }
  const bytes = await pdfOf(pageOf(context.language(), sheet))
  try {
    await writeFile(filePath, bytes, { mode: 0o600 })
    await chmod(filePath, 0o600)
  } catch (error) {
    throw new BridgeRefused('E_PATH', error instanceof Error && 'code' in error ? String(error.code) : 'write')
  } finally {
    bytes.fill(0)
  }
  return { name: path.basename(filePath) }
}

export const createKitHandlers = (context: KitContext): Pick<HostHandlers, 'host.saveKit' | 'host.printKit'> => ({
  'host.saveKit': (sheet) => saveKit(context, sheet),
  'host.printKit': async (sheet) => ({ printed: await print(pageOf(context.language(), sheet)) }),
})
