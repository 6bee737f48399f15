// Serves the window's own files as app://siegel and refuses every other request. Main process. DESIGN.md "Processes".
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type Session } from 'electron'
import { responseHeaders } from './content-security.ts'

export const appOrigin = 'app://siegel'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** The file below `root` that an address of the window names; null for anything else. */
export function fileOf(root: string, address: string): { readonly file: string; readonly contentType: string } | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'app:' || url.host !== 'siegel') return null
  let name: string
  try {
    name = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  const file = path.join(root, name)
  const contentType = contentTypes[path.extname(file)]
  if (name.includes('\0') || !file.startsWith(root + path.sep) || contentType === undefined) return null
  return { file, contentType }
}

export function serveAppFiles(root: string): void {
  protocol.handle('app', async (request) => {
    const found = request.method === 'GET' ? fileOf(root, request.url) : null
    const body = found && (await readFile(found.file).catch(() => null))
    if (!found || !body) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), { headers: { ...responseHeaders, 'content-type': found.contentType } })
  })
}

/** Nothing in the window may ask anything but our own origin, nor be granted any permission. */
export function confine(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith(`${appOrigin}/`) && !url.startsWith('devtools:') })
  })
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}
