// Bytes as one line that survives mails and chats: "siegel:<what>:<base64url>". PROTOCOL §7. Core and CLI.
import { fromBase64url, toBase64url } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'

type What = 'card' | 'verify'

/** Longer than any text form of version 1. */
const maxLength = 16 * 1024

export const toTextForm = (what: What, record: Uint8Array): string => `siegel:${what}:${toBase64url(record)}`

/** Also with line breaks and spaces that a mail program put in. Throws E_LIMIT or E_CANON. */
export function fromTextForm(what: What, text: string): Uint8Array {
  if (text.length > maxLength) throw new Refused('E_LIMIT', 'text form')
  const joined = text.replace(/[\s\uFEFF]/gu, '')
  const prefix = `siegel:${what}:`
  if (!joined.startsWith(prefix)) throw new Refused('E_CANON', 'text form')
  return fromBase64url(joined.slice(prefix.length))
}
