// Guards of statements: what devices say they have seen, and what is made of it. PROTOCOL §12.
import { guards, type Guard } from '../guard.ts'

const vectors = ['src/shared/logs/statement.test.ts']
const meaning = ['src/core/freshness/judge.test.ts']
const hearing = ['src/core/freshness/service.test.ts']
const endToEnd = ['src/core/attacks/freshness.test.ts']

export const freshnessGuards: readonly Guard[] = [
  ...guards(
    'src/shared/logs/statement.ts',
    vectors,
    [
      'a statement is signed by its device',
      "if (!suite.verify(signPublicKey, 'statement', signed, signature)) throw",
      'if (signature.length === 0) throw',
    ],
    [
      'a statement is its signer’s own',
      'if (statement.identityId !== signer.id) throw',
      'if (signer.id.length === 0) throw',
    ],
    [
      'a device that was taken out states nothing',
      'activeDevice(signer.state, statement.deviceId)',
      '(signer.state.devices.get(statement.deviceId) ?? activeDevice(signer.state, null))',
    ],
    [
      'a sign of life is about oneself',
      "if (kind === 'heartbeat' && subject !== identityId) throw",
      "if (kind === 'heartbeat' && subject.length === 0) throw",
    ],
  ),
  ...guards(
    'src/core/freshness/judge.ts',
    meaning,
    ['whoever is no member confirms nothing', 'if (!principals.includes(by)) continue', ''],
    ['another entry in a place held here is a dispute', 'hashAt(seen.seq) !== seen.hash', 'hashAt(seen.seq) === null'],
    ['nobody confirms their own state (T53)', 'else if (by !== me)', 'else'],
    ['no word is newer than now', 'Math.min(time, now)', 'time'],
  ),
  ...guards(
    'src/core/freshness/service.ts',
    hearing,
    ['a word from the future is not kept for later', '|| time > now() + day) continue', ') continue'],
    [
      'silence turns grey after seven days (T50)',
      '!this.#isAlone(log) && now - since > freshnessLimit ? since',
      '!this.#isAlone(log) && now < 0 ? since',
    ],
    ['a device that was taken out is forgotten', 'return isActive && deviceId !== me', 'return deviceId !== me'],
    ['whoever never came is not waited for', '[...present, ...heard].some(', '[...principals, ...heard].some('],
    ['a relay that hides who accepted hides no silence', '[...present, ...heard].some(', '[...present].some('],
    ['nothing is said of a space against its person’s will', 'if (!this.isSpeaking(id)) return', ''],
    ['a lost counter is found again', "answer.error.code === 'E_ROLLBACK'", "answer.error.code === 'E_FORK'"],
  ),
  ...guards('src/core/store/statements.ts', hearing, [
    'a lower counter never replaces a higher one',
    'WHERE excluded.counter > statement.counter',
    '',
  ]),
  ...guards(
    'src/core/freshness/service.ts',
    endToEnd,
    [
      'keys are not sealed to whoever was silent for long, unasked (T07)',
      'if (!isCurrent && !evenIfSilent) throw',
      'if (!isCurrent && beats.length < 0) throw',
    ],
    [
      'keys are not sealed by an identity log that is older than its devices say (T07)',
      'if (log?.at(head) !== null) continue',
      'if (log === null || head.seq > 0) continue',
    ],
  ),
  ...guards(
    'src/core/core.ts',
    ['src/core/stories/freshness.test.ts'],
    ['no relay collects words for later', 'Math.min(ownNow(), relayNow())', 'relayNow()'],
  ),
  ...guards('src/core/spaces/replica.ts', endToEnd, [
    'a space of which somebody has seen another history stops (T16, T53)',
    "if (by !== null) return { kind: 'fork', by }",
    '',
  ]),
  ...guards('src/core/bridge/sync-state.ts', endToEnd, [
    'a relay that holds back is named (T50)',
    "if (ahead !== null) return { kind: 'held-back'",
    "if (ahead?.at === 0) return { kind: 'held-back'",
  ]),
  ...guards(
    'src/core/sync/status.ts',
    ['src/core/attacks/content.test.ts'],
    [
      'a content that is not the original is named as damaged (T36)',
      'if (damaged[0] !== undefined) return',
      "if (damaged[0] === 'E_ROLE') return",
    ],
  ),
  ...guards(
    'src/core/freshness/service.ts',
    ['src/core/freshness/service.test.ts'],
    [
      'no clock that is ahead puts off the limit',
      'putSetting(writable, key, String(stamp()))',
      'putSetting(writable, key, String(this.#env.now()))',
    ],
  ),
  ...guards(
    'src/core/core.ts',
    ['src/core/stories/clock.test.ts'],
    [
      'signs of life are dated by the earlier clock, however far apart they are',
      'const relayNow = () => ownNow() + this.clockOffset',
      'const relayNow = () => this.now()',
    ],
  ),
]
