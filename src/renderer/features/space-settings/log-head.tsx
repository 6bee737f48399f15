// The last entries of a space's log as the relay lists them. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { StoredEntry } from '../../../shared/ipc/space-settings.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'

/** Not a Heading: that of the dialog is its title. */
const heading = style({ font: 'title-sm', margin: 0 })
const raw = style({ font: 'code-xs' })

export function LogHead({ entries }: { entries: readonly StoredEntry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const asStored = (text: string) => (
    <span key={text} className={raw} data-raw>
      {text}
    </span>
  )
  return (
    <>
      <h3 className={heading}>{t('server.head')}</h3>
      <PlainTable
        title={t('server.head')}
        columns={[
          t('server.field.number'),
          t('server.headKind'),
          t('server.headAt'),
          t('server.headBy'),
          t('server.headSealed'),
        ]}
        rows={entries.map(({ number, kind, at, author, sealedBytes }) => ({
          key: String(number),
          cells: [
            format.number(number),
            asStored(kind),
            at === null ? t('common.none') : format.instant(at),
            asStored(author),
            sealedBytes === 0 ? t('common.none') : format.size(sealedBytes),
          ],
        }))}
      />
    </>
  )
}
