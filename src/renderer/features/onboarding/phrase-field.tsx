// The 24 recovery words typed or pasted into one field; says what is wrong as soon as it can be said. Renderer.
import { TextArea } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { PhraseProblem } from '../../../shared/ipc/onboarding.ts'
import { useJudgement } from '../../bridge/queries.ts'

const wordCount = 24

export type Phrase = {
  /** Only the words, in lower case, one space between: numbers and line breaks of the kit are left out. */
  readonly words: string
  readonly count: number
  readonly complete: boolean
  readonly problem: PhraseProblem | null
}

export function usePhrase(text: string): Phrase {
  const typed = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const words = typed.join(' ')
  const judged = useJudgement('onboarding.checkPhrase', typed.length >= wordCount ? { phrase: words } : null)
  return {
    words,
    count: typed.length,
    complete: judged !== null && judged.problem === null,
    problem: judged?.problem ?? null,
  }
}

export function PhraseField({
  text,
  phrase,
  onChange,
}: {
  text: string
  phrase: Phrase
  onChange: (text: string) => void
}) {
  const { t } = useTranslation()
  const { problem } = phrase
  const sentence = (found: PhraseProblem) =>
    found.kind === 'count'
      ? t('recover.problem.count', { count: found.found })
      : found.kind === 'word'
        ? t('recover.problem.word', { position: found.position })
        : t('recover.problem.checksum')
  return (
    <TextArea
      label={t('recover.words')}
      description={t('recover.count', { count: phrase.count })}
      value={text}
      onChange={onChange}
      isInvalid={problem !== null}
      {...(problem ? { errorMessage: sentence(problem) } : {})}
      spellCheck="false"
      autoFocus
      styles={style({ width: 'full' })}
    />
  )
}
