// What one tab of a page holds. It shrinks, or a long list would not scroll by itself and a long table would silently stop virtualising.
// Renderer.
import { TabPanel } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { Deferred } from './deferred.tsx'

const shrinking = style({ flexGrow: 1, flexShrink: 1, flexBasis: 0, minHeight: 0 })

export function PageTab({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <TabPanel id={id} styles={shrinking}>
      <Deferred>{children}</Deferred>
    </TabPanel>
  )
}
