// Guards of the relay: who hears what.
import { guards, type Guard } from '../guard.ts'

export const relayGuards: readonly Guard[] = [
  ...guards(
    'src/relay/events/routes.ts',
    ['src/relay/events/removed.test.ts'],
    [
      'whoever was removed hears of nothing after the own end',
      '(reading !== null && seq <= reading.untilSeq)',
      'reading !== null',
    ],
    [
      'whoever was removed hears of the own end',
      "reading?.kind === 'all' || (reading !== null && seq <= reading.untilSeq)",
      "reading?.kind === 'all'",
    ],
  ),
  ...guards(
    'src/relay/http/server.ts',
    ['src/core/attacks/flood.test.ts'],
    [
      'a flood takes no more than its share (T75)',
      'const unsignedWait = unsigned.take(address, now)',
      'const unsignedWait = 0 * unsigned.take(address, now)',
    ],
  ),
]
