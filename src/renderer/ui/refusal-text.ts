// The sentence for something that did not work: why the relay is not reached where that is known, else what its code says. Renderer.
import type { Texts } from '../../shared/i18n/index.ts'
import { BridgeError } from '../bridge/ask.ts'

export function refusalText(t: Texts, error: Error): string {
  if (!(error instanceof BridgeError)) return t('problem.E_BUG')
  return error.why == null || error.why === 'silent' ? t(`problem.${error.code}`) : t(`relay.why.${error.why}`)
}
