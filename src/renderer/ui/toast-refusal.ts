// Says in a toast that something did not work, where no dialog is open to say it. Renderer.
import type { Texts } from '../../shared/i18n/index.ts'
import { BridgeError } from '../bridge/ask.ts'
import { refusalText, type RefusalTexts } from './refusal-text.ts'
import { toast } from './toast.ts'

/** For what goes on when the dialog that asked for it is closed: a refusal is said all the same. */
export function orToast(t: Texts, work: Promise<unknown>, refusals?: RefusalTexts): void {
  void work.catch((error: unknown) => {
    if (!(error instanceof BridgeError)) throw error
    toast.negative(refusalText(t, error, refusals))
  })
}
