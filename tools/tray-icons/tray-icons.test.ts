// The icons of the tray are those the script draws, each told apart without its colour.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { drawTrayIcons, trayDirectory } from './index.ts'

const drawn = await drawTrayIcons()
const states = [...drawn.keys()].flatMap((name) => /^([a-z-]+)\.png$/.exec(name)?.[1] ?? [])

it('what is checked in is what the script draws, and nothing else', () => {
  expect(readdirSync(trayDirectory).sort()).toEqual([...drawn.keys()].sort())
  for (const [name, content] of drawn)
    expect(Buffer.from(content).equals(readFileSync(path.join(trayDirectory, name))), name).toBe(true)
})

it('there is one for each state, crisp in every size: drawn for it and not scaled', () => {
  expect(states).toHaveLength(9)
  for (const state of states)
    for (const [scale, size] of [
      ['', 16],
      ['@1.25x', 20],
      ['@1.5x', 24],
      ['@2x', 32],
      ['@3x', 48],
    ] as const) {
      const png = Buffer.from(drawn.get(`${state}${scale}.png`) ?? [])
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    }
})

it('without any colour, as macOS draws them, no two are alike', () => {
  const templates = states.map((state) => Buffer.from(drawn.get(`${state}Template.png`) ?? []).toString('base64'))
  expect(new Set(templates).size).toBe(states.length)
})
