// React Spectrum loads its typeface from use.typekit.net in two ways: the rules of `font-faces.css`, and the `<Fonts/>` component inside
// `<Provider>`. Both modules are replaced by nothing; the system fonts named next in each stack take over.
// At the end the build fails if any remote address is left, so that a new version of the library cannot bring it back unnoticed.
import type { Plugin } from 'vite'

const fontModule = /@react-spectrum[\\/]s2[\\/]dist[\\/]private[\\/]Fonts\.[mc]js$/
const fontCss = /@react-spectrum[\\/]s2[\\/]dist[\\/]private[\\/]font-faces\.css$/
const remoteInCss = /url\(\s*['"]?(?:https?:)?\/\//iu

export function noRemoteFonts(): Plugin {
  let moduleReplaced = false
  return {
    name: 'no-remote-fonts',
    enforce: 'pre',
    load: {
      filter: { id: [fontModule, fontCss] },
      handler(id) {
        if (fontCss.test(id)) return ''
        moduleReplaced = true
        return 'export function Fonts() { return null }'
      },
    },
    buildEnd(error) {
      if (!error && !moduleReplaced) this.error('the Fonts module was not found: has @react-spectrum/s2 moved it?')
    },
    generateBundle(_options, bundle) {
      for (const [name, item] of Object.entries(bundle)) {
        const text = item.type === 'chunk' ? item.code : new TextDecoder().decode(Buffer.from(item.source))
        if (text.includes('typekit.net')) this.error(`${name} still names typekit.net`)
        if (name.endsWith('.css') && remoteInCss.test(text)) this.error(`${name} loads something from outside`)
      }
    },
  }
}
