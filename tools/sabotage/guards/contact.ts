// Guards of src/shared/contact: whose card, message and self record something is. PROTOCOL §7 and §19.
import { guards, type Guard } from '../guard.ts'

export const contactGuards: readonly Guard[] = [
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
]
