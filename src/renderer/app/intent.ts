// What a person set out to do from anywhere in the window: share a folder, add a contact, give files to one. Renderer.
import { createContext, useCallback, useContext, useState } from 'react'
import type { Contact } from '../../shared/ipc/contacts.ts'
import type { LocalItem } from '../../shared/ipc/values.ts'

export type Intent =
  | { readonly kind: 'create-space'; readonly folder: LocalItem | null }
  /** `text`: a card or an invitation link to fill in. */
  | { readonly kind: 'add-contact'; readonly file: LocalItem | null; readonly text?: string | null }
  | { readonly kind: 'give'; readonly contact: Contact; readonly items: readonly LocalItem[] }

export const IntentContext = createContext<(intent: Intent) => void>(() => undefined)

export const useIntent = (): ((intent: Intent) => void) => useContext(IntentContext)

export function useIntentState(): { intent: Intent | null; begin: (intent: Intent) => void; end: () => void } {
  const [intent, setIntent] = useState<Intent | null>(null)
  const end = useCallback(() => setIntent(null), [])
  return { intent, begin: setIntent, end }
}
