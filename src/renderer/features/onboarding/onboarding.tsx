// First start: a new identity, by invitation or without, or an old one from its recovery words. Which step is shown, and what each hands
// on. Renderer.
import { useReducer } from 'react'
import type { Input } from '../../../shared/ipc/contract.ts'
import type { HostIntent } from '../../../shared/ipc/host-intent.ts'
import { ask } from '../../bridge/ask.ts'
import { useHostIntent } from '../../bridge/intents.ts'
import { CheckStep } from './check-step.tsx'
import { InvitationStep } from './invitation-step.tsx'
import { KitStep } from './kit-step.tsx'
import { PassphraseStep } from './passphrase-step.tsx'
import { PersonStep } from './person-step.tsx'
import { RelayStep } from './relay-step.tsx'
import { SecurityStep } from './security-step.tsx'
import { PlaceContext } from './step.tsx'
import { Welcome } from './welcome.tsx'
import { currentStep, newWizard, stepsOf, stepWizard, type StepInput, type StepName } from './wizard.ts'
import { WordsStep } from './words-step.tsx'

const views: Readonly<Record<StepName, (input: StepInput) => React.ReactNode>> = {
  invitation: InvitationStep,
  person: PersonStep,
  security: SecurityStep,
  passphrase: PassphraseStep,
  relay: RelayStep,
  kit: KitStep,
  check: CheckStep,
  words: WordsStep,
}

/** The link or card that was opened, if it was one. */
function invitationIn(intent: HostIntent): Input<'onboarding.readInvitation'> | null {
  if (intent.kind === 'invitation') return { text: intent.link }
  if (intent.kind !== 'add-contact') return null
  if (intent.file) return { file: intent.file.token }
  return intent.text === null ? null : { text: intent.text }
}

export function Onboarding() {
  const [wizard, dispatch] = useReducer(stepWizard, newWizard)
  const step = currentStep(wizard)
  const isUnderWay = step !== null && step !== 'invitation'
  useHostIntent((intent) => {
    if (isUnderWay) return
    const input = invitationIn(intent)
    if (input === null) return
    ask('onboarding.readInvitation', input).then(
      ({ invitation }) => dispatch(invitation ? { kind: 'invited', invitation } : { kind: 'choose', path: 'invited' }),
      () => undefined,
    )
  })
  if (step === null) return <Welcome onChoose={(path) => dispatch({ kind: 'choose', path })} />
  const View = views[step]
  const of = stepsOf(wizard).length
  return (
    <PlaceContext value={{ at: wizard.at, of }}>
      <View
        key={step === 'invitation' ? (wizard.known.invitation?.text ?? step) : step}
        known={wizard.known}
        last={wizard.at === of - 1}
        next={(learned) => dispatch({ kind: 'next', learned })}
        back={() => dispatch({ kind: 'back' })}
        goto={(name) => dispatch({ kind: 'goto', step: name })}
      />
    </PlaceContext>
  )
}
