// Guards of a person's several relays: what is copied to them, and what keeps one from being given up. PROTOCOL §8, §19.17.
import { guards, type Guard } from '../guard.ts'

const story = ['src/core/stories/second-relay.test.ts']
const attacks = ['src/core/attacks/several-relays.test.ts']

export const relaysGuards: readonly Guard[] = [
  ...guards(
    'src/core/accounts.ts',
    story,
    [
      'no relay is given up while an own space lives there',
      'if (ownSpacesAt(relayId).length > 0)',
      'if (ownSpacesAt(relayId).length > 99)',
    ],
    [
      'the own log is copied to every relay',
      '    await relay.mirror(me.id, me.log.entries.map(encodeEntry), { signal })\n',
      '',
    ],
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
  ...guards('src/core/self-keeper.ts', attacks, [
    'an old self record is carried nowhere (T07)',
    "if (verifySelf(suite, wire, me.log).counter < this.#counter()) throw new Refused('E_ROLLBACK', 'self record')",
    'verifySelf(suite, wire, me.log)',
  ]),
]
