// Guards of what a relay, or whoever looks over its shoulder, gets to see and to use. PROTOCOL §8, §9, §12. T60, T61, T74.
import { guards, type Guard } from '../guard.ts'

const relayView = (title: string): readonly string[] => ['src/core/attacks/relay-view.test.ts', '-t', title]
const signedRequests = ['src/core/attacks/requests.test.ts']

export const seenGuards: readonly Guard[] = [
  ...guards('src/core/contacts/own-card.ts', relayView('T60: no word'), [
    'no name stands where the relay reads (T60)',
    "relayAt(home).putToken(token, { label: 'card', signal })",
    "relayAt(home).putToken(token, { label: readSetting(store, 'name') ?? '', signal })",
  ]),
  ...guards('src/shared/domain/padme.ts', relayView('T60: two files'), [
    'what is sealed in one piece tells no short lengths (T60)',
    'const shortest = 1024',
    'const shortest = 4',
  ]),
  ...guards('src/shared/content/chunk.ts', relayView('T61: the same file'), [
    'equal contents have nothing in common (T61)',
    'suite.kdf(key, `${label}/nonce`, nonceLength, suite.random(32), index, hash)',
    'suite.kdf(new Uint8Array(32), `${label}/nonce`, nonceLength, index, hash)',
  ]),
  ...guards(
    'src/shared/protocol/signing.ts',
    signedRequests,
    ['a signature is for one query (T74)', "['@query', `?${request.query}`],", "['@query', '?'],"],
    ['a signature is for one path (T74)', "['@path', request.path],", "['@path', '/'],"],
  ),
]
