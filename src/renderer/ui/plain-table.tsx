// A table of a few rows that is read, not worked with: as tall as its rows, wrapping what is long. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

const table = style({ width: 'full', borderCollapse: 'collapse', font: 'ui' })
const head = style({
  textAlign: 'start',
  font: 'ui-sm',
  fontWeight: 'bold',
  paddingEnd: 16,
  paddingBottom: 8,
  verticalAlign: 'bottom',
})
const cell = style({
  textAlign: 'start',
  fontWeight: 'normal',
  verticalAlign: 'top',
  paddingEnd: 16,
  paddingY: 8,
  borderWidth: 0,
  borderTopWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  overflowWrap: 'anywhere',
})

type PlainTableProps = {
  readonly title: string
  readonly columns: readonly string[]
  /** The first cell heads its row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

export function PlainTable({ title, columns, rows }: PlainTableProps) {
  return (
    <table className={table} aria-label={title}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={head}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((content, at) =>
              at === 0 ? (
                <th key={columns[at]} scope="row" className={cell}>
                  {content}
                </th>
              ) : (
                <td key={columns[at]} className={cell}>
                  {content}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
