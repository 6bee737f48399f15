// `node tools/tray-icons/index.ts`: draws the icons of the tray: one for each state, told apart by its sign and not by its colour alone.
// What it draws is checked in (build/tray); its test draws anew and compares. Everything lies on a grid of 16: crisp in every size.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

export const trayDirectory = fileURLToPath(new URL('../../build/tray', import.meta.url))

/** What Electron looks for beside the plain name, and the pixels of it. */
const scales = { '': 16, '@1.25x': 20, '@1.5x': 24, '@2x': 32, '@3x': 48 } as const
/** macOS colours its menu bar itself: black and transparent. */
const templateScales = { '': 16, '@2x': 32, '@3x': 48 } as const

const line = (width: number) =>
  `fill="none" stroke="#fff" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`
const seal = '<path transform="scale(0.5714) translate(-2 -2)" d="SEAL"/>'
const octagon = '<path d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z"/>'
const ring = '<path fill-rule="evenodd" d="M8 0a8 8 0 1 1 0 16A8 8 0 1 1 8 0zM8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z"/>'

type Drawing = { readonly colour: string; readonly body: string; readonly sign: string }

const grey = '#737b8c'
/** `sign` is white on the body and cut out of it where only black and transparent are allowed. */
const drawings: Readonly<Record<string, Drawing>> = {
  'up-to-date': { colour: '#14805e', body: seal, sign: `<path ${line(2)} d="M4.5 8.5 7 11l4.5-5.5"/>` },
  syncing: {
    colour: '#2d5bff',
    body: seal,
    sign: `<path ${line(1.6)} d="M5.5 11.5v-7M3.5 6.5l2-2 2 2M10.5 4.5v7M8.5 9.5l2 2 2-2"/>`,
  },
  paused: { colour: grey, body: seal, sign: '<path fill="#fff" d="M5 4h2v8H5zM9 4h2v8H9z"/>' },
  offline: { colour: grey, body: `${ring}<path d="m3.6 11.2 7.6-7.6 1.2 1.2-7.6 7.6z"/>`, sign: '' },
  'needs-you': { colour: '#b45309', body: seal, sign: '<path fill="#fff" d="M7 3h2v6H7zM7 11h2v2H7z"/>' },
  error: { colour: '#c81e3a', body: octagon, sign: `<path ${line(2)} d="m5 5 6 6m0-6-6 6"/>` },
  locked: {
    colour: '#5b6478',
    body: seal,
    sign: '<path fill="#fff" fill-rule="evenodd" d="M5 7V6a3 3 0 0 1 6 0v1h1v5H4V7zM6.5 7h3V6a1.5 1.5 0 0 0-3 0z"/>',
  },
  waiting: { colour: grey, body: seal, sign: '<path fill="#fff" d="M3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2z"/>' },
  plain: {
    colour: '#2d5bff',
    body: seal,
    sign: '<path fill="#fff" d="M8 4a2.2 2.2 0 0 0-1 4.1V12h2V8.1A2.2 2.2 0 0 0 8 4z"/>',
  },
}

/** The outline of the seal in build/icon.svg, without its keyhole. */
function sealOutline(): string {
  const icon = readFileSync(fileURLToPath(new URL('../../build/icon.svg', import.meta.url)), 'utf8')
  const outline = / d="([^z]+z)/.exec(icon)?.[1]
  if (outline === undefined) throw new Error('build/icon.svg holds no outline')
  return outline
}

function svgOf({ colour, body, sign }: Drawing, isTemplate: boolean): string {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
  if (!isTemplate) return `${svg}<g fill="${colour}">${body}</g>${sign}</svg>`
  const hole = sign.replaceAll('#fff', '#000')
  return `${svg}<mask id="m"><path fill="#fff" d="M0 0h16v16H0z"/>${hole}</mask><g mask="url(#m)">${body}</g></svg>`
}

/** File name in `build/tray` → PNG. Call it once a process. */
export async function drawTrayIcons(): Promise<ReadonlyMap<string, Uint8Array>> {
  await initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
  const outline = sealOutline()
  const files = new Map<string, Uint8Array>()
  for (const [state, drawing] of Object.entries(drawings)) {
    const add = (name: string, size: number, isTemplate: boolean) => {
      const svg = svgOf(drawing, isTemplate).replace('SEAL', outline)
      files.set(name, new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng())
    }
    for (const [scale, size] of Object.entries(scales)) add(`${state}${scale}.png`, size, false)
    for (const [scale, size] of Object.entries(templateScales)) add(`${state}Template${scale}.png`, size, true)
  }
  return files
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(trayDirectory, { recursive: true })
  for (const [name, content] of await drawTrayIcons()) writeFileSync(`${trayDirectory}/${name}`, content)
}
