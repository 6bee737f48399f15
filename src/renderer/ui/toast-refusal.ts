// Says in a toast that something did not work, where no dialog is open to say it. Renderer.
import type { Texts } from '../../shared/i18n/index.ts'
import type { BridgeError } from '../bridge/ask.ts'
import { refusalText } from './refusal-text.ts'
import { toast } from './toast.ts'

export function toastRefusal(t: Texts, error: BridgeError): void {
  toast.negative(refusalText(t, error), { timeout: 8000 })
}
