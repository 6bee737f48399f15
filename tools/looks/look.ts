// The looks in which every screen is judged: language, theme and size of the window, and what a person may have set beyond. Tools only.
import type { Language } from '../../src/shared/i18n/index.ts'

/**
 * pseudo: every text of the catalogue is 40 % longer · zoom: twice as large · forced: the colours of the system · still: reduced
 * motion, under which nothing may move.
 */
export type Mode = 'pseudo' | 'zoom' | 'forced' | 'still'
export type Look = {
  readonly name: string
  readonly language: Language
  readonly theme: 'light' | 'dark'
  readonly width: number
  readonly height: number
  readonly mode: Mode | null
  /** Not all screens, but those with the most in them. */
  readonly isSample: boolean
}

const sizes = [
  [1280, 800],
  [960, 600],
] as const

function look(
  language: Language,
  theme: Look['theme'],
  size: number,
  mode: Mode | null = null,
  isSample = false,
): Look {
  const [width, height] = sizes[size] ?? sizes[0]
  const name = [language, theme, `${String(width)}x${String(height)}`, mode].filter((part) => part !== null).join('-')
  return { name, language, theme, width, height, mode, isSample }
}

const isAll = process.env['LOOKS'] === 'all'
const isCheck = process.env['LOOKS'] === 'check'
const plain = (['de', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => sizes.map((_, size) => look(language, theme, size))),
)

/** Two languages, themes and sizes over all screens and each mode over samples; LOOKS=check: samples of all; LOOKS=all: all of all. */
export const looks: readonly Look[] = [
  ...(isAll
    ? [...plain, look('de', 'light', 1, 'still')]
    : [look('de', 'light', 0, null, isCheck), look('en', 'dark', 1, 'still', isCheck)]),
  look('de', 'light', 1, 'pseudo', !isAll),
  look('de', 'light', 0, 'zoom', !isAll),
  look('en', 'dark', 1, 'forced', !isAll),
]

/** Screens with the most in them: those that are seen in every mode. */
export const samples = [
  ...[
    '01-welcome',
    '03-passphrase',
    '10-lock',
    '20-spaces-empty',
    '21-spaces',
    '21-troubled',
    '23-create',
    '24-accept',
  ],
  ...['30-files', '30-files-menu', '35-versions', '40-people', '41-invite-single', '47-space-settings', '50-contacts'],
  ...['54-safety', '61-search-found', '62-needs-all', '63-activity-open', '64-conflicts-open', '65-transfers-open'],
  ...['70-settings-1-general', '70-settings-4-security', '70-settings-5-relay', '71-settings-protect'],
]

/** Which tests a look takes part in, by their titles. */
export function titlesOf({ isSample, mode }: Look): RegExp {
  if (!isSample) return /./
  const shown = ` (${samples.join('|')})$`
  return new RegExp(mode === null ? `${shown}|announced\\.spec` : shown)
}
