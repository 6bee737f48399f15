// Guards against what comes from outside: requests at the relay, answers at the client, links and crashes on the disk. PROTOCOL §8, §15.
import { guards, type Guard } from '../guard.ts'

const requests = ['src/relay/requests.test.ts']
const relay = ['src/relay/relay.test.ts']
/** A test of a file by a part of its title: the rest of the file need not run. */
const only = (file: string, title: string): readonly string[] => [file, '-t', title]
const outsiders = (title: string): readonly string[] => only('src/relay/outsiders.test.ts', title)
const strange = (title: string): readonly string[] => only('src/core/attacks/kinds-and-sizes.test.ts', title)
const disk = ['src/core/platform/file-system.test.ts']

const requestGuards = [
  ...guards(
    'src/relay/http/authenticate.ts',
    requests,
    [
      'a request is signed by its device (T74)',
      'if (!this.#relay.suite.backend.verifyDetached(parameters.signature, base, publicKey))',
      'if (base.length === 0)',
    ],
    ['a request is signed at its time (T74)', 'if (!isNow || expires', 'if (expires'],
    ['a revoked device asks for nothing', 'device.revokedAt !== null) throw', 'device.revokedAt === -1) throw'],
    [
      'a request is meant for this relay (T74)',
      "if (relay !== relayId) throw new Refused('E_SIG'",
      "if (relay === '') throw new Refused('E_SIG'",
    ],
  ),
  ...guards(
    'src/relay/http/nonces.ts',
    ['src/relay/http/limits.test.ts'],
    ['a request is good once (T74)', 'if (this.#expiries.has(name)) return false', ''],
  ),
  ...guards('src/relay/http/body.ts', requests, [
    'the body is the one that was signed (T74)',
    'if (digest !== request.headers[headerNames.digest]) throw',
    "if (digest === '') throw",
  ]),
  ...guards('src/relay/http/body.ts', outsiders('a hundred bodies'), [
    'strangers have a purse of their own (T75)',
    "const purse = request.requester?.isKnown === true ? 'known' : 'strange'",
    "const purse = 'known'",
  ]),
  ...guards('src/relay/http/authenticate.ts', outsiders('the address'), [
    'the addresses of one customer are one (T75)',
    'if (inside !== undefined || !isIPv6(address)) return inside ?? address',
    "if (inside !== '') return inside ?? address",
  ]),
]

