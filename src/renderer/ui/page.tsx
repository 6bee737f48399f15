// A page of the shell: title and actions on top, the rest scrolls or fills. Renderer.
import { Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useRef, type ReactNode } from 'react'
import { Deferred } from './deferred.tsx'

const page = style({
  display: 'flex',
  flexDirection: 'column',
  height: 'full',
  minHeight: 0,
  minWidth: 0,
  boxSizing: 'border-box',
  paddingX: 24,
  paddingTop: 20,
  gap: 16,
  outlineStyle: 'none',
  overflowY: { default: 'visible', '@media (max-height: 559px)': 'auto' },
})
const header = style({
  display: 'flex',
  alignItems: 'center',
  columnGap: 16,
  rowGap: 8,
  flexWrap: 'wrap',
  flexShrink: 0,
})
const titles = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, flexBasis: 200, minWidth: 0, gap: 4 })
// Room at the side for letters that reach beyond their box.
const title = style({ font: 'heading', margin: 0, marginX: -2, paddingX: 2, lineClamp: 2, overflowWrap: 'anywhere' })
const actions = style({ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' })
const body = style({
  flexGrow: 1,
  flexShrink: { default: 1, '@media (max-height: 559px)': 0 },
  flexBasis: { default: 0, '@media (max-height: 559px)': 'auto' },
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  paddingBottom: 16,
  // Room at the side for the rings of what is focused. Where the window is low, or enlarged, tables keep a height that is of use.
  marginX: -8,
  paddingX: 8,
  overflow: { default: 'auto', '@media (max-height: 559px)': 'visible' },
})

/** For the tabs of a page: in a low window the page scrolls before they are of no use. */
export const tabs = style({ flexGrow: 1, flexShrink: 1, flexBasis: 0, minHeight: 280 })

export type PageProps = {
  readonly title: string
  readonly above?: ReactNode
  readonly below?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Page({ title: text, above, below, actions: buttons, children }: PageProps) {
  const whole = useRef<HTMLElement>(null)
  // What led here may be gone with the page before it: who works by keyboard goes on here, not at the top of the window.
  useEffect(() => {
    if (document.activeElement === document.body) whole.current?.focus()
  }, [])
  return (
    <main ref={whole} className={page} tabIndex={-1}>
      <header className={header}>
        <div className={titles}>
          {above}
          <Heading level={1} styles={title}>
            {text}
          </Heading>
          {below}
        </div>
        <div className={actions}>{buttons}</div>
      </header>
      <div className={body}>
        <Deferred>{children}</Deferred>
      </div>
    </main>
  )
}
