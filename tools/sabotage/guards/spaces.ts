// Guards of spaces and of the own devices in core: who keeps the key, who complains, who repairs, what is named once.
import { guards, type Guard } from '../guard.ts'

const keyAttacks = ['src/core/attacks/keys.test.ts']
const expiryStory = ['src/core/stories/expiry.test.ts']
const doubtStory = ['src/core/stories/keys-in-doubt.test.ts']
const deviceStory = ['src/core/stories/devices.test.ts']
const held = (title: string) => ['src/core/attacks/held-entry.test.ts', '-t', title]

export const spaceGuards: readonly Guard[] = [
  ...guards(
    'src/core/spaces/kept-tree.ts',
    ['src/core/stories/kept-tree.test.ts'],
    [
      'a kept tree counts only beside the entry that it was made with',
      'head !== null && readEntryHash(store, this.#id, head.seq) === head.hash',
      'head !== null && readEntryHash(store, this.#id, head.seq) !== null',
    ],
    [
      'what could not be kept of a tree is kept later',
      'for (const id of tree.touched) {',
      'const touched = [...tree.touched]\n      tree.forgetTouched()\n      for (const id of touched) {',
    ],
  ),
  ...guards(
    'src/core/spaces/sealed-part.ts',
    ['src/core/stories/kept-tree.test.ts'],
    [
      'a start judges only what came after the kept tree',
      'hasSealedPart(entry) && entry.seq > this.#judgedBefore',
      'hasSealedPart(entry)',
    ],
    ['a kept tree that a commit contradicts is not kept', 'this.#kept.forget()', ''],
    [
      'a kept tree is made anew also where an own computer contradicts it',
      'if (isContradicted && !rebuilt) {',
      'if (isContradicted && !rebuilt && entry.header?.authorId !== this.#env.me.id) {',
    ],
  ),
  ...guards(
    'src/core/spaces/remote.ts',
    ['src/core/stories/space-remote.test.ts'],
    ['what the engine takes for the tree of an entry shows that entry', 'seq: shownSeq,', 'seq: state.head.seq,'],
  ),
  ...guards(
    'src/core/spaces/epoch-key-ring.ts',
    keyAttacks,
    [
      'a lockbox that was withheld is no reason to complain',
      "if (error.code !== 'E_INTEGRITY') this.#badLockboxes",
      'this.#badLockboxes',
    ],
    ['a link that leads nowhere is noticed', '=== null) this.#badLinks.add(epoch)', '=== null) return'],
  ),
  ...guards('src/core/spaces/membership.ts', expiryStory, [
    'nothing is granted until a day that is over',
    'if (notAfter !== null && notAfter <= this.#env.now()) throw',
    'if (notAfter === 0) throw',
  ]),
  ...guards(
    'src/core/spaces/joined-space.ts',
    expiryStory,
    [
      'whoever sees a right expire by their own clock changes the key',
      'await this.writer.rotateIfNobodyInDoubt(signal)',
      '',
    ],
    [
      'no clock makes anybody give up a space',
      'return this.replica.rightsOf(this.#env.me.id, 0) !== 0',
      'return this.isMember(this.#env.me.id)',
    ],
  ),
  ...guards('src/core/spaces/writer.ts', doubtStory, [
    'no rotation seals to somebody in conflict (T02)',
    "if (this.inDoubt.length > 0) throw new Refused('E_CONSENT', 'a key for somebody in conflict')",
    '',
  ]),
  ...guards('src/core/spaces/writer.ts', deviceStory, [
    'before a write the newest logs of all members are asked for (T29)',
    'await this.#refreshPrincipals(signal)',
    '',
  ]),
  ...guards(
    'src/core/spaces/writer.ts',
    ['src/core/stories/resume.test.ts'],
    [
      'a pack that the log names is not named again',
      'packs.filter(({ id }) => !this.#replica.state.packs.has(id))',
      'packs.filter(({ id }) => id.length > 0)',
    ],
  ),
  ...guards(
    'src/core/spaces/sealed-part.ts',
    ['src/core/attacks/snapshot.test.ts'],
    [
      'a snapshot of another tree is void',
      'const judge = isSnapshot(accepted.entry) ? checkSnapshot : applyCommit',
      "const judge = isSnapshot(accepted.entry) ? () => ({ kind: 'applied' as const }) : applyCommit",
    ],
  ),
  ...guards(
    'src/core/identity/known-identities.ts',
    ['src/core/identity/known-identities.test.ts'],
    [
      'a relay that lost entries of an identity gets them back first',
      'await reader.mirror(known.id, known.entries.map(encodeEntry), { signal })',
      '',
    ],
    [
      'a branch that root signed is adopted also where it is shorter',
      'known.contains(shown.head) ? this.#heal',
      'shown.head.seq >= 0 ? this.#heal',
    ],
    ['an abandoned branch is remembered', 'branches.reduce(chooseBranch, log)', 'log'],
  ),
  ...guards(
    'src/core/spaces/log-repair.ts',
    ['src/core/stories/restored-relay.test.ts'],
    [
      'a relay that lost a space gets the identity logs it needs to judge it',
      'await pushIdentity(error)',
      'throw error',
    ],
  ),
  ...guards(
    'src/core/spaces/replica.ts',
    ['src/core/attacks/relay-view.test.ts', '-t', 'asks for somebody'],
    ['a relay gets no log that nothing names', 'isNamed === true ?', 'isNamed !== null ?'],
  ),
  ...guards('src/core/spaces/judge-entry.ts', held('three days'), [
    'an entry dated too far ahead is not taken before its time',
    'return ahead === null ? { after, ahead } : { after: null, ahead }',
    'return { after, ahead: null }',
  ]),
  ...guards('src/core/spaces/judge-entry.ts', held('names one'), [
    'an entry that names a held head waits with it',
    'if (ahead !== null && !isLonger) throw new EntryHeld(ahead)',
    '',
  ]),
  ...guards('src/core/spaces/replica.ts', held('put back'), [
    'what is held below the pin is no rollback',
    'if (this.#ahead !== null) throw new EntryHeld(this.#ahead)',
    '',
  ]),
  ...guards('src/core/spaces/writer.ts', held('overtaken'), [
    'nothing is built again and again behind a held entry',
    'if (ahead !== null) throw new EntryHeld(ahead)',
    '',
  ]),
  ...guards('src/core/contacts/inbox.ts', held('unread'), [
    'a message is not deleted because its sender’s newest entry is held',
    'if (senderId !== null && this.#env.known.ahead(senderId) !== null) return false',
    '',
  ]),
  ...guards('src/core/sync/cycle.ts', held('names one'), [
    'a space with a held entry is not up to date',
    "if (ahead !== null) throw new CycleEnded({ kind: 'entry-ahead', ...ahead })",
    '',
  ]),
  ...guards(
    'src/core/identity/known-identities.ts',
    ['src/core/identity/known-identities.test.ts'],
    ['an identity log stops before what is dated too far ahead', 'if (log !== null && this.#isHeld(next)) break', ''],
    [
      'no branch is chosen by a log that was not read to its end',
      'return this.ahead(id) === null ? this.#adoptBranch(known, other) : known',
      'return this.#adoptBranch(known, other)',
    ],
    [
      'nothing is given back to a relay whose log was not read to its end',
      'if (this.ahead(known.id) !== null) return known',
      '',
    ],
    [
      'an identity log that is held below its pin is no rollback',
      'if (pin !== null && log.head.seq < pin.seq && ahead !== null) throw new EntryHeld(ahead)',
      '',
    ],
  ),
  ...guards('src/core/identity/devices.ts', deviceStory, [
    'no device takes itself out',
    'if (deviceId === me.device.deviceId) throw',
    'if (deviceId.length === 0) throw',
  ]),
  ...guards(
    'src/core/spaces/creation.ts',
    ['src/core/stories/give.test.ts'],
    [
      'a space that could never have its name is not begun',
      "if (checkName(name) !== null) throw new Refused('E_CANON', 'name of a space')",
      '',
    ],
  ),
]