const relayGuards = [
  ...guards(
    'src/relay/logs/service.ts',
    relay,
    [
      'an entry is appended behind the head and nowhere else',
      'if (entry.seq !== head.seq + 1 || entry.header?.prev !== head.hash) throw conflict(id, before)',
      'if (entry.seq < head.seq - 99) throw conflict(id, before)',
    ],
    [
      'no entry names a pack that is not there',
      'if (stored === null || stored.isMissing || stored.length !== length)',
      'if (length < 0)',
    ],
  ),
  ...guards(
    'src/relay/admin/backup.ts',
    ['src/relay/restore.test.ts'],
    ['a backup is readable by its owner only', 'mode: 0o600', 'mode: 0o644'],
  ),
  ...guards(
    'src/relay/logs/service.ts',
    ['src/relay/mirror.test.ts', 'src/relay/restore.test.ts'],
    [
      'an entry is dated by the time it is appended at',
      'if (Math.abs(time - this.#relay.now()) > entryTimeTolerance) throw',
      'if (time < 0) throw',
    ],
  ),
  ...guards(
    'src/relay/logs/service.ts',
    outsiders('appending and mirroring'),
    [
      'pushing entries is no way to ask about a space (T75)',
      "if (before?.kind !== 'space' || mayRead(before.state, requester.identityId, this.#relay.now()))",
      "if (before?.kind !== 'space' || before.state.head.seq >= 0)",
    ],
    [
      'a space that is not there looks like one of others (T75)',
      'if (!entry.ok || entry.value.header !== null) throw notHere()',
      'if (!entry.ok) throw entry.error\n    if (entry.value.header !== null) throw notHere()',
    ],
  ),
  ...guards('src/relay/logs/service.ts', outsiders('an identity whose log'), [
    'no identity fills the memory (T75)',
    "if (length > maxIdentityHeaders) throw new Refused('E_LIMIT', 'identity log')",
    "if (length < 0) throw new Refused('E_LIMIT', 'identity log')",
  ]),
  ...guards('src/relay/identities/register.ts', outsiders('whoever may not open'), [
    'whoever is not let in costs nothing (T75)',
    'if (exists ||',
    'if (!exists ||',
  ]),
  ...guards(
    'src/relay/logs/routes.ts',
    outsiders('a thousand entries'),
    [
      'strangers push a thousand entries at once (T75)',
      "> strangers.entriesAtOnce && !isKnown) throw new Refused('E_LIMIT', 'entries')",
      "< 0 && !isKnown) throw new Refused('E_LIMIT', 'entries')",
    ],
    [
      'strangers are counted by their token (T75)',
      'const isStrange = !isKnown && token !== null',
      'const isStrange = !isKnown && token?.length === 0',
    ],
  ),
  ...guards('src/relay/packs/routes.ts', outsiders('uploads'), [
    'uploads that run count against the quota (T75)',
    'const release = reservations.take(space.owner, length)',
    'const release = reservations.take(space.owner, 0 * length)',
  ]),
  ...guards(
    'src/relay/events/routes.ts',
    outsiders('event streams'),
    [
      'a revoked device and a blocked account hear no more',
      'if (!(await isWelcome(relay, requester))) {',
      'if (!(await isWelcome(relay, requester)) && logs.size > 1e9) {',
    ],
    ['whoever keeps changing what they follow is let go (T75)', "|| changes.take('', Date.now()) > 0", ''],
  ),
  ...guards(
    'src/relay/packs/range.ts',
    ['src/relay/records.test.ts'],
    ['ranges tell no sizes', 'if (start >= end || !isWhole) throw', 'if (start >= end) throw'],
  ),
  ...guards(
    'src/relay/pack-store/file-system.ts',
    ['src/relay/pack-store/file-system.test.ts'],
    ['a pack is on the disk before it has its name (fsync)', '    await handle.sync()\n  } finally', '  } finally'],
    [
      'the name of a pack is on the disk before anybody is told (fsync)',
      '      await syncDirectory(path.dirname(file))\n',
      '',
    ],
    ['a pack is never overwritten', 'await link(from, to)', 'await rename(from, to)'],
    [
      'a broken upload is no pack',
      "if (written < length) throw new Refused('E_LIMIT', 'pack shorter than announced')",
      '',
    ],
  ),
]

const clientGuards = [
  ...guards('src/core/remote/calls.ts', strange('T58 an inbox'), [
    'a list has an end (T58)',
    "if (length > maxListLength) throw new RelayRefused('E_TRANSPORT', 'answer too long')",
    '',
  ]),
  ...guards('src/core/remote/logs.ts', only('src/core/attacks/history.test.ts', 'a log without a receipt'), [
    'a log comes with the receipt of its relay (T49)',
    'if (verifyReceipt(suite, bytes, relayId).logId !== id)',
    'if (bytes.length === 0 && verifyReceipt(suite, bytes, relayId).logId !== id)',
  ]),
  ...guards('src/core/spaces/log-repair.ts', only('src/core/attacks/altered.test.ts', 'T44, T54'), [
    'of an entry that comes later only the body is taken (T44)',
    'const completed = encodeEntry({ ...parse(held.bytes), body })',
    'const completed = bytes',
  ]),
]

const diskGuards = [
  ...guards(
    'src/node/files/index.ts',
    ['src/node/files/files.test.ts'],
    [
      'new bytes are on the disk before the old ones go (fsync)',
      '      await handle.writeFile(bytes)\n      await handle.sync()\n',
      '      await handle.writeFile(bytes)\n',
    ],
  ),
  ...guards(
    'src/core/platform/parents.ts',
    disk,
    [
      'no path leads out of the folder (T64)',
      "if (path !== root && !path.startsWith(`${root}/`)) throw new FileSystemError('link')",
      '',
    ],
    [
      'a parent that turned into a link is noticed (T64)',
      "if (now.some((id, i) => id !== before[i])) throw new FileSystemError('link')",
      "if (now.length < 0 && before.length < 0) throw new FileSystemError('link')",
    ],
  ),
]

const keyGuards = guards('src/shared/logs/identity/validators.ts', only('src/core/attacks/key-forms.test.ts', 'T08'), [
  'nobody takes a key to which nothing can be sealed (T08)',
  "if (!sealed.ok) throw new Refused('E_ID', 'malformed key')",
  "if (sealed.ok && kemKey.length === 0) throw new Refused('E_ID', 'malformed key')",
])

export const outsideGuards: readonly Guard[] = [
  ...requestGuards,
  ...relayGuards,
  ...clientGuards,
  ...diskGuards,
  ...keyGuards,
]
