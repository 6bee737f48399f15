// Refusals on the wire.
import { expect, test } from 'vitest'
import { errorCodes } from '../base/errors.ts'
import type { EntryHash, LogId } from '../domain/ids.ts'
import { decodeRefusal, encodeRefusal, statusOf } from './errors.ts'

test('every code travels, with and without a place', () => {
  const place = { logId: 'a'.repeat(64) as LogId, seq: 7, hash: 'b'.repeat(64) as EntryHash }
  for (const code of errorCodes) {
    expect(statusOf(code)).toBeGreaterThanOrEqual(400)
    for (const at of [null, place, { ...place, hash: null }]) {
      expect(decodeRefusal(encodeRefusal({ code, place: at }))).toEqual({ code, place: at })
    }
  }
})
