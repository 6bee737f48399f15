// Which folder of a space is shown, from which entry on and in which order; and what core answers for it. Renderer.
import { useState } from 'react'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer, type Asked } from '../../bridge/queries.ts'
import { topKey, type Crumb } from './files-bar.tsx'
import type { FileSort } from './files-table.tsx'

/** A list of rows is made before the next frame: a page of a hundred keeps nobody waiting. */
export const pageSize = 100

export type Place = { readonly folder: NodeId | null; readonly offset: number; readonly sort: FileSort }

export type ShownFolder = {
  readonly place: Place
  /** To another place; at its beginning, unless that is said. */
  readonly go: (to: Partial<Place>) => void
  readonly files: Asked<'files.list'>
  /** From the space down to the folder. */
  readonly trail: readonly Crumb[]
}

/** `at`: the entry whose page is shown first. */
export function useFolder(space: Space, first: NodeId | null, at: number): ShownFolder {
  const [place, setPlace] = useState<Place>({
    folder: first,
    offset: at - (at % pageSize),
    sort: { column: 'name', direction: 'ascending' },
  })
  const { folder, offset, sort } = place
  const files = useAnswer(
    'files.list',
    {
      space: space.id,
      node: folder,
      sort: sort.column,
      descending: sort.direction === 'descending',
      offset,
      limit: pageSize,
    },
    { keep: true },
  )
  const trail = [{ id: topKey, name: space.name }, ...(files.data?.trail ?? [])]
  return { place, go: (to) => setPlace({ ...place, offset: 0, ...to }), files, trail }
}
