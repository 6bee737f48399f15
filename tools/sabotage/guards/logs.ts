// Guards of src/shared/logs: form, order, signatures, and who may do what in identity and space logs. PROTOCOL §5, §8, §10.
import { guards, type Guard } from '../guard.ts'

const identityTests = ['src/shared/logs/identity/']
const spaceTests = ['src/shared/logs/space/']

const entryGuards = guards(
  'src/shared/logs/entry.ts',
  ['src/shared/logs/entry.test.ts'],
  [
    'the body of an entry is the one its header names',
    "if (body !== null && (header.bodyHash === null || !equalBytes(suite.hash('body', body), header.bodyHash))) {",
    'if (body !== null && header.bodyHash === null) {',
  ],
  [
    'an entry is signed by its author',
    'if (!isRight || others.length > 0) throw',
    'if (signature === undefined || others.length > 0) throw',
  ],
  ['an entry with an unknown critical extension is refused', 'if (key % 2 === 0) throw', 'if (key < 0) throw'],
)

const chainGuards = guards(
  'src/shared/logs/chain.ts',
  identityTests,
  ['each entry names the one before it', 'if (header.prev !== chain.head.hash) throw', 'if (header.prev === "") throw'],
  [
    'entries follow without a gap',
    'if (header.seq !== chain.head.seq + 1) throw',
    'if (header.seq <= chain.head.seq) throw',
  ],
  ['the time of a log never goes back', 'if (header.time < chain.time) throw', 'if (header.time < 0) throw'],
)

const identityGuards = [
  ...guards(
    'src/shared/logs/identity/validators.ts',
    identityTests,
    [
      'a new device agrees to join (T04)',
      "if (!suite.verify(device.signKey, 'device/join', statement, device.signature))",
      'if (statement.length === 0)',
    ],
    [
      'only a device that may provision adds others (T03)',
      'if (!activeDevice(state, header.authorDevice).mayProvision) throw',
      'if (header.authorDevice.length === 0) throw',
    ],
    [
      'a revoked device never returns',
      'if (taken.some((key) => equalBytes(key, signKey) || equalBytes(key, kemKey)))',
      'if (taken.length === 0)',
    ],
    [
      'only root leaves the earlier seed unreadable',
      'if (generation > 1 && previousSeed === null && header.authorDevice !== null)',
      'if (generation < 1)',
    ],
    [
      'nobody revokes the device that signs the revocation',
      'if (header.authorDevice !== null && fallen.has(header.authorDevice))',
      'if (fallen.size === 0)',
    ],
    ['only root resets', 'if (header.authorDevice !== null) throw', "if (header.authorDevice === '') throw"],
  ),
  ...guards('src/shared/logs/identity/state.ts', identityTests, [
    'a revoked device signs nothing more (T03)',
    'if (device?.revokedAt !== null) throw',
    'if (device === undefined) throw',
  ]),
]

