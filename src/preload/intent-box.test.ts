// What menu, tray and links want of a page that may not be there yet.
import { describe, expect, it, vi } from 'vitest'
import { IntentBox } from './intent-box.ts'

describe('intents of the host', () => {
  it('wait for the first listener, the newest only, and are heard once', () => {
    const box = new IntentBox()
    box.put({ kind: 'settings' })
    box.put({ kind: 'search' })
    const first = vi.fn()
    box.onIntent(first)
    box.onIntent(first)
    expect(first.mock.calls).toEqual([[{ kind: 'search' }]])
  })

  it('reach every listener until it stops', () => {
    const box = new IntentBox()
    const [stays, goes] = [vi.fn(), vi.fn()]
    box.onIntent(stays)
    box.onIntent(goes)()
    box.put({ kind: 'new-space' })
    expect(stays).toHaveBeenCalledWith({ kind: 'new-space' })
    expect(goes).not.toHaveBeenCalled()
  })

  it.each([null, 'search', {}, { kind: 'quit' }, { kind: 'search', more: 1 }, { kind: 'open-space', space: '../x' }])(
    'T78 what is none (%j) never reaches the page',
    (raw) => {
      const box = new IntentBox()
      const heard = vi.fn()
      box.put(raw)
      box.onIntent(heard)
      box.put(raw)
      expect(heard).not.toHaveBeenCalled()
    },
  )
})
