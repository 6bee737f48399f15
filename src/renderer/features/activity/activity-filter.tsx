// Which part of what happened is shown: a text, a space, a person, a kind; and the way to take it along as a file. Renderer.
import { Picker, PickerItem, SearchField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { activityGroups, type ActivityFilter, type ActivityGroup } from '../../../shared/ipc/activity.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { nameOf } from '../../ui/name-of.ts'
import { ExportMenu } from './export-menu.tsx'

const bar = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 12, flexShrink: 0 })
const wide = style({ flexGrow: 1, minWidth: 144, flexBasis: 144 })
const narrow = style({ width: 120 })

const all = 'all'
const groups = Object.keys(activityGroups) as ActivityGroup[]

type Choice = { readonly id: string; readonly name: string }
type ChoosingProps = {
  readonly label: string
  readonly value: string | null
  readonly choices: readonly Choice[]
  readonly onChange: (value: string | null) => void
}

function Choosing({ label, value, choices, onChange }: ChoosingProps) {
  const { t } = useTranslation()
  return (
    <Picker
      label={label}
      value={value ?? all}
      onChange={(key) => onChange(key === all ? null : String(key))}
      items={[{ id: all, name: t('activity.filter.all') }, ...choices]}
      styles={narrow}
    >
      {({ id, name }) => <PickerItem id={id}>{name}</PickerItem>}
    </Picker>
  )
}

export type FilterBarProps = {
  readonly filter: ActivityFilter
  readonly onChange: (filter: ActivityFilter) => void
  /** The list is of one space: it is not asked for. */
  readonly isOfSpace: boolean
}

export function FilterBar({ filter, onChange, isOfSpace }: FilterBarProps) {
  const { t } = useTranslation()
  const people = useAnswer('activity.people', {})
  const spaces = useAnswer('spaces.list', {}, { enabled: !isOfSpace })
  const change = (part: Partial<ActivityFilter>) => onChange({ ...filter, ...part })
  return (
    <search className={bar} aria-label={t('activity.filter.title')}>
      <SearchField
        label={t('activity.filter.text')}
        value={filter.text}
        onChange={(text) => change({ text })}
        maxLength={200}
        styles={wide}
      />
      {isOfSpace ? null : (
        <Choosing
          label={t('activity.filter.space')}
          value={filter.space}
          choices={spaces.data ?? []}
          onChange={(space) => change({ space: space as ActivityFilter['space'] })}
        />
      )}
      <Choosing
        label={t('activity.filter.by')}
        value={filter.by}
        choices={(people.data ?? []).map((one) => ({ id: one.id, name: nameOf(one, t) }))}
        onChange={(by) => change({ by: by as ActivityFilter['by'] })}
      />
      <Choosing
        label={t('activity.filter.group')}
        value={filter.group}
        choices={groups.map((id) => ({ id, name: t(`activity.group.${id}`) }))}
        onChange={(group) => change({ group: group as ActivityFilter['group'] })}
      />
      <ExportMenu filter={filter} />
    </search>
  )
}
