// What the system may hand over to be opened: an invitation, a contact card as a link, a card file. Anything else is refused. Pure; main
// process. Nothing in it is believed here, and nothing of it is logged: core verifies what the person then adds.

export type DeepLink =
  /** As `contacts.add` takes it: `siegel://invite#…`. */
  | { readonly kind: 'invitation'; readonly link: string }
  /** `siegel:card:…`. */
  | { readonly kind: 'card'; readonly text: string }

/** Characters; an invitation holds at most 1 KiB, a card text at most 64 KiB. */
const longestInvitation = 1366
const longestCard = 64 * 1024 - 'siegel:card:'.length

const invitation = /^siegel:\/\/invite\/?#([A-Za-z0-9_-]+)$/
const card = /^siegel:(?:card:|\/\/card\/?#)([A-Za-z0-9_-]+)$/

/** Null for everything that is not exactly one of the two. Browsers may write the scheme in capitals. */
export function parseDeepLink(text: string): DeepLink | null {
  const link = text.replace(/^siegel:/i, 'siegel:')
  const [, invited] = invitation.exec(link) ?? []
  if (invited !== undefined)
    return invited.length > longestInvitation ? null : { kind: 'invitation', link: `siegel://invite#${invited}` }
  const [, shown] = card.exec(link) ?? []
  if (shown === undefined || shown.length > longestCard) return null
  return { kind: 'card', text: `siegel:card:${shown}` }
}

export type Opening =
  | { readonly kind: 'link'; readonly link: DeepLink }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'refused'; readonly what: 'link' | 'file' }

const isLink = (text: string): boolean => /^siegel:/i.test(text)

export function openingOfLink(text: string): Opening {
  const link = parseDeepLink(text)
  return link === null ? { kind: 'refused', what: 'link' } : { kind: 'link', link }
}

export const openingOfFile = (path: string): Opening =>
  /\.siegel-card$/i.test(path) ? { kind: 'file', path } : { kind: 'refused', what: 'file' }

/** What stands in a command line after the program: the first link or card file. Null: nothing to open. Switches are Chromium's. */
export function openingOf(args: readonly string[]): Opening | null {
  const meant = args.find((arg) => isLink(arg) || (!arg.startsWith('-') && /\.siegel-card$/i.test(arg)))
  if (meant === undefined) return null
  return isLink(meant) ? openingOfLink(meant) : openingOfFile(meant)
}