const spaceGuards = [
  ...guards(
    'src/shared/logs/space/validators.ts',
    spaceTests,
    [
      'each entry needs its right (T33)',
      'if (!oneOf.some((right) => mayDo(rights, right))) throw',
      'if (oneOf.length === 0) throw',
    ],
    [
      'nothing is written while the key must change (T29)',
      'if (pending(judged)) throw',
      'if (judged.rights === 0) throw',
    ],
    [
      'a commit is sealed under the key in force',
      'if (epoch !== state.epoch || epoch === 0) throw',
      'if (epoch === 0) throw',
    ],
    [
      'nobody but the owner decides what only the owner may',
      'if (header.authorId !== state.owner) throw',
      'if (header.seq === 0) throw',
    ],
    ['no grant changes the rights of the owner', 'if (id === state.owner) throw', 'if (id === "") throw'],
  ),
  ...guards(
    'src/shared/logs/space/reduce.ts',
    spaceTests,
    ['nothing follows the end of a space', 'if (state.closed) throw', 'if (state.closed && header.seq === 0) throw'],
    [
      'a second history, signed by a principal, is a fork',
      'if (rightsOf(state, header.authorId, header.time) !== 0) throw',
      'if (header.seq === 0) throw',
    ],
  ),
  ...guards(
    'src/shared/logs/space/rights.ts',
    spaceTests,
    ['a grant ends at its time', 'notAfter !== null && notAfter <= time ? 0 :', 'notAfter === -1 && time < 0 ? 0 :'],
    ['who is denied read is denied everything', "mayDo(deny, 'read') ? deny | allRights : deny", 'deny'],
  ),
  ...guards('src/shared/logs/space/recipients.ts', spaceTests, [
    'the key is sealed to exactly those who may read (T29)',
    'return !sameRecipients(recipientsOf(suite, state, identities, time), state.epochRecipients)',
    'return recipientsOf(suite, state, identities, time).length < state.epochRecipients.length - 99',
  ]),
  ...guards(
    'src/shared/logs/space/reducers/epochs.ts',
    spaceTests,
    [
      'a rotation names exactly the recipients (T26)',
      'if (!equalBytes(recipientsHash(suite, recipients), hash)) throw',
      'if (hash.length === 0) throw',
    ],
    ['epochs follow without a gap', 'if (number !== state.epoch + 1) throw', 'if (number <= state.epoch) throw'],
  ),
  ...guards('src/shared/logs/space/reducers/ownership.ts', spaceTests, [
    'a space is handed over only to whom it was offered',
    'if (state.offer?.to !== header.authorId || state.offer.seq !== seq) throw',
    'if (seq < 0) throw',
  ]),
  ...guards('src/shared/logs/space/reducers/packs.ts', spaceTests, [
    'no pack is added twice',
    'if (packs.some(([id]) => state.packs.has(id))) throw',
    'if (packs.length > 1e9) throw',
  ]),
  ...guards('src/shared/logs/space/known-heads.ts', spaceTests, [
    'no entry goes back behind a head named before',
    "if (order === 'older') throw",
    'if (named.seq < 0) throw',
  ]),
  ...guards(
    'src/shared/logs/space/operation-rules.ts',
    spaceTests,
    ['each operation needs its right', 'if (!mayDo(rights, rightFor[operation.kind])) throw', 'if (rights < 0) throw'],
    ['no folder lies below itself', "if (at === id) throw new Void('cycle')", ''],
    [
      'no two siblings have the same name',
      'if (holder !== undefined && holder !== id) throw',
      "if (holder === '') throw",
    ],
    ['a name in a commit keeps the name rule (T62)', "if (checkName(name) !== null) throw new Void('name')", ''],
  ),
  ...guards('src/shared/logs/space/tree.ts', spaceTests, [
    'a commit leads to the tree it says it leads to',
    "const isRight = outcome.kind === 'applied' && equalBytes(this.stateRoot(), commit.stateRoot)",
    "const isRight = outcome.kind === 'applied' && commit.stateRoot.length === equalBytes.length + 30",
  ]),
]

const overreach = ['src/core/attacks/overreach.test.ts', '-t']
/** The same guards as whole cores notice them, behind a relay that checks nothing. */
const coreGuards: readonly Guard[] = [
  ...guards(
    'src/shared/logs/space/validators.ts',
    [...overreach, 'may not append by her rights'],
    [
      'each entry needs its right, in a whole core (T33)',
      'if (!oneOf.some((right) => mayDo(rights, right))) throw',
      'if (oneOf.length === 0) throw',
    ],
  ),
  ...guards(
    'src/shared/logs/space/operation-rules.ts',
    [...overreach, 'deletion inside'],
    [
      'each operation in a commit needs its right, in a whole core (T33)',
      'if (!mayDo(rights, rightFor[operation.kind])) throw',
      'if (mayDo(rights, rightFor[operation.kind]) === null) throw',
    ],
  ),
  ...guards(
    'src/shared/logs/lockbox-list.ts',
    [...overreach, 'manager makes and signs'],
    [
      'a sealed key is for the place its entry says (T27)',
      'if (context === undefined || !sameContext(lockbox.context, context))',
      'if (context === undefined || !sameContext(lockbox.context, lockbox.context))',
    ],
  ),
]

export const logGuards: readonly Guard[] = [
  ...entryGuards,
  ...chainGuards,
  ...identityGuards,
  ...spaceGuards,
  ...coreGuards,
]
