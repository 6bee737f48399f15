// The last day of a grant, as people choose it, and the instant that stands in the log. Renderer. PROTOCOL §8 "Time": a chosen
// date means the end of that day in the chooser's zone.
import {
  fromAbsolute,
  getLocalTimeZone,
  toCalendarDate,
  today,
  toZoned,
  type CalendarDate,
} from '@internationalized/date'

/** The last millisecond of `day`, since 1970. */
export const endOfDay = (day: CalendarDate, zone: string = getLocalTimeZone()): number =>
  toZoned(day.add({ days: 1 }), zone)
    .toDate()
    .getTime() - 1

/** The day on which `instant` lies. */
export const dayOf = (instant: number, zone: string = getLocalTimeZone()): CalendarDate =>
  toCalendarDate(fromAbsolute(instant, zone))

/** What is proposed: a month from today. */
export const proposedDay = (zone: string = getLocalTimeZone()): CalendarDate => today(zone).add({ days: 30 })

/** A day before today was typed: nothing can be granted until then. */
export const isOver = (expiresAt: number | null): boolean => expiresAt !== null && expiresAt <= Date.now()
