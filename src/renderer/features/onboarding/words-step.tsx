// Recovery on a new computer: the 24 words. Renderer.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepInput } from './wizard.ts'
import { PhraseField, usePhrase } from './phrase-field.tsx'
import { Step } from './step.tsx'

export function WordsStep({ known, next, back }: StepInput) {
  const { t } = useTranslation()
  const [text, setText] = useState(known.phrase)
  const phrase = usePhrase(text)
  return (
    <Step
      title={t('recover.title')}
      why={t('recover.why')}
      next={t('common.next')}
      ready={phrase.complete}
      onNext={() => next({ phrase: phrase.words })}
      onBack={back}
    >
      <PhraseField text={text} phrase={phrase} onChange={setText} />
    </Step>
  )
}
