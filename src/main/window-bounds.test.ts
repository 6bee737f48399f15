// Where the window opens.
import { describe, expect, it } from 'vitest'
import { openingBounds } from './window-bounds.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: 0, width: 1280, height: 1000 }

describe('opening bounds', () => {
  it('opens at the usual size, centred, the first time', () => {
    expect(openingBounds(null, [screen])).toEqual({ width: 1280, height: 800 })
  })

  it('opens where it was, on any screen', () => {
    const was = { x: 2000, y: 50, width: 1100, height: 700 }
    expect(openingBounds(was, [screen, second])).toEqual(was)
  })

  it('opens on a screen to the left of the first, whose places are below zero', () => {
    const was = { x: -1200, y: -40, width: 1100, height: 700 }
    const left = { x: -1280, y: -100, width: 1280, height: 1000 }
    expect(openingBounds(was, [screen, left])).toEqual(was)
    expect(openingBounds(was, [screen])).toEqual({ width: 1100, height: 700 })
  })

  it('is no larger than its screen, when another stands in its place', () => {
    const was = { x: 0, y: 0, width: 3000, height: 1900 }
    expect(openingBounds(was, [screen])).toEqual({ x: 0, y: 0, width: 1920, height: 1040 })
  })

  it('keeps the size but not the place when that screen is gone', () => {
    expect(openingBounds({ x: 2000, y: 50, width: 1100, height: 700 }, [screen])).toEqual({ width: 1100, height: 700 })
  })

  it('is never smaller than everything needs, nor with its title bar out of reach', () => {
    expect(openingBounds({ x: 0, y: 0, width: 300, height: 200 }, [screen])).toEqual({
      x: 0,
      y: 0,
      width: 960,
      height: 600,
    })
    expect(openingBounds({ x: 0, y: -500, width: 1000, height: 700 }, [screen])).toEqual({ width: 1000, height: 700 })
  })
})
