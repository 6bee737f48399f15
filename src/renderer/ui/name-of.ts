// How a person is called where only text fits. Whoever is in a space without being a contact has no name here: only contacts tell
// theirs (PROTOCOL §7), so the beginning of the identity stands for it. Renderer.
import type { TFunction } from 'i18next'
import { identityCode } from '../../shared/domain/identity-code.ts'
import type { Person } from '../../shared/ipc/values.ts'

export const nameOf = ({ id, name }: Pick<Person, 'id' | 'name'>, t: TFunction): string =>
  name === '' ? t('person.stranger', { code: identityCode(id) }) : name

/** The same, or “you”. */
export const whoOf = (person: Person, t: TFunction): string => (person.me ? t('person.you') : nameOf(person, t))
