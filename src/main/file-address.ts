// Which file of the app an address of the window names. Pure; main process.
import path from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Null for anything but a file of a known kind below `root`. */
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
