// Short messages that pass by, and can be read again in Activity: what is shown is also kept in the local database. They name people
// and files, never a secret. Renderer; the only place that shows toasts.
import { ToastQueue } from '@react-spectrum/s2'
import type { MessageTone } from '../../shared/ipc/activity.ts'
import { ask } from '../bridge/ask.ts'

/** Milliseconds that a message stays if nothing else is wanted: what went wrong is read more slowly. */
const patience = { positive: 5000, info: 8000, negative: 8000 } as const

/** `isKept` false: nobody will want to read it again. */
type ToastOptions = {
  readonly timeout?: number
  readonly isKept?: boolean
  /** What can be done about it while it stands there: the way back. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

const say =
  (tone: MessageTone) =>
  (text: string, { timeout = patience[tone], isKept = true, action }: ToastOptions = {}): void => {
    ToastQueue[tone](text, {
      timeout: action ? 2 * timeout : timeout,
      ...(action && { actionLabel: action.label, onAction: action.run, shouldCloseOnAction: true }),
    })
    // Before there is a profile, and while it is locked, there is nowhere to keep it.
    if (isKept) void ask('activity.keep', { tone, text: text.slice(0, 500) }).catch(() => undefined)
  }

export const toast = { positive: say('positive'), info: say('info'), negative: say('negative') } as const
