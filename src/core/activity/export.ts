// Activity as a file for other programs: CSV and JSON. What others chose (names of files, people, spaces) must not become a formula in
// a spreadsheet, a line of its own, or an order to a terminal (T79). Pure; runs in core.

export type ExportedActivity = {
  /** ISO 8601, UTC. */
  readonly time: string
  /** A key of the text catalogue under `activity.what`. */
  readonly event: string
  readonly text: string
  readonly person: string
  /** Whole identity in hex: names can be alike. Empty: this computer. */
  readonly identity: string
  readonly device: string
  readonly space: string
  readonly subject: string
  readonly count: number
}
export const exportedColumns = [
  'time',
  'event',
  'text',
  'person',
  'identity',
  'device',
  'space',
  'subject',
  'count',
] as const satisfies readonly (keyof ExportedActivity)[]

/** Controls (line breaks, escapes of terminals, C1) and marks that turn the direction of writing. */
const controls = /[\0-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu
/** With what spreadsheets take a cell for a formula, in narrow and in wide letters. */
const formula = /^\s*[=+\-@＝＋－＠]/u

export const withoutControls = (text: string): string => text.replace(controls, '\ufffd')

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = withoutControls(value)
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

/** What a spreadsheet of the language opens as a table: BOM, quoted cells, CRLF, semicolons in German. */
export function toCsv(
  entries: readonly ExportedActivity[],
  { titles, separator }: { readonly titles: readonly string[]; readonly separator: ',' | ';' },
): string {
  const rows = [titles, ...entries.map((entry) => exportedColumns.map((column) => entry[column]))]
  return `\ufeff${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`
}

export const toJson = (entries: readonly ExportedActivity[]): string =>
  `${JSON.stringify(entries, (_, value: unknown) => (typeof value === 'string' ? withoutControls(value) : value), 2)}\n`
