// Serves the window's own files as app://siegel and refuses every other request. Main process. DESIGN.md "Processes".
import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { responseHeaders } from './content-security.ts'
import type { CameraDoor } from './camera-door.ts'
import { fileOf } from './file-address.ts'

export const appOrigin = 'app://siegel'

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function serveAppFiles(root: string): void {
  protocol.handle('app', async (request) => {
    const found = request.method === 'GET' ? fileOf(root, request.url) : null
    const body = found && (await readFile(found.file).catch(() => null))
    if (!found || !body) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), { headers: { ...responseHeaders, 'content-type': found.contentType } })
  })
}

/** Nothing in the window may ask anything but our own origin, nor be granted any permission but the camera, when a person wants it. */
export function confine(session: Session, camera: CameraDoor): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith(`${appOrigin}/`) && !url.startsWith('devtools:') })
  })
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(camera.allows(permission, isOwn(details.requestingUrl), 'mediaTypes' in details ? details : {})),
  )
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    camera.allows(permission, isOwn(origin), details),
  )
  session.on('will-download', (event) => event.preventDefault())
}

const isOwn = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`)
