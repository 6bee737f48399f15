// What I note about a contact, for myself: categories and a free text. Renderer. PROTOCOL §7.
import { ActionButton, Button, Tag, TagGroup, TextArea, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit, type Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PersonName } from '../../ui/person.tsx'

const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const row = style({ display: 'flex', gap: 8, alignItems: 'end' })
const wide = style({ width: 'full' })
const grow = style({ flexGrow: 1 })

export type DescribeDialogProps = {
  readonly contact: Contact
  /** Categories in use anywhere: offered to be chosen again. */
  readonly known: readonly string[]
  readonly onClose: () => void
}

export function DescribeDialog({ contact, known, onClose }: DescribeDialogProps) {
  const { t } = useTranslation()
  const [categories, setCategories] = useState<readonly string[]>(contact.categories)
  const [typed, setTyped] = useState('')
  const [notes, setNotes] = useState(contact.notes)
  const save = useAction('contacts.describe')
  const submit = () => {
    const pending = typed.trim()
    const all = pending === '' || categories.includes(pending) ? [...categories] : [...categories, pending]
    save.mutate({ contact: contact.id, categories: all, notes }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={t('describe.title')}
      submit={{ label: t('common.save'), isPending: save.isPending, run: submit }}
      error={save.error}
      onClose={onClose}
    >
      <PersonName person={{ ...contact, me: false }} initials />
      <p className={note}>{t('describe.text', { name: contact.name })}</p>
      <Categories chosen={categories} known={known} typed={typed} onType={setTyped} onChange={setCategories} />
      <TextArea label={t('describe.notes')} value={notes} onChange={setNotes} maxLength={noteLimit} styles={wide} />
    </FormDialog>
  )
}

type CategoriesProps = {
  readonly chosen: readonly string[]
  readonly known: readonly string[]
  readonly typed: string
  readonly onType: (text: string) => void
  readonly onChange: (categories: readonly string[]) => void
}

function Categories({ chosen, known, typed, onType, onChange }: CategoriesProps) {
  const { t } = useTranslation()
  const offered = known.filter((one) => !chosen.includes(one))
  const add = (name: string) => {
    const category = name.trim()
    if (category !== '' && !chosen.includes(category)) onChange([...chosen, category])
    onType('')
  }
  return (
    <>
      <TagGroup
        label={t('describe.categories')}
        onRemove={(keys) => onChange(chosen.filter((one) => !keys.has(one)))}
        renderEmptyState={() => t('describe.noCategories')}
        styles={wide}
      >
        {chosen.map((one) => (
          <Tag key={one} id={one} textValue={one}>
            {one}
          </Tag>
        ))}
      </TagGroup>
      <div className={row}>
        <TextField
          label={t('describe.add')}
          value={typed}
          onChange={onType}
          maxLength={60}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add(typed)
            else event.continuePropagation()
          }}
          styles={grow}
        />
        <Button variant="secondary" isDisabled={typed.trim() === ''} onPress={() => add(typed)}>
          {t('describe.addDo')}
        </Button>
      </div>
      {offered.length > 0 ? (
        <div className={style({ display: 'flex', gap: 8, flexWrap: 'wrap' })}>
          {offered.slice(0, 12).map((one) => (
            <ActionButton key={one} size="S" onPress={() => add(one)}>
              {one}
            </ActionButton>
          ))}
        </div>
      ) : null}
    </>
  )
}
