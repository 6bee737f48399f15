// A person wherever one appears: initials, name, and how far the identity is checked (● ◐ ○ ✖). Renderer.
import { lightDark, style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Level, Person } from '../../shared/ipc/values.ts'
import { nameOf } from './name-of.ts'

const disc = style({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flexShrink: 0,
  borderRadius: 'full',
  font: { size: { S: 'ui-xs', L: 'ui' } },
  fontWeight: 'bold',
  size: { size: { S: 24, L: 32 } },
  color: 'white',
  backgroundColor: {
    tone: {
      0: lightDark('blue-900', 'blue-600'),
      1: lightDark('purple-900', 'purple-600'),
      2: lightDark('magenta-900', 'magenta-600'),
      3: lightDark('green-900', 'green-600'),
      4: lightDark('orange-900', 'orange-600'),
      5: lightDark('cyan-900', 'cyan-600'),
    },
  },
  forcedColorAdjust: 'none',
})

const firstLetter = (word: string): string => String.fromCodePoint(word.codePointAt(0) ?? 0x3f)

export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/u)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toUpperCase()
}

/** Decoration: the name stands beside it. The colour follows the identity, not the name. */
export function Initials({ person, size = 'S' }: { person: Pick<Person, 'id' | 'name'>; size?: 'S' | 'L' }) {
  const tone = Number.parseInt(person.id.slice(0, 4), 16) % 6
  return (
    <span className={disc({ size, tone: String(tone) as '0' })} aria-hidden="true">
      {person.name === '' ? '?' : initialsOf(person.name)}
    </span>
  )
}

const marks: Readonly<Record<Level, string>> = { verified: '●', vouched: '◐', first: '○', conflict: '✖' }
const mark = style({
  flexShrink: 0,
  fontSize: 'ui-sm',
  color: {
    level: { verified: 'positive-900', vouched: 'positive-900', first: 'neutral-subdued', conflict: 'negative-900' },
  },
})

export function LevelMark({ level }: { level: Level }) {
  const { t } = useTranslation()
  const text = t(`level.${level}`)
  return (
    <span className={mark({ level })} role="img" aria-label={text} title={text}>
      {marks[level]}
    </span>
  )
}

const line = style({ display: 'inline-flex', alignItems: 'center', gap: 8, minWidth: 0, maxWidth: 'full' })
const text = style({ overflowWrap: 'anywhere' })

export function PersonName({ person, initials = false }: { person: Person; initials?: boolean }) {
  const { t } = useTranslation()
  return (
    <span className={line}>
      {initials ? <Initials person={person} /> : null}
      <span className={text}>{person.me ? t('person.me', { name: person.name }) : nameOf(person, t)}</span>
      {person.me ? null : <LevelMark level={person.level} />}
    </span>
  )
}

const row = style({ display: 'inline-flex', alignItems: 'center', gap: 4 })
const more = style({ font: 'ui-sm', color: 'neutral-subdued', marginStart: 4 })

/** The first few of several people; `total` counts all. */
export function People({ people, total }: { people: readonly Person[]; total: number }) {
  const { t } = useTranslation()
  const shown = people.slice(0, 3)
  return (
    <span
      className={row}
      role="img"
      aria-label={t('person.several', { names: people.map((person) => nameOf(person, t)).join(', '), count: total })}
    >
      {shown.map((person) => (
        <span key={person.id} title={nameOf(person, t)}>
          <Initials person={person} />
        </span>
      ))}
      {total > shown.length ? <span className={more}>{t('person.more', { count: total - shown.length })}</span> : null}
    </span>
  )
}
