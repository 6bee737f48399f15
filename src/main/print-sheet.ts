// Prints a page of our own, or makes a PDF of it in memory. The page has a session of its own that is forgotten, runs no script, and
// asks nothing of anybody. Main process.
import { randomUUID } from 'node:crypto'
import { BrowserWindow, session, type WebContents } from 'electron'
import { appOrigin } from './app-files.ts'

const paper = { pageSize: 'A4', printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true } as const
const address = `${appOrigin}/sheet`
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
}

/** A PDF of `page`, an HTML document, tagged for those who have it read to them. Nothing is written anywhere. */
export const pdfOf = (page: string): Promise<Buffer> => withPage(page, (contents) => contents.printToPDF(paper))

/** The system's print dialog. False: the person cancelled, or there is no printer. */
export const print = (page: string): Promise<boolean> =>
  withPage(
    page,
    (contents) =>
      new Promise((resolve) => contents.print({ silent: false, printBackground: true }, (success) => resolve(success))),
  )

async function withPage<T>(page: string, use: (contents: WebContents) => Promise<T>): Promise<T> {
  // Without "persist:" it lives in memory.
  const own = session.fromPartition(`sheet-${randomUUID()}`, { cache: false })
  // What a PDF says of its maker.
  own.setUserAgent('Siegel')
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== address }))
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.protocol.handle('app', () => new Response(page, { headers }))
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  try {
    await window.loadURL(address)
    return await use(window.webContents)
  } finally {
    window.destroy()
    await own.clearData().catch(() => undefined)
  }
}
