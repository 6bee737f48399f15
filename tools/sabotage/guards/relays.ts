// Guards of a person's several relays: what is copied to them, and what keeps one from being given up. PROTOCOL §8, §19.17.
import { guards, type Guard } from '../guard.ts'

const story = ['src/core/stories/second-relay.test.ts']

const moving = (title: string): readonly string[] => ['src/core/stories/home-move.test.ts', '-t', title]
const interrupted = (title: string): readonly string[] => [
  'src/core/stories/home-move-interrupted.test.ts',
  '-t',
  title,
]
const letIn = (title: string): readonly string[] => ['src/core/stories/home-move-contacts.test.ts', '-t', title]
const lied = (title: string): readonly string[] => ['src/core/attacks/several-relays.test.ts', '-t', title]
const former = (title: string): readonly string[] => ['src/core/attacks/former-home.test.ts', '-t', title]

const formerHomeGuards: readonly Guard[] = [
  ...guards('src/core/accounts.ts', lied('somebody who passes everything on'), [
    'an own account’s relay is found elsewhere by its own word only',
    'const place = this.others().find(isThat) ?? reach',
    'const place = reach',
  ]),
  ...guards('src/core/home-move.ts', moving('follows once more after a crash'), [
    'the inbox that is left is not forgotten in a crash',
    '    accounts.moved(from, to)\n    await whereabouts.settleAt(to, { isTold: true })\n',
    '    await whereabouts.settleAt(to, { isTold: true })\n    accounts.moved(from, to)\n',
  ]),
  ...guards('src/core/set-up.ts', former('passes everything on'), [
    'recovery prefers the address that the log names',
    'if (isThis && (by !== at || !isPreferable(named.address, at.home.address))) return found',
    'if (isThis) return found',
  ]),
  ...guards('src/core/whereabouts.ts', former('passes everything on'), [
    'no log names an address that somebody typed',
    'if (isForOthers && this.#isItsWord) await this.#setHomes(signal)',
    'if (isForOthers) await this.#setHomes(signal)',
  ]),
  ...guards(
    'src/core/accounts.ts',
    former('home hides that another computer'),
    [
      'what another own relay knows of the own log is read there',
      'if (isCopied && Math.abs(now() - (this.#readAt.get(relayId) ?? -Infinity)) < pause) return',
      'if (isCopied) return',
    ],
    [
      'another history of the own log at an own relay is said',
      "    else if (seen.error.code === 'E_FORK') this.#contradicting.add(relayId)\n",
      '',
    ],
  ),
  ...guards('src/core/accounts.ts', former('while the entry of a move is out'), [
    'the entry of a move is not taken from the new home',
    '    if (me.writer.isResting) return\n',
    '',
  ]),
  ...guards('src/core/home-move.ts', former('says no to everything'), [
    'an old home that says no holds up nobody with one computer',
    'if (!told.ok && !this.#isAlone) throw refusedBy(told.error)',
    'if (!told.ok) throw refusedBy(told.error)',
  ]),
  ...guards(
    'src/core/identity/own-log.ts',
    former('while the entry of a move is out'),
    ['no computer is taken out while the entry of a move is out', '      if (this.isResting) throw new Moving()\n', ''],
    ['no address is written while the entry of a move is out', '    return this.#isMoving()\n', '    return false\n'],
  ),
]

