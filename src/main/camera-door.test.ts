// When the page may use the camera.
import { describe, expect, it } from 'vitest'
import { CameraDoor } from './camera-door.ts'

const video = { mediaTypes: ['video'] }

describe('T78 the camera', () => {
  it('is granted for a moment after a person asked for it, and then no more', () => {
    let now = 0
    const door = new CameraDoor(() => now)
    expect(door.allows('media', true, video)).toBe(false)
    door.open()
    expect(door.allows('media', true, video)).toBe(true)
    expect(door.allows('media', true, { mediaType: 'video' })).toBe(true)
    now = 10_000
    expect(door.allows('media', true, video)).toBe(false)
  })

  it.each([
    ['media', true, { mediaTypes: ['video', 'audio'] }],
    ['media', true, { mediaTypes: ['audio'] }],
    ['media', true, { mediaTypes: [] }],
    ['media', true, { mediaType: 'audio' }],
    ['media', true, {}],
    ['media', false, video],
    ['geolocation', true, video],
    ['display-capture', true, video],
    ['clipboard-read', true, {}],
  ] as const)('nothing else comes through the open door: %s %s %o', (permission, isOwnPage, asked) => {
    const door = new CameraDoor(() => 0)
    door.open()
    expect(door.allows(permission, isOwnPage, asked)).toBe(false)
  })
})
