// Guards of the way to a relay: whose key, whose address, whose clock. PROTOCOL §8 "Time", §15, §19.13, §19.15.
import { guards, type Guard } from '../guard.ts'

const reach = ['src/core/stories/reach.test.ts']

export const networkGuards: readonly Guard[] = [
  ...guards('src/core/whereabouts.ts', reach, [
    'no card carries a loopback address of the relay in this app',
    'if (this.isHere(relayId) && isLoopback(place.home.address))',
    'if (false as boolean)',
  ]),
  ...guards('src/core/bridge/own-relay.ts', reach, [
    'an address is tried before it is used',
    'choice.untried || (await this.#isPinnedAt(address, open, signal))',
    'choice.untried || open.reach.kind !== null',
  ]),
  ...guards(
    'src/core/whereabouts.ts',
    ['src/core/stories/relay-address.test.ts'],
    [
      'a relay is followed only to where it answers',
      'if ((await this.#env.outside.identifyRelay(address, signal, tlsPin)) !== relayId) return',
      '',
    ],
  ),
  ...guards(
    'src/shared/logs/relay-address.ts',
    ['src/shared/logs/relay-address.test.ts'],
    [
      'an address counts under the signature of the relay',
      "if (!suite.verify(publicKey, 'relay/address', signed, signature)) throw new Refused('E_SIG', 'relay address')",
      '',
    ],
  ),
  ...guards(
    'src/core/remote/address.ts',
    ['src/core/remote/address.test.ts'],
    ['half a TLS key is none', "if (tlsPin.length !== 32) throw new Refused('E_CANON', 'TLS pin')", ''],
  ),
  ...guards(
    'src/core/remote/network.ts',
    ['src/core/remote/proxy.test.ts'],
    [
      'a password is said to the proxy it was given for and to no other',
      'new URL(proxy).origin === new URL(proxyLogin).origin',
      'true',
    ],
  ),
  ...guards(
    'src/core/bridge/network.ts',
    ['src/core/stories/proxy.test.ts'],
    [
      'name and password go to the proxy that was shown and to no other',
      'if (now === null || now !== proxy) {',
      'if (now === null) {',
    ],
  ),
  ...guards(
    'src/core/remote/dispatcher.ts',
    ['src/core/remote/tls.test.ts'],
    [
      'exactly the pinned key',
      'holdsKey(socket as TLSSocket, pin)',
      'holdsKey(socket as TLSSocket, pin) || pin.length > 0',
    ],
    ['a pinned relay is spoken to over TLS only', "if (options.protocol !== 'https:') {", 'if (false as boolean) {'],
  ),
  ...guards(
    'src/core/remote/connect-failed.ts',
    ['src/core/remote/tls.test.ts'],
    ['a certificate for another address is told apart', "if (aboutName.includes(code)) return 'certificate-name'", ''],
  ),
  ...guards(
    'src/core/set-up.ts',
    ['src/core/stories/clock.test.ts'],
    [
      'the first entries are dated by the relay',
      'const time = await timeAt(environment, request, signal)',
      'const time = (await timeAt(environment, request, signal)) * 0 + environment.clock.now()',
    ],
  ),
  ...guards(
    'src/shared/domain/clock.ts',
    ['src/core/attacks/clock.test.ts'],
    [
      'no relay’s clock is followed by more than a day',
      'Math.abs(offBy) > furthestAhead',
      'Math.abs(offBy) > furthestAhead * 1000',
    ],
  ),
  ...guards(
    'src/core/relay-time.ts',
    ['src/core/stories/clock.test.ts'],
    [
      'the own clock alone ends no reading',
      'return this.#relay().clockOffset === null || this.tooFarOff !== null ? 0 : this.now()',
      'return this.now()',
    ],
    ['nothing is dated by a wrong clock', 'if (this.tooFarOff !== null) throw new WrongClock(this.tooFarOff)', ''],
  ),
  ...guards(
    'src/core/contacts/inbox.ts',
    ['src/core/stories/clock.test.ts'],
    ['no message is judged by a wrong clock', ' || !(await this.#canJudge(signal))', ''],
  ),
  ...guards(
    'src/core/sync/cycle.ts',
    ['src/core/sync/rules/clock.test.ts'],
    [
      'nothing is sealed and uploaded that cannot be dated',
      'const mayAppend = clockOffBy === null && ahead === null',
      'const mayAppend = ahead === null',
    ],
  ),
]
