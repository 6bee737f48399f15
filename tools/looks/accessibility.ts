// What axe finds on a page, but for what is React Aria's own and proven to be no obstacle. Tools only.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Look } from './look.ts'

/** One line a finding: the rule, where, and what would mend it. */
export async function accessibilityOf(page: Page, look: Look): Promise<readonly string[]> {
  const [isTooltip, isMeter, dialogs] = await Promise.all([
    page.getByRole('tooltip').count(),
    page.locator('[role="meter progressbar"]').count(),
    page.getByRole('dialog').count(),
  ])
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    // React Aria has something read out by pointing at it from in here (LiveAnnouncer), and by then it may be gone: nobody sees or reaches it.
    .exclude('[data-live-announcer]')
    .disableRules([
      // The system's colours are the person's own choice.
      ...(look.mode === 'forced' ? ['color-contrast'] : []),
      // Behind a dialog the parts of the page are out of reach; axe, which tells a dialog by where it lies, may miss them.
      ...(dialogs > 0 ? ['landmark-one-main', 'page-has-heading-one'] : []),
    ])
  const { violations } = await axe.analyze()
  const isProven = (id: string, html: string) =>
    // React Aria puts a tooltip at the end of the page; it belongs to what it describes, which points at it.
    (isTooltip > 0 && id === 'region' && html.startsWith('<div data-overlay-container=')) ||
    // Its search goes on naming an entry that newer results have replaced, until the next key (announced.spec.ts).
    (id === 'aria-valid-attr-value' && html.startsWith('<input') && html.includes('aria-autocomplete=')) ||
    // A meter that calls itself a progress bar where that role is not known is neither to axe, which wants one role.
    (isMeter > 0 && id === 'aria-allowed-attr' && html.includes('aria-valuenow='))
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !isProven(id, html))
      .map(({ html, failureSummary = '' }) => {
        const mending = failureSummary.split('\n').slice(1).join('; ')
        return `${id}: ${html.slice(0, 160)} ${mending}`
      }),
  )
}
