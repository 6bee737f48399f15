// Which contacts the address book shows: by a word in what is known or noted, and by category. Renderer; pure.
import type { Contact } from '../../../shared/ipc/contacts.ts'

/** A category, everybody who is not blocked, or those who are. Categories have no space at an end. */
export type Shown = string
export const everybody = ' everybody'
export const nobodyAnyMore = ' blocked'

/** All categories in use, each once, by the alphabet. */
export const categoriesOf = (contacts: readonly Contact[]): readonly string[] =>
  [...new Set(contacts.flatMap(({ categories }) => categories))].sort((a, b) => a.localeCompare(b))

/** Every word must stand somewhere in name, address, categories or notes. */
export function matching(contacts: readonly Contact[], search: string, shown: Shown): readonly Contact[] {
  const words = comparable(search)
    .split(/\s+/u)
    .filter((word) => word !== '')
  const isCategory = shown !== everybody && shown !== nobodyAnyMore
  return contacts.filter((contact) => {
    if (isCategory && !contact.categories.includes(shown)) return false
    const text = comparable([contact.name, contact.email ?? '', ...contact.categories, contact.notes].join('\n'))
    return words.every((word) => text.includes(word))
  })
}

/** Without regard to case and accents. */
const comparable = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
