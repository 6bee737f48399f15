// The steps of onboarding and what is known after each. Pure; renderer.
import type { Output } from '../../../shared/ipc/contract.ts'
import type { ReadInvitation } from '../../../shared/ipc/onboarding.ts'
import type { RelayChoice } from '../../../shared/ipc/relay.ts'
import type { ChosenProtection } from '../../../shared/ipc/vault.ts'

export type Kit = Output<'onboarding.begin'>

export type Known = {
  readonly invitation: ReadInvitation | null
  readonly name: string
  readonly email: string
  readonly mode: ChosenProtection['mode']
  readonly passphrase: string
  readonly phrase: string
  readonly relay: RelayChoice
  readonly kit: Kit | null
}

export const paths = {
  create: ['person', 'security', 'passphrase', 'relay', 'kit', 'check'],
  invited: ['invitation', 'person', 'security', 'passphrase', 'relay', 'kit', 'check'],
  recover: ['words', 'security', 'passphrase', 'relay'],
} as const
export type Path = keyof typeof paths
export type StepName = (typeof paths)[Path][number]

export type Wizard = { readonly path: Path | null; readonly at: number; readonly known: Known }

const ownRelay: RelayChoice = { kind: 'embedded', reach: { kind: 'only-me' } }

export const newWizard: Wizard = {
  path: null,
  at: 0,
  known: {
    invitation: null,
    name: '',
    email: '',
    mode: 'passphrase',
    passphrase: '',
    phrase: '',
    relay: ownRelay,
    kit: null,
  },
}

export type WizardAction =
  | { readonly kind: 'choose'; readonly path: Path }
  /** An invitation link was opened while the person was still at the beginning. */
  | { readonly kind: 'invited'; readonly invitation: ReadInvitation }
  | { readonly kind: 'next'; readonly learned: Partial<Known> }
  | { readonly kind: 'back' }
  | { readonly kind: 'goto'; readonly step: StepName }

/** Back from the first step is the welcome page; next on the last step stays there: finishing is core's. */
export function stepWizard(wizard: Wizard, action: WizardAction): Wizard {
  switch (action.kind) {
    case 'choose':
      return { ...newWizard, path: action.path }
    case 'invited': {
      const { invitation } = action
      return { path: 'invited', at: 0, known: { ...newWizard.known, invitation, relay: relayOf(invitation) } }
    }
    case 'next': {
      const learned = { ...wizard, known: { ...wizard.known, ...action.learned } }
      return { ...learned, at: Math.min(wizard.at + 1, Math.max(0, stepsOf(learned).length - 1)) }
    }
    case 'back':
      return wizard.at === 0 ? newWizard : { ...wizard, at: wizard.at - 1 }
    case 'goto': {
      // Whoever wants another relay than the one of the invitation is asked for it.
      const relay = action.step === 'relay' && wizard.known.relay.kind === 'invited' ? ownRelay : wizard.known.relay
      const wanted = { ...wizard, known: { ...wizard.known, relay } }
      const at = stepsOf(wanted).indexOf(action.step)
      return at < 0 ? wizard : { ...wanted, at }
    }
  }
}

/** A passphrase is asked for where one opens; the relay where an invitation does not say which. */
export const stepsOf = ({ path, known }: Pick<Wizard, 'path' | 'known'>): readonly StepName[] =>
  (path ? paths[path] : []).filter(
    (step) => (step !== 'passphrase' || known.mode !== 'os') && (step !== 'relay' || known.relay.kind !== 'invited'),
  )
export const currentStep = (wizard: Wizard): StepName | null => stepsOf(wizard)[wizard.at] ?? null

export const relayOf = ({ text }: ReadInvitation): RelayChoice => ({ kind: 'invited', invitation: text })

export const protectionOf = ({ mode, passphrase }: Pick<Known, 'mode' | 'passphrase'>): ChosenProtection =>
  mode === 'os' ? { mode } : { mode, passphrase }

/** What every step is given. */
export type StepInput = {
  readonly known: Known
  /** The last step of the path: finishes instead of going on. */
  readonly last: boolean
  readonly next: (learned: Partial<Known>) => void
  readonly back: () => void
  readonly goto: (step: StepName) => void
}
