// A table that is worked with: its columns are told as data, and a narrow window shows those it has room for. Renderer.
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableView,
  type ColumnProps,
  type TableViewProps,
} from '@react-spectrum/s2'
import { useDeferredValue, useMemo, type ReactNode } from 'react'
import { Hidden } from './hidden.tsx'
import { useInTurns } from './in-turns.ts'
import { useIsNarrow } from './use-is-narrow.ts'

export type DataColumn<T> = {
  readonly id: string
  readonly title: string
  readonly look: Pick<ColumnProps, 'width' | 'minWidth' | 'align' | 'allowsSorting'>
  /** Of the one column whose cells head their rows: what typing finds a row by. */
  readonly headOf?: (item: T) => string
  /** What stands in it needs no title but for those who do not see it. */
  readonly isTitleHidden?: true
  /** Left out in windows of the other kind (use-is-narrow.ts). */
  readonly only?: 'wide' | 'narrow'
  readonly cell: (item: T) => ReactNode
}

type DataTableProps<T> = Omit<TableViewProps, 'aria-label' | 'children'> & {
  readonly title: string
  /** Kept with useMemo: other columns make every row anew ([Note: Rows made once] in use-latest.ts). */
  readonly columns: readonly DataColumn<T>[]
  readonly items: readonly T[]
  /** Kept, too. */
  readonly idOf: (item: T) => string | number
}

export const ownId = ({ id }: { readonly id: string | number }): string | number => id

export function DataTable<T extends object>({ title, columns, items, idOf, ...table }: DataTableProps<T>) {
  const isNarrow = useIsNarrow()
  const shown = useMemo(
    () => columns.filter(({ only }) => only !== (isNarrow ? 'wide' : 'narrow')),
    [columns, isNarrow],
  )
  // The same element is not drawn again: what only concerns the table, such as which rows are chosen, draws it once, not twice.
  const header = useMemo(() => headerOf(shown), [shown])
  const hasChosen = table.selectedKeys === 'all' || [...(table.selectedKeys ?? [])].length > 0
  // Rows are made in between of what a person does: what they asked for with a key or a press is painted before.
  const given = useInTurns(useDeferredValue(items), idOf, hasChosen)
  const body = useMemo(() => bodyOf(given, shown, idOf), [given, shown, idOf])
  return (
    <TableView {...table} aria-label={title} overflowMode="wrap" isQuiet>
      {header}
      {body}
    </TableView>
  )
}

function headerOf<T>(columns: readonly DataColumn<T>[]) {
  return (
    <TableHeader>
      {columns.map(({ id, title, isTitleHidden, look, headOf }) => (
        <Column key={id} id={id} isRowHeader={headOf !== undefined} {...look}>
          {isTitleHidden ? <Hidden>{title}</Hidden> : title}
        </Column>
      ))}
    </TableHeader>
  )
}

function bodyOf<T extends object>(
  items: readonly T[],
  columns: readonly DataColumn<T>[],
  idOf: (item: T) => string | number,
) {
  const headOf = columns.find((column) => column.headOf)?.headOf
  return (
    <TableBody items={items} dependencies={[columns]}>
      {(item) => (
        <Row id={idOf(item)} textValue={headOf?.(item) ?? ''}>
          {columns.map(({ id, look: { align = 'start' }, cell }) => (
            <Cell key={id} align={align}>
              {cell(item)}
            </Cell>
          ))}
        </Row>
      )}
    </TableBody>
  )
}
