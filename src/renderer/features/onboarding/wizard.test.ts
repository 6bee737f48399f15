// The steps of onboarding.
import { describe, expect, it } from 'vitest'
import type { ReadInvitation } from '../../../shared/ipc/onboarding.ts'
import { currentStep, newWizard, paths, protectionOf, stepWizard, type Wizard, type WizardAction } from './wizard.ts'

const run = (...actions: readonly WizardAction[]): Wizard => actions.reduce(stepWizard, newWizard)
const next = (learned = {}): WizardAction => ({ kind: 'next', learned })
const kit = {
  words: Array.from({ length: 24 }, () => 'able'),
  ask: [1, 2, 3] as [number, number, number],
  identity: 'x',
}
const invitation: ReadInvitation = {
  text: 'https://relay.example.org/invite#abc',
  kind: 'link',
  name: null,
  email: null,
  relay: 'relay.example.org',
  address: 'https://relay.example.org',
}

describe('onboarding steps', () => {
  it.each(['create', 'invited', 'recover'] as const)('%s visits its steps in order and stays on the last', (path) => {
    let wizard = run({ kind: 'choose', path })
    for (const step of paths[path]) {
      expect(currentStep(wizard)).toBe(step)
      wizard = stepWizard(wizard, next())
    }
    expect(currentStep(wizard)).toBe(paths[path].at(-1))
  })

  it('an invitation names the relay: nobody is asked for it, and it goes along', () => {
    const wizard = run({ kind: 'invited', invitation }, next(), next({ name: 'Alice' }), next(), next())
    expect(currentStep(wizard)).toBe('kit')
    expect(wizard.known.relay).toEqual({ kind: 'invited', invitation: invitation.text })
  })

  it('a relay that does not take alice can be changed, and who invited her is kept', () => {
    const wizard = run({ kind: 'invited', invitation }, next(), next(), next(), next(), next({ kit }), {
      kind: 'goto',
      step: 'relay',
    })
    expect(currentStep(wizard)).toBe('relay')
    expect(wizard.known.relay.kind).toBe('embedded')
    expect(wizard.known.invitation).toBe(invitation)
    expect(currentStep(stepWizard(wizard, next()))).toBe('kit')
  })

  it('where the key store opens alone no passphrase is asked for', () => {
    const wizard = run({ kind: 'choose', path: 'create' }, next(), next({ mode: 'os' }))
    expect(currentStep(wizard)).toBe('relay')
    expect(protectionOf(wizard.known)).toEqual({ mode: 'os' })
    expect(protectionOf({ ...wizard.known, mode: 'both', passphrase: 'p' })).toEqual({ mode: 'both', passphrase: 'p' })
  })

  it('going back from the first step forgets everything, passphrase included', () => {
    expect(
      run(
        { kind: 'choose', path: 'create' },
        next({ name: 'Alice' }),
        next(),
        next({ passphrase: 'p' }),
        { kind: 'back' },
        { kind: 'back' },
        { kind: 'back' },
        { kind: 'back' },
      ),
    ).toEqual(newWizard)
  })

  it('words already shown stay the same when alice looks again or changes the relay', () => {
    const wizard = run({ kind: 'choose', path: 'create' }, next(), next(), next(), next(), next({ kit }), {
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
