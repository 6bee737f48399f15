// What the menu of a file offers, to whom, and in which state.
import { describe, expect, test } from 'vitest'
import { presets, type Preset } from '../../../shared/domain/rights.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { actionsFor } from './entry.ts'

const file = { id: 'ab', name: 'Vertrag.txt', kind: 'file', state: 'synced', reason: null, here: true } as FileEntry
const space = (preset: Preset, more: object = {}) =>
  ({ myRights: presets[preset], folder: {}, sync: { kind: 'up-to-date' }, ...more }) as Space

describe('what can be done with a file', () => {
  test('alice, who may edit, can do everything; what is here is not downloaded again', () => {
    expect(actionsFor(file, space('editor'))).toEqual(['open', 'reveal', 'rename', 'versions', 'serverSees', 'remove'])
  })

  test('bob, who may only look, changes nothing; carol, who contributes, deletes nothing', () => {
    expect(actionsFor(file, space('viewer'))).toEqual(['open', 'reveal', 'versions', 'serverSees'])
    expect(actionsFor(file, space('contributor'))).not.toContain('remove')
  })

  test('what is not here is downloaded, not opened', () => {
    expect(actionsFor({ ...file, here: false }, space('editor'))).toEqual([
      'fetch',
      'rename',
      'versions',
      'serverSees',
      'remove',
    ])
  })

  test('a name that does not suit is changed on this computer, whatever the rights; nothing else is offered', () => {
    const local = { ...file, id: null, state: 'local', reason: 'name' } as FileEntry
    expect(actionsFor(local, space('viewer'))).toEqual(['reveal', 'rename'])
    expect(actionsFor({ ...local, reason: 'link' }, space('editor'))).toEqual(['reveal'])
  })

  test('a closed space without a folder only tells', () => {
    const closed = space('editor', { folder: null, sync: { kind: 'closed' } })
    expect(actionsFor({ ...file, here: false }, closed)).toEqual(['versions', 'serverSees'])
  })
})
