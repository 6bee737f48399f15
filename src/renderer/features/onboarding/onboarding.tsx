// First start: a new identity, or an old one from its recovery words. Which step is shown, and what each hands on. Renderer.
import { useReducer } from 'react'
import { CheckStep } from './check-step.tsx'
import { KitStep } from './kit-step.tsx'
import { PassphraseStep } from './passphrase-step.tsx'
import { PersonStep } from './person-step.tsx'
import { RelayStep } from './relay-step.tsx'
import { PlaceContext } from './step.tsx'
import { Welcome } from './welcome.tsx'
import { currentStep, newWizard, stepsOf, stepWizard, type StepInput, type StepName } from './wizard.ts'
import { WordsStep } from './words-step.tsx'

const views: Readonly<Record<StepName, (input: StepInput) => React.ReactNode>> = {
  person: PersonStep,
  passphrase: PassphraseStep,
  relay: RelayStep,
  kit: KitStep,
  check: CheckStep,
  words: WordsStep,
}

export function Onboarding() {
  const [wizard, dispatch] = useReducer(stepWizard, newWizard)
  const step = currentStep(wizard)
  if (step === null) return <Welcome onChoose={(path) => dispatch({ kind: 'choose', path })} />
  const View = views[step]
  const of = stepsOf(wizard).length
  return (
    <PlaceContext value={{ at: wizard.at, of }}>
      <View
        key={step}
        known={wizard.known}
        last={wizard.at === of - 1}
        next={(learned) => dispatch({ kind: 'next', learned })}
        back={() => dispatch({ kind: 'back' })}
        goto={(name) => dispatch({ kind: 'goto', step: name })}
      />
    </PlaceContext>
  )
}
