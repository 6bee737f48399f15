// The settings of one space on this computer, and where it is. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Space } from '../../../shared/ipc/spaces.ts'
import { EndSection } from './end-section.tsx'
import { ExchangeSection } from './exchange-section.tsx'
import { FolderSection } from './folder-section.tsx'
import { IgnoreSection } from './ignore-section.tsx'
import { PlaceSection } from './place-section.tsx'
import { ServerSection } from './server-section.tsx'

const page = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 28,
  height: 'full',
  minHeight: 0,
  overflowY: 'auto',
  paddingTop: 16,
  paddingBottom: 24,
  boxSizing: 'border-box',
})

export function SpaceSettingsTab({ space }: { space: Space }) {
  const isClosed = space.sync.kind === 'closed'
  return (
    <div className={page}>
      {isClosed ? null : (
        <>
          <FolderSection space={space} />
          <ExchangeSection space={space} />
          {space.folder ? <IgnoreSection space={space} /> : null}
        </>
      )}
      <PlaceSection space={space} />
      <ServerSection space={space} />
      {isClosed ? null : <EndSection space={space} />}
    </div>
  )
}
