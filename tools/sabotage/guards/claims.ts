// Guards against what others claim of themselves and of each other: places, invitations, signs of life. PROTOCOL §10.
import { guards, type Guard } from '../guard.ts'

const places = ['src/core/attacks/places.test.ts']

export const claimGuards: readonly Guard[] = [
  ...guards('src/core/whereabouts.ts', places, [
    'an old statement leads nobody back',
    '(a, b) => b.counter - a.counter',
    '(a, b) => a.counter - b.counter',
  ]),
  ...guards('src/core/relays.ts', places, [
    'who names the place of a relay hides no other',
    '[...(found.get(relayId) ?? []), client]',
    '[client]',
  ]),
  ...guards('src/core/contacts/incoming-requests.ts', places, [
    'whoever only asks leads to no address',
    "if (this.#records.get(senderId)?.state !== 'accepted') return true",
    'if (this.#records.get(senderId) === null) return true',
  ]),
]
