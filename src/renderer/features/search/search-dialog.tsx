// Search from anywhere (Ctrl K): actions, spaces, contacts, files. The field keeps the focus, arrows walk through the results, Enter
// takes one; how many there are is announced. Renderer.
import { Autocomplete, CustomDialog, Heading, Menu, SearchField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { refusalText } from '../../ui/refusal-text.ts'
import { useSearchActions } from './actions.tsx'
import { useGoTo } from './go-to.ts'
import { groupsOf, type Group, type Result } from './results.tsx'
import { ResultSection } from './result-section.tsx'

const frame = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  width: 'full',
  height: 440,
  maxHeight: '[70vh]',
})
const field = style({ width: 'full', flexShrink: 0 })
const results = style({ flexGrow: 1, minHeight: 0, overflowY: 'auto' })
const message = style({ font: 'ui', color: 'neutral-subdued', margin: 0, padding: 8 })

const pageSize = 50
const mostShown = 500

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [limit, setLimit] = useState(pageSize)
  const text = useSettled(typed.trim())
  const asked = useAnswer('search.find', { text: text || '-', offset: 0, limit }, { enabled: text !== '', keep: true })
  const found = text === '' ? { items: [], total: 0 } : (asked.data ?? { items: [], total: 0 })
  const actions = useSearchActions()
  const goTo = useGoTo()
  const groups = groupsOf({ found: found.items, actions, text, t, goTo })
  const shown = groups.reduce((sum, { results: list }) => sum + list.length, 0)
  const total = shown - found.items.length + found.total
  const isMore = found.total > found.items.length && limit < mostShown
  const take = (result: Result) => {
    onClose()
    result.run()
  }
  return (
    <CustomDialog size="L" aria-label={t('search.title')}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <div className={frame}>
          <Hidden>
            <Heading slot="title">{t('search.title')}</Heading>
          </Hidden>
          <SearchField autoFocus aria-label={t('search.title')} placeholder={t('search.placeholder')} styles={field} />
          <div className={results} tabIndex={0} role="group" aria-label={t('search.results')}>
            <Results
              groups={groups}
              more={isMore ? () => setLimit((before) => before + 2 * pageSize) : null}
              onTake={take}
            />
            {asked.error ? <p className={message}>{refusalText(t, asked.error)}</p> : null}
            {shown === 0 && !asked.isFetching && !asked.error ? (
              <p className={message}>{`${t('search.none')}. ${t('search.noneText')}`}</p>
            ) : null}
          </div>
          <Hidden>
            <span role="status">
              {typed === '' ? '' : t('search.count', { count: total, number: format.number(total) })}
            </span>
          </Hidden>
        </div>
      </Autocomplete>
    </CustomDialog>
  )
}

type ResultsProps = {
  readonly groups: readonly Group[]
  readonly more: (() => void) | null
  readonly onTake: (result: Result) => void
}

const moreKey = 'more'

function Results({ groups, more, onTake }: ResultsProps) {
  const { t } = useTranslation()
  const all = groups.flatMap((group) => group.results)
  const onAction = (key: unknown) => {
    const result = all.find(({ id }) => id === key)
    if (result) onTake(result)
    else if (key === moreKey) more?.()
  }
  return (
    <Menu aria-label={t('search.results')} onAction={onAction}>
      {groups.map((group) => (
        <ResultSection key={group.id} title={t(`search.${group.id}`)} results={group.results} />
      ))}
      {more === null ? null : <ResultSection title={null} results={[{ id: moreKey, name: t('search.more') }]} />}
    </Menu>
  )
}

/** What stood there for a moment: not every key is a question. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
