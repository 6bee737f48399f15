// The steps of onboarding and what is known after each. Pure; renderer.
import type { RelayChoice } from '../../../shared/ipc/relay.ts'
import type { Output } from '../../../shared/ipc/contract.ts'

export type Kit = Output<'onboarding.begin'>

export type Known = {
  readonly name: string
  readonly email: string
  readonly passphrase: string
  readonly phrase: string
  readonly relay: RelayChoice
  readonly kit: Kit | null
}

export const paths = {
  create: ['person', 'passphrase', 'relay', 'kit', 'check'],
  recover: ['words', 'passphrase', 'relay'],
} as const
export type Path = keyof typeof paths
export type StepName = (typeof paths)[Path][number]

export type Wizard = { readonly path: Path | null; readonly at: number; readonly known: Known }

export const newWizard: Wizard = {
  path: null,
  at: 0,
  known: {
    name: '',
    email: '',
    passphrase: '',
    phrase: '',
    relay: { kind: 'embedded', reach: { kind: 'only-me' } },
    kit: null,
  },
}

export type WizardAction =
  | { readonly kind: 'choose'; readonly path: Path }
  | { readonly kind: 'next'; readonly learned: Partial<Known> }
  | { readonly kind: 'back' }
  | { readonly kind: 'goto'; readonly step: StepName }

/** Back from the first step is the welcome page; next on the last step stays there: finishing is core's. */
export function stepWizard(wizard: Wizard, action: WizardAction): Wizard {
  switch (action.kind) {
    case 'choose':
      return { ...newWizard, path: action.path }
    case 'next': {
      const last = wizard.path ? paths[wizard.path].length - 1 : 0
      return { ...wizard, at: Math.min(wizard.at + 1, last), known: { ...wizard.known, ...action.learned } }
    }
    case 'back':
      return wizard.at === 0 ? newWizard : { ...wizard, at: wizard.at - 1 }
    case 'goto': {
      const at = stepsOf(wizard).indexOf(action.step)
      return at < 0 ? wizard : { ...wizard, at }
    }
  }
}

export const stepsOf = ({ path }: Wizard): readonly StepName[] => (path ? paths[path] : [])
export const currentStep = (wizard: Wizard): StepName | null => stepsOf(wizard)[wizard.at] ?? null

/** What every step is given. */
export type StepInput = {
  readonly known: Known
  /** The last step of the path: finishes instead of going on. */
  readonly last: boolean
  readonly next: (learned: Partial<Known>) => void
  readonly back: () => void
  readonly goto: (step: StepName) => void
}
