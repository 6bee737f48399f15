// Guards of spaces in core: who keeps the key, who complains, who repairs.
import { guards, type Guard } from '../guard.ts'

const keyAttacks = ['src/core/attacks/keys.test.ts']

export const spaceGuards: readonly Guard[] = [
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
  ...guards(
    'src/core/spaces/service.ts',
    ['src/core/stories/expiry.test.ts'],
    [
      'nothing is granted until a day that is over',
      'if (notAfter !== null && notAfter <= this.#env.now()) throw',
      'if (notAfter === 0) throw',
    ],
  ),
]
