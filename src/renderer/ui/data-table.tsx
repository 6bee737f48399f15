// A table that is worked with: its columns are told as data, and a narrow window shows those it has room for. Renderer.
import { Cell, Column, Row, TableBody, TableHeader, TableView } from '@react-spectrum/s2'
import type { ColumnProps, TableViewProps } from '@react-spectrum/s2'
import type { ReactNode } from 'react'
import { Hidden } from './hidden.tsx'
import { useIsNarrow } from './use-is-narrow.ts'

export type DataColumn<T> = {
  readonly id: string
  readonly title: string
  readonly look: Pick<ColumnProps, 'width' | 'minWidth' | 'align' | 'isRowHeader' | 'allowsSorting'>
  /** What stands in it needs no title but for those who do not see it. */
  readonly isTitleHidden?: true
  /** Left out in windows of the other kind (use-is-narrow.ts). */
  readonly only?: 'wide' | 'narrow'
  readonly cell: (item: T) => ReactNode
}

type DataTableProps<T> = Omit<TableViewProps, 'aria-label' | 'children' | 'dependencies'> & {
  readonly title: string
  readonly columns: readonly DataColumn<T>[]
  readonly items: readonly T[]
  readonly idOf: (item: T) => string | number
  /** What typing finds a row by, and what it is announced as. */
  readonly textOf: (item: T) => string
  /** What cells are made of beside their item: a row is made once, and again when one of these is another. */
  readonly dependencies: readonly unknown[]
}

export function DataTable<T extends object>({ title, columns, items, idOf, textOf, ...props }: DataTableProps<T>) {
  const { dependencies, ...table } = props
  const isNarrow = useIsNarrow()
  const shown = columns.filter(({ only }) => only !== (isNarrow ? 'wide' : 'narrow'))
  return (
    <TableView {...table} aria-label={title} overflowMode="wrap" isQuiet>
      <TableHeader>
        {shown.map(({ id, title: heading, isTitleHidden, look }) => (
          <Column key={id} id={id} {...look}>
            {isTitleHidden ? <Hidden>{heading}</Hidden> : heading}
          </Column>
        ))}
      </TableHeader>
      <TableBody items={items} dependencies={[...dependencies, isNarrow]}>
        {(item) => (
          <Row id={idOf(item)} textValue={textOf(item)}>
            {shown.map(({ id, look: { align = 'start' }, cell }) => (
              <Cell key={id} align={align}>
                {cell(item)}
              </Cell>
            ))}
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}
