// Guards of what Siegel shows and takes outside its window: tray, notifications, links, autostart, the pause of everything.
import { guards, type Guard } from '../guard.ts'

export const desktopGuards: readonly Guard[] = [
  ...guards(
    'src/core/bridge/overall.ts',
    ['src/core/bridge/overall.test.ts'],
    [
      'what needs a look is never covered by what goes well',
      'return troubleOf(whole) ?? restOf(whole)',
      'return restOf(whole)',
    ],
    [
      'everything is up to date only if every space is',
      'const isSettled = active.every(',
      'const isSettled = active.some(',
    ],
  ),
  ...guards(
    'src/core/bridge/notices.ts',
    ['src/core/bridge/notices.test.ts'],
    [
      'a burst of news is told after half a minute at the latest',
      'Math.min(last + quiet, first + longestHold)',
      'last + quiet',
    ],
  ),
  ...guards(
    'src/core/pause.ts',
    ['src/core/pause.test.ts'],
    [
      'a pause ends in time, also while the program did not run',
      'return until !== null && until <= this.#options.clock.now() ? null : { until }',
      'return { until }',
    ],
  ),
  ...guards(
    'src/main/desktop/tray-menu.ts',
    ['src/main/desktop/tray-menu.test.ts'],
    [
      'no name stands in the tray while Siegel is locked',
      '...(isOpen ? whileOpen(overview, words) : []),',
      '...whileOpen(overview, words),',
    ],
  ),
  ...guards(
    'src/main/desktop/notice-words.ts',
    ['src/main/desktop/notice-words.test.ts'],
    [
      'no person is named before a locked screen',
      "const name = isPrivate ? '' : shortened(from)",
      'const name = shortened(from)',
    ],
    ['no file is named before a locked screen', "if (isPrivate) return { title, body: '', intent }", ''],
  ),
  ...guards(
    'src/main/desktop/deep-link.ts',
    ['src/main/desktop/deep-link.test.ts'],
    [
      'a link that only ends like an invitation is refused',
      'const invitation = /^siegel:\\/\\/invite',
      'const invitation = /siegel:\\/\\/invite',
    ],
    ['a link longer than any invitation is refused', 'const longestInvitation = 1366', 'const longestInvitation = 1e9'],
  ),
  ...guards(
    'src/main/desktop/autostart-entry.ts',
    ['src/main/desktop/autostart-entry.test.ts'],
    ['the name of a folder adds no line to the autostart entry', ".replaceAll('\\n', '\\\\n')", ''],
  ),
  ...guards(
    'src/preload/intent-box.ts',
    ['src/preload/intent-box.test.ts'],
    [
      'the page hears only intents of the contract (T70)',
      'const parsed = hostIntent.safeParse(raw)',
      'const parsed = { success: true as boolean, data: raw as HostIntent }',
    ],
  ),
]
