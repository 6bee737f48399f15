// Guards of what is over all spaces: what is exported, what is settled. ATTACKS T79; SYNC-105 … SYNC-107, SYNC-110 … SYNC-113.
import { guards, type Guard } from '../guard.ts'

export const overviewGuards: readonly Guard[] = [
  ...guards(
    'src/core/activity/export.ts',
    ['src/core/activity/export.test.ts'],
    ['no name becomes a formula in a spreadsheet (T79)', "formula.test(text) ? `'${text}` : text", 'text'],
    ['no name breaks a row or orders a terminal about (T79)', "text.replace(controls, '\\ufffd')", 'text'],
    ['no name ends its own cell (T79)', `.replaceAll('"', '""')`, ''],
  ),
  ...guards(
    'src/renderer/ui/in-turns.ts',
    ['src/renderer/ui/in-turns.test.ts'],
    ['a table is never given more rows at once than it can draw', 'const drawnAtOnce = 8', 'const drawnAtOnce = 80'],
    ['a row that was there does not go for new ones', 'isThere[at] === true || room-- > 0', 'room-- > 0'],
  ),
  ...guards(
    'src/renderer/features/files/page-offset.ts',
    ['src/renderer/features/files/page-offset.test.ts'],
    ['a list whose last page is gone shows the one before', 'offset < total ? offset :', 'true ? offset :'],
  ),
  ...guards(
    'src/core/spaces/conflicts.ts',
    ['src/core/stories/conflicts-settled.test.ts'],
    [
      'a conflict is settled only on what the person saw',
      'if (original !== null && original.revision !== seenKept?.revision) return null',
      '',
    ],
  ),
  ...guards(
    'src/core/sync/wishes.ts',
    ['src/core/sync/rules/wishes.test.ts'],
    ['what a person puts off is not sent', 'uploads: uploads.filter(isWanted)', 'uploads'],
    ['what a person puts off is not put beside either', 'conflicts: conflicts.filter(isWanted)', 'conflicts'],
    [
      'what a person puts off stays so over a restart',
      'new Set(noted.map(({ state }) => state as NodeId))',
      'new Set()',
    ],
  ),
  ...guards(
    'src/core/spaces/sealed-part.ts',
    ['src/core/stories/half-applied.test.ts'],
    ['a count belongs to the tree that is shown', 'this.#summary = null\n      const author', 'const author'],
  ),
  ...guards(
    'src/core/background.ts',
    ['src/core/stories/window-first.test.ts'],
    ['the window is asked for first', 'if (after > 0) await', 'if (after < 0) await'],
    ['what was locked meanwhile does not begin', 'if (this.#ended.signal.aborted) return', ''],
  ),
  ...guards(
    'src/core/store/tree.ts',
    ['src/core/stories/kept-tree.test.ts'],
    [
      'a count that is kept is of the tree as it is kept',
      'sum = excluded.sum,\n        summary = NULL',
      'sum = excluded.sum',
    ],
  ),
  ...guards(
    'src/core/spaces/kept-tree.ts',
    ['src/core/stories/kept-tree.test.ts'],
    [
      'how much is in a space is told without reading its tree',
      'return readTreeSummary(this.#env.store, this.#id, seq)',
      'return null',
    ],
  ),
]