const moveGuards: readonly Guard[] = [
  ...guards('src/core/home-move.ts', interrupted('at every call to a relay'), [
    'an entry is noted before it is offered',
    '      this.#write({ ...move, entry })\n      return entry',
    '      return entry',
  ]),
  ...guards('src/core/home-move.ts', moving('was first'), [
    'nobody goes to the new relay past what the old one ordered',
    'return this.#env.me.log.head.seq >= entry.seq && !this.#holds(entry)',
    'return this.#env.me.log.head.seq < 0 && !this.#holds(entry)',
  ]),
  ...guards('src/core/home-move.ts', interrupted('with the old relay gone'), [
    'with a second computer nobody moves past a silent home',
    'if (!this.#isAlone) throw refusedBy(seen.error)\n',
    '\n',
  ]),
  ...guards(
    'src/core/home-move.ts',
    moving('was first'),
    ['the new relay is of no use where it has another entry', 'isTorn: isThere })', 'isTorn: false })'],
    [
      'a move is made anew where the new relay has nothing of it',
      "isThere = parseEntry(suite, 'identity', bytes).hash === hash",
      'isThere = hash.length > 0',
    ],
  ),
  ...guards('src/core/home-move.ts', letIn('an invitation that she makes'), [
    'what was made during the move opens the new inbox, too',
    '    // Once more: what was made since it was first told would else be known to the old relay alone.\n    await openInboxAt(target, signal)\n',
    '',
  ]),
  ...guards(
    'src/core/contacts/requests.ts',
    letIn('whoever is blocked'),
    ['whoever is blocked writes to no former home', 'if (await this.#env.atFormerHomes(end, signal)) ', ''],
    [
      'a token is ended later where a former home was silent',
      'if (await this.#env.atFormerHomes(end, signal)) ',
      'await this.#env.atFormerHomes(end, signal)\n        ',
    ],
  ),
  ...guards('src/core/whereabouts.ts', letIn('enough for today'), [
    'whoever got enough messages for today is told later',
    "if (error.code === 'E_TRANSPORT' || error.code === 'E_QUOTA')",
    "if (error.code === 'E_TRANSPORT')",
  ]),
  ...guards('src/core/whereabouts.ts', moving('from the relay in her app'), [
    'nobody says where the relay in this app is',
    'if (relayId === this.#home.home.relayId || this.isHere(relayId)) return',
    'if (relayId === this.#home.home.relayId) return',
  ]),
  ...guards('src/core/accounts.ts', moving('alice moves'), [
    'the inbox of a former home is still read',
    'return this.all().filter(({ home }) => this.#isHome(home.relayId) || former.includes(home.relayId))',
    'return this.all().filter(({ home }) => this.#isHome(home.relayId) && !former.includes(home.relayId))',
  ]),
  ...guards('src/core/contacts/own-card.ts', moving('alice moves'), [
    'whoever may write to the inbox may do so at the new home',
    '    if (ourToken !== null && !blocked) await relay.putToken',
    '    if (ourToken?.length === 0 && !blocked) await relay.putToken',
  ]),
  ...guards('src/core/whereabouts.ts', moving('from the relay in her app'), [
    'nobody is led to a relay that only this computer reaches',
    'if (this.isHere(relayId) && isLoopback(place.home.address)) throw new OnlyHere()',
    'if (relayId === this.#home.home.relayId && isLoopback(place.home.address)) throw new OnlyHere()',
  ]),
  ...guards('src/core/contacts/incoming-requests.ts', lied('names another relay than their log'), [
    'another relay counts where the log names it, not where a message does',
    'return relayId === before || relayId === this.#env.known.get(senderId)?.state.home?.relayId',
    "return relayId === before || senderId !== ''",
  ]),
  ...guards('src/core/contacts/incoming-requests.ts', lied('held back until the contact had moved'), [
    'an old card held back leads nobody back to a former home',
    "return contact?.state === 'accepted' && !this.#isTheirRelay(contact.identityId, relayId)",
    "return contact?.state === 'asking' && !this.#isTheirRelay(contact.identityId, relayId)",
  ]),
  ...guards('src/core/accounts.ts', lied('where another one answers'), [
    'a relay that a log names answers there itself',
    '    await mustAnswer(this.#env.identifyRelay, reach, signal)\n',
    '',
  ]),
  ...guards('src/core/contacts/moved-contacts.ts', lied('whoever only asks'), [
    'the log of whoever only asks leads to no address',
    "      if (state === 'asking') continue\n",
    '',
  ]),
  ...guards('src/core/contacts/moved-contacts.ts', lied('whoever only asks'), [
    'the log of whoever is blocked leads to no address',
    'if (blocked || named === null ||',
    'if (named === null ||',
  ]),
  ...guards('src/core/set-up.ts', lied('where another one answers'), [
    'a new computer goes only to the relay that the log names',
    'if (!isThis) await mustAnswer(environment.identifyRelay, there, signal)\n',
    '\n',
  ]),
  ...guards('src/core/set-up.ts', lied('no computer is added'), [
    'no computer is added to a log that shows less than a former home (T07)',
    "if (!next.log.contains(found.log.head)) throw new Refused('E_ROLLBACK', 'home shows less than a former home')",
    '',
  ]),
]

export const relaysGuards: readonly Guard[] = [
  ...guards(
    'src/core/accounts.ts',
    story,
    [
      'no relay is given up while an own space lives there',
      'this.#env.ownSpacesAt(relayId).length === 0',
      'this.#env.ownSpacesAt(relayId).length >= 0',
    ],
    ['the self record has room for all accounts', 'others.length > mostAccounts || ', ''],
    ['a log has room for the address of an account', ' || address.length > maxAddress', ''],
    ['the own log is copied to every relay', '    await this.#agree(relayId, relay, signal)\n', ''],
  ),
  ...guards('src/core/spaces/service.ts', story, [
    'a space whose owner is not known counts as one’s own',
    'return !replica.isFetched || replica.state.owner === this.#env.me.id',
    'return replica.isFetched && replica.state.owner === this.#env.me.id',
  ]),
  ...guards('src/core/spaces/creation.ts', story, [
    'a relay gets what it lacks of the own log before a space begins there',
    "if (answer.kind === 'missing' && answer.logId === me.id)",
    "if (answer.kind === 'missing' && answer.from < 0)",
  ]),
  ...guards('src/core/self-keeper.ts', lied('T07 home shows'), [
    'an old self record is carried nowhere and names no relay (T07)',
    "    if (self.counter < this.#counter()) throw new Refused('E_ROLLBACK', 'self record')\n",
    '',
  ]),
  ...guards(
    'src/core/self-keeper.ts',
    lied('T07 home says there is no self record'),
    [
      'no record at home, where there was one, is a rollback (T07)',
      'if (wire === null && this.#counter() > 0)',
      'if (wire === null && this.#counter() < 0)',
    ],
    [
      'an old self record shown in a conflict lowers no count',
      'Math.max(verifySelf(suite, there, me.log).counter, counter) + 1',
      'verifySelf(suite, there, me.log).counter + 1',
    ],
  ),
  ...guards('src/core/set-up.ts', lied('T07 home says there is no self record'), [
    'a recovered computer knows which self record it began with',
    "      putSetting(store, 'self-counter', String(self.counter))\n",
    '',
  ]),
  ...moveGuards,
  ...formerHomeGuards,
]
