// Guards of contacts: whose card, message and self record something is, who may be sealed to, what a link proves. PROTOCOL §7, §19.
import { guards, type Guard } from '../guard.ts'

const bookStories = ['src/core/stories/conflict.test.ts', 'src/core/stories/address-book.test.ts']

export const contactGuards: readonly Guard[] = [
  ...guards(
    'src/core/spaces/membership.ts',
    ['src/core/attacks/invitations.test.ts'],
    [
      'an invitation that leads nowhere takes no other one’s place',
      'if (!(await this.#works(invited)) && !isOfOwner(this.#env, invited)) this.#known.putAnew(known)',
      '',
    ],
    ['an invitation that leads to the space is replaced by none', '    if (await this.#works(known)) return\n', ''],
  ),
  ...guards(
    'src/shared/contact/card.ts',
    ['src/shared/contact/card.test.ts'],
    [
      'a card is signed by its device',
      "if (!suite.verify(signPublicKey, 'card', signed, signature))",
      'if (signed.length === 0)',
    ],
  ),
  ...guards(
    'src/shared/contact/message.ts',
    ['src/shared/contact/message.test.ts'],
    [
      'a message is signed by its sender',
      "if (!suite.verify(signPublicKey, 'message', signed, signature))",
      'if (signed.length === 0)',
    ],
    ['the id of a message depends on what it says (T57)', 'toHex(hedged.subarray', 'toHex(suite.random(16).subarray'],
    ['a message ends at its time', 'if (notAfter < now) throw', 'if (notAfter < 0) throw'],
    [
      'a message to somebody else is not opened',
      'if (recipientId !== me.identityId) throw',
      "if (recipientId === '') throw",
    ],
  ),
  ...guards(
    'src/shared/domain/padme.ts',
    [
      'src/shared/contact/message.test.ts',
      'src/shared/contact/self-record.test.ts',
      'src/shared/contact/vectors.test.ts',
    ],
    ['what is sealed whole is padded to 1 KiB', 'const shortest = 1024', 'const shortest = 16'],
    ['only the one padding opens', 'if (!isRight ||', 'if ('],
  ),
  ...guards(
    'src/shared/contact/self-record.ts',
    ['src/shared/contact/self-record.test.ts'],
    [
      'the self record is signed by a device of mine',
      "if (!suite.verify(signPublicKey, 'self', signed, signature))",
      'if (signed.length === 0)',
    ],
    [
      'the self record of another identity is refused',
      'if (identityId !== log.id) throw',
      "if (identityId === '') throw",
    ],
  ),
  ...guards(
    'src/shared/contact/invitation-link.ts',
    ['src/shared/contact/invitation-link.test.ts'],
    [
      'only who has the link can prove it',
      'if (!suite.backend.equalSecrets(invitationProof(suite, pair), proof))',
      'if (proof.length === 0)',
    ],
  ),
  ...guards(
    'src/core/contacts/address-book.ts',
    ['src/core/stories/conflict.test.ts'],
    [
      'nothing is sealed to a contact in conflict',
      "contact.state === 'accepted' && !contact.blocked && contact.conflictsWith === null",
      "contact.state === 'accepted' && !contact.blocked",
    ],
    [
      'a replaced identity has lost its address',
      'contact.identityId !== id && !contact.blocked && contact.emails',
      'contact.identityId !== id && contact.emails',
    ],
  ),
  ...guards(
    'src/core/contact-access.ts',
    ['src/core/stories/conflict.test.ts'],
    [
      'the replaced identity loses its rights',
      'if (replica.isFetched && replica.rightsOf(instead, now()) !== 0)',
      'if (replica.id === space && now() < 0)',
    ],
  ),
  ...guards('src/core/contacts/service.ts', bookStories, [
    'rights of somebody blocked or in conflict do not change',
    '(contact.blocked || contact.conflictsWith !== null)',
    "contact.state === 'asking'",
  ]),
  ...guards('src/core/contacts/requests.ts', bookStories, [
    'the token of whoever is blocked ends',
    'if (blocked && ourToken !== null)',
    'if (blocked && ourToken?.length === 0)',
  ]),
  ...guards('src/core/contacts/incoming-requests.ts', bookStories, [
    'a proof of no invitation is refused',
    'proof === null ? null : this.#links.mustBeInvited(senderId, proof)',
    'proof === null ? null : (this.#links.list()[0] ?? null)',
  ]),
  ...guards(
    'src/core/contacts/invitation-links.ts',
    ['src/core/stories/address-book.test.ts'],
    ['a link names a head that its log must hold', 'if (log.at(head) === null)', 'if (log.head.seq < 0)'],
  ),
  ...guards(
    'src/core/give-files.ts',
    ['src/core/stories/give.test.ts'],
    [
      'a folder with something in it is not shared by a gift',
      "if ((await readdir(gift.folder)).some((name) => name !== '.siegel'))",
      "if ((await readdir(gift.folder)).includes('.siegel'))",
    ],
    ['a third person ends the space of the two', 'principals.size === 2 &&', 'principals.size >= 2 &&'],
    [
      'a gift looks who is in the space now',
      'await attemptAsync(() => core.spaces.fetched(held.id, signal))',
      "await attemptAsync(() => Promise.reject(new Refused('E_TRANSPORT', '')))",
    ],
  ),
  ...guards(
    'src/core/contacts/service.ts',
    ['src/core/stories/safety-code.test.ts'],
    [
      'only an equal code verifies (T11)',
      "if (outcome === 'match') this.setVerified(id, true)",
      "if (outcome !== 'ownCode') this.setVerified(id, true)",
    ],
  ),
  ...guards(
    'src/core/contacts/vcard.ts',
    ['src/core/contacts/vcard.test.ts'],
    ['a name cannot begin another vCard', ".replace(/\\n/gu, '\\\\n')", ".replace(/\\n/gu, '\\n')"],
  ),
]
