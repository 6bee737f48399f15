// The last day of a grant in zones near and far, and on days that begin or end oddly.
import { CalendarDate } from '@internationalized/date'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, endOfDay } from './expiry.ts'

const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Africa/Cairo', 'UTC']
const iso = (instant: number) => new Date(instant).toISOString()

describe('until the end of a day', () => {
  test('alice in Berlin means midnight there, in winter and in summer', () => {
    expect(iso(endOfDay(new CalendarDate(2026, 11, 30), 'Europe/Berlin'))).toBe('2026-11-30T22:59:59.999Z')
    expect(iso(endOfDay(new CalendarDate(2026, 7, 31), 'Europe/Berlin'))).toBe('2026-07-31T21:59:59.999Z')
  })

  test('the day on which the clocks change ends with its own midnight', () => {
    expect(iso(endOfDay(new CalendarDate(2026, 10, 25), 'Europe/Berlin'))).toBe('2026-10-25T22:59:59.999Z')
    // Cairo has no midnight on the first day of summer time: the day before ends an hour earlier on the wall.
    expect(iso(endOfDay(new CalendarDate(2026, 4, 23), 'Africa/Cairo'))).toBe('2026-04-23T21:59:59.999Z')
  })

  test('what is shown is the day that was chosen', () => {
    const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (date, zone) => {
        const day = new CalendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
        expect(dayOf(endOfDay(day, zone), zone).toString()).toBe(day.toString())
      }),
    )
  })
})
