// The 24 recovery words typed or pasted into one field; says what is wrong as soon as it can be said. Renderer.
import { TextArea } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { PhraseProblem } from '../../../shared/ipc/onboarding.ts'
import { useJudgement } from '../../bridge/queries.ts'

const wordCount = 24

export type Phrase = { readonly words: number; readonly complete: boolean; readonly problem: PhraseProblem | null }

export function usePhrase(text: string): Phrase {
  const words = text.split(/\s+/u).filter((word) => word !== '').length
  const judged = useJudgement('onboarding.checkPhrase', words >= wordCount ? { phrase: text } : null)
  return { words, complete: judged !== null && judged.problem === null, problem: judged?.problem ?? null }
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
      description={t('recover.count', { count: phrase.words })}
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
