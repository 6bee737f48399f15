// The CSP hashes of the `<style>` elements that React Aria adds at run time, computed from the installed library's own text.
// The list in src/main/content-security.ts is compared with them by csp-hashes.test.ts.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const modules = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs']

/** In the order of `modules`; throws if the library's text no longer has the expected form. */
export function styleHashesOfReactAria(): string[] {
  const library = path.join(
    path.dirname(createRequire(import.meta.url).resolve('react-aria/package.json')),
    'dist/private',
  )
  return modules.map((file) => {
    const styles = /textContent = `([\s\S]*?)`\.trim\(\)/u.exec(readFileSync(path.join(library, file), 'utf8'))?.[1]
    const text = styles?.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/u, 'data-react-aria-pressable').trim()
    if (text === undefined || text.includes('${')) throw new Error(`${file}: no style text of the known form`)
    return `sha256-${createHash('sha256').update(text).digest('base64')}`
  })
}
