// Guards against what others claim of themselves and of each other: places, invitations, signs of life. PROTOCOL §10.
import { guards, type Guard } from '../guard.ts'

/** A test of a file by a part of its title: the rest of the file need not run. */
const invitations = (title: string): readonly string[] => ['src/core/attacks/invitations.test.ts', '-t', title]
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
  ...guards('src/core/spaces/trial.ts', places, [
    'an invitation leads to where the space is at home',
    'mustBeAtHome(replica, record)',
    '',
  ]),
  ...guards('src/core/spaces/membership.ts', places, [
    'nothing that is shown to a guest is kept before it is judged as a whole',
    "record.state === 'invited' ? await tryInvitation",
    "record.state === 'left' ? await tryInvitation",
  ]),
  ...guards('src/core/contacts/incoming-requests.ts', places, [
    'whoever only asks leads to no address',
    "if (this.#records.get(senderId)?.state !== 'accepted') return true",
    'if (this.#records.get(senderId) === null) return true',
  ]),
  ...guards('src/core/contacts/incoming-requests.ts', invitations('lets nobody else in'), [
    'a link is used up in conflict, too (T21)',
    'this.#records.putConflict({ ...waiting, emails }, rival, useUp)',
    'this.#records.putConflict({ ...waiting, emails }, rival)',
  ]),
  ...guards(
    'src/core/freshness/service.ts',
    ['src/core/attacks/held-entry.test.ts', '-t', 'signed more'],
    [
      'a held entry is no rollback',
      'if (head.seq > log.head.seq && ahead !== null)',
      'if (head.seq < 0 && ahead !== null)',
    ],
  ),
  ...guards('src/core/store/messages.ts', invitations('under the id'), [
    'an id says nothing about the message of another sender',
    '`${senderId} ${id}`',
    '`${senderId.slice(64)} ${id}`',
  ]),
]
