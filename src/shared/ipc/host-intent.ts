// What a person set out to do outside the page (menu, tray, notification, link, file) and the page carries out. Main sends it, the
// preload checks it and keeps the newest until the page listens: a link opened while Siegel is locked waits for the passphrase.
import { z } from 'zod'
import { localItem, spaceId } from './values.ts'

/** Longest text of a link that is handed on: a contact card. */
const linkText = z
  .string()
  .min(1)
  .max(64 * 1024)

export const hostIntent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('search') }),
  z.strictObject({ kind: z.literal('new-space') }),
  /** `text`: a contact card to fill in; `file`: a card file to read; both null: an empty dialog. */
  z.strictObject({ kind: z.literal('add-contact'), text: linkText.nullable(), file: localItem.nullable() }),
  /** An invitation link: onboarding fills itself in from it; with a profile it opens "add contact", filled in. */
  z.strictObject({ kind: z.literal('invitation'), link: linkText }),
  z.strictObject({ kind: z.literal('settings') }),
  z.strictObject({ kind: z.literal('contacts') }),
  z.strictObject({ kind: z.literal('spaces') }),
  z.strictObject({ kind: z.literal('activity') }),
  /** The guides. */
  z.strictObject({ kind: z.literal('help') }),
  z.strictObject({ kind: z.literal('open-space'), space: spaceId, tab: z.enum(['files', 'people', 'activity']) }),
  /** Something that needs the person: the page shows the list of it. */
  z.strictObject({ kind: z.literal('needs-you') }),
])
export type HostIntent = z.output<typeof hostIntent>
