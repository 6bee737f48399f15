// Dates, sizes and numbers as people of a locale write them. Runs in main and renderer.

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

export type Formatters = {
  readonly number: (value: number) => string
  /** 0 … 1. */
  readonly percent: (value: number) => string
  readonly size: (bytes: number) => string
  /** Date and time, milliseconds since 1970. */
  readonly instant: (at: number) => string
  readonly day: (at: number) => string
  readonly time: (at: number) => string
  /** The time if `at` is on the day of `now`, else the date: short enough for a column. */
  readonly brief: (at: number, now: number) => string
  readonly list: (items: readonly string[]) => string
  /** About how long, in the largest unit that fits: "7 minutes", "3 hours", "2 years". */
  readonly duration: (milliseconds: number) => string
}

const spans = [
  ['year', 365 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const

export function formatters(locale: string): Formatters {
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const shortDay = new Intl.DateTimeFormat(locale, { dateStyle: 'short' })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const sizes = units.map(
    (unit, power) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: 1,
      }),
  )
  return {
    number: (value) => number.format(value),
    percent: (value) => percent.format(value),
    size: (bytes) => {
      // 999,950 bytes round to 1,000.0 kB: they are shown as 1 MB.
      let power = 0
      let value = bytes
      while (value >= (power === 0 ? 1000 : 999.95) && power < units.length - 1) {
        value /= 1000
        power += 1
      }
      return sizes[power]?.format(value) ?? number.format(bytes)
    },
    instant: (at) => instant.format(at),
    day: (at) => day.format(at),
    time: (at) => time.format(at),
    brief: (at, now) => (day.format(at) === day.format(now) ? time.format(at) : shortDay.format(at)),
    list: (items) => list.format(items),
    duration: (milliseconds) => {
      const minutes = Math.round(milliseconds / 60_000)
      // 23 hours and 50 minutes are a day: what is shown is rounded, what decides is, too.
      const [unit, length] = spans.find(([, span]) => Math.round(minutes / span) * span >= span) ?? ['minute', 1]
      const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const
      return new Intl.NumberFormat(locale, style).format(Math.round(minutes / length))
    },
  }
}
