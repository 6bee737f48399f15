// The sentence for something that did not work: why the relay is not reached where that is known, else what its code says. Renderer.
import type { ParseKeysWithoutVariables } from 'i18next'
import type { Texts } from '../../shared/i18n/index.ts'
import type { BridgeErrorCode } from '../../shared/ipc/contract.ts'
import { BridgeError } from '../bridge/ask.ts'

/** Sentences that say it better, at one place, than the general one of a code. */
export type RefusalTexts = Readonly<Partial<Record<BridgeErrorCode, ParseKeysWithoutVariables>>>

export function refusalText(t: Texts, error: Error, texts: RefusalTexts = {}): string {
  if (!(error instanceof BridgeError)) return t('problem.E_BUG')
  const own = texts[error.code]
  if (own !== undefined) return t(own)
  return error.why == null || error.why === 'silent' ? t(`problem.${error.code}`) : t(`relay.why.${error.why}`)
}
