// One stored record beside what a person sees: each field with one honest sentence, then the bytes themselves. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { ServerView } from '../../../shared/ipc/space-settings.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { HexDump } from './hex-dump.tsx'
import { LogHead } from './log-head.tsx'
import { useFields } from './server-fields.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16 })
/** Not a Heading: that of the dialog is its title. */
const heading = style({ font: 'title-sm', margin: 0 })
const note = style({ font: 'ui', margin: 0 })
const raw = style({ font: 'code-xs', overflowWrap: 'anywhere' })

export function StoredRecord({ space, view }: { space: Space; view: ServerView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const fields = useFields(space, view)
  return (
    <div className={column}>
      <h3 className={heading}>{t('server.of', { name: view.mine.name })}</h3>
      <PlainTable
        title={t('server.title')}
        columns={[t('server.what'), t('server.you'), t('server.it'), t('server.means')]}
        rows={fields.map(({ id, mine, theirs, isSealed }) => ({
          key: id,
          cells: [
            t(`server.field.${id}`),
            mine,
            isSealed ? (
              t('server.sealed')
            ) : (
              <span key="raw" className={raw} data-raw>
                {theirs}
              </span>
            ),
            t(`server.why.${id}`),
          ],
        }))}
      />
      <p className={note} role="status">
        {view.nameFound ? t('server.found') : t('server.notFound', { size: format.size(view.searchedBytes) })}
      </p>
      <h3 className={heading}>{t('server.raw')}</h3>
      <HexDump title={t('server.entryBytes', { size: format.size(view.entry.totalBytes) })} hex={view.entry.bytes} />
      {view.pack ? (
        <HexDump title={t('server.packBytes', { size: format.size(view.pack.length) })} hex={view.pack.bytes} />
      ) : null}
      <LogHead entries={view.head} />
    </div>
  )
}
