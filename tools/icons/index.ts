// `node tools/icons/index.ts`: draws the icons of the packages out of build/icon.svg, the seal: PNG in every size, ICO (Windows), ICNS (macOS).
// What it draws is checked in; its test draws anew and compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { icnsOf, icoOf } from './containers.ts'

export const build = fileURLToPath(new URL('../../build', import.meta.url))
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const
type Size = (typeof sizes)[number]

/** Below this size every pixel counts: the free space around the seal, which desktops expect of large icons, is left out. */
const smallest = 64

/** File name in `build/` → content. Call it once a process. */
export async function drawIcons(): Promise<ReadonlyMap<string, Uint8Array>> {
  await initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
  const whole = readFileSync(path.join(build, 'icon.svg'), 'utf8')
  const close = whole.replace('viewBox="0 0 32 32"', 'viewBox="2 2 28 28"')
  const draw = (size: Size) =>
    new Resvg(size < smallest ? close : whole, { fitTo: { mode: 'width', value: size } }).render().asPng()
  const drawn = new Map(sizes.map((size) => [size, draw(size)]))
  const of = (size: Size): Uint8Array => drawn.get(size) ?? new Uint8Array()
  return new Map([
    ...sizes.map((size) => [`icons/${size}x${size}.png`, of(size)] as const),
    ['icon.ico', icoOf(([16, 24, 32, 48, 64, 128, 256] as const).map((size) => ({ size, png: of(size) })))],
    [
      'icon.icns',
      icnsOf([
        { type: 'ic11', png: of(32) },
        { type: 'ic12', png: of(64) },
        { type: 'ic07', png: of(128) },
        { type: 'ic13', png: of(256) },
        { type: 'ic08', png: of(256) },
        { type: 'ic14', png: of(512) },
        { type: 'ic09', png: of(512) },
        { type: 'ic10', png: of(1024) },
      ]),
    ],
  ])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(path.join(build, 'icons'), { recursive: true })
  for (const [name, content] of await drawIcons()) writeFileSync(path.join(build, name), content)
}
