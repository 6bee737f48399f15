// The icons that are checked in are the seal of build/icon.svg, in every size that a system asks for.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { build, drawIcons } from './index.ts'

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const widthOf = (picture: Buffer) => {
  expect(picture.subarray(0, 8)).toEqual(png)
  return picture.readUInt32BE(16)
}

test('every icon is what the seal draws today', async () => {
  const drawn = await drawIcons()
  expect(drawn.size).toBe(11)
  for (const [name, content] of drawn) {
    expect(readFileSync(path.join(build, name)).equals(content), `${name}: node tools/icons/index.ts`).toBe(true)
    const size = /(\d+)x\1\.png/.exec(name)?.[1]
    if (size !== undefined) expect(widthOf(Buffer.from(content))).toBe(Number(size))
  }
})

test('Windows finds seven sizes in the ICO, each where the directory says', () => {
  const ico = readFileSync(path.join(build, 'icon.ico'))
  const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => 6 + 16 * index)
  const sizes = entries.map((at) => {
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)]
    const width = widthOf(ico.subarray(offset, offset + length))
    expect(ico.readUInt8(at)).toBe(width % 256)
    return width
  })
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
})

test('macOS finds in the ICNS the width that each type stands for', () => {
  const icns = readFileSync(path.join(build, 'icon.icns'))
  expect(icns.toString('latin1', 0, 4)).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  const widths: Record<string, number> = {}
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    widths[icns.toString('latin1', at, at + 4)] = widthOf(icns.subarray(at + 8))
  expect(widths).toEqual({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 })
})
