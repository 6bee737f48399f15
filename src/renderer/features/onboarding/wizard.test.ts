// The steps of onboarding.
import { describe, expect, it } from 'vitest'
import { currentStep, newWizard, paths, stepWizard, type Wizard, type WizardAction } from './wizard.ts'

const run = (...actions: readonly WizardAction[]): Wizard => actions.reduce(stepWizard, newWizard)
const next = (learned = {}): WizardAction => ({ kind: 'next', learned })
const kit = {
  words: Array.from({ length: 24 }, () => 'able'),
  ask: [1, 2, 3] as [number, number, number],
  identity: 'x',
}

describe('onboarding steps', () => {
  it.each(['create', 'recover'] as const)('%s visits its steps in order and stays on the last', (path) => {
    let wizard = run({ kind: 'choose', path })
    for (const step of paths[path]) {
      expect(currentStep(wizard)).toBe(step)
      wizard = stepWizard(wizard, next())
    }
    expect(currentStep(wizard)).toBe(paths[path].at(-1))
  })

  it('going back from the first step forgets everything, passphrase included', () => {
    expect(
      run(
        { kind: 'choose', path: 'create' },
        next({ name: 'Alice' }),
        next({ passphrase: 'p' }),
        { kind: 'back' },
        { kind: 'back' },
        { kind: 'back' },
      ),
    ).toEqual(newWizard)
  })

  it('words already shown stay the same when alice looks again or changes the relay', () => {
    const wizard = run({ kind: 'choose', path: 'create' }, next(), next(), next(), next({ kit }), {
      kind: 'goto',
      step: 'relay',
    })
    expect(currentStep(wizard)).toBe('relay')
    expect(stepWizard(wizard, next({ relay: { kind: 'embedded', reach: { kind: 'only-me' } } })).known.kit).toBe(kit)
  })

  it('a step of the other way cannot be reached', () => {
    expect(currentStep(run({ kind: 'choose', path: 'recover' }, { kind: 'goto', step: 'kit' }))).toBe('words')
  })
})
