// Changing what a space leaves out here, with a preview of what that means before it is so. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading, TextArea } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { Refusal } from '../../ui/message.tsx'
import { toast } from '../../ui/toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16 })
const wide = style({ width: 'full' })
/** Not a Heading: that of the dialog is its title. */
const heading = style({ font: 'title-sm', margin: 0 })
const note = style({ font: 'ui', margin: 0 })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const list = style({ font: 'code-sm', margin: 0, paddingStart: 16, maxHeight: 128, overflowY: 'auto' })

type IgnoreDialogProps = { readonly space: Space; readonly before: readonly string[]; readonly onClose: () => void }

export function IgnoreDialog({ space, before, onClose }: IgnoreDialogProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(before.join('\n'))
  const rules = rulesOf(useSettled(typed))
  const preview = useAnswer('ignoring.preview', { space: space.id, rules }, { keep: true })
  const set = useAction('ignoring.set')
  const save = (chosen: string[] | null) =>
    set.mutate(
      { space: space.id, rules: chosen },
      {
        onSuccess: () => {
          toast.positive(t('ignoring.saved'))
          onClose()
        },
      },
    )
  return (
    <Dialog size="L">
      <Heading slot="title">{t('ignoring.title', { name: space.name })}</Heading>
      <Content>
        <div className={column}>
          <TextArea
            label={t('ignoring.rules')}
            description={t('ignoring.help')}
            value={typed}
            onChange={setTyped}
            maxLength={20_000}
            styles={wide}
          />
          <h3 className={heading}>{t('ignoring.previewTitle')}</h3>
          <Answered asked={preview}>{(found) => <Preview found={found} />}</Answered>
          <Refusal error={set.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" fillStyle="outline" onPress={() => save(null)}>
          {t('ignoring.reset')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="accent"
          isDisabled={typed === before.join('\n')}
          isPending={set.isPending}
          onPress={() => save(rulesOf(typed))}
        >
          {t('common.save')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

const rulesOf = (text: string): string[] =>
  text
    .split('\n')
    .slice(0, 500)
    .map((line) => line.slice(0, 500))

function Preview({ found }: { found: Output<'ignoring.preview'> }) {
  const { t } = useTranslation()
  const isNothing = found.inSpace.total + found.inFolder.total === 0
  return (
    <div role="status" className={column}>
      {isNothing ? <p className={note}>{t('ignoring.nothing')}</p> : null}
      {(['inSpace', 'inFolder'] as const).map((where) =>
        found[where].total === 0 ? null : (
          <Names key={where} title={t(`ignoring.${where}`, { count: found[where].total })} {...found[where]} />
        ),
      )}
      {found.isCut ? <p className={quiet}>{t('ignoring.cut')}</p> : null}
    </div>
  )
}

function Names({ title, names, total }: { title: string; names: readonly string[]; total: number }) {
  const { t } = useTranslation()
  const shown = names.slice(0, 50)
  return (
    <div>
      <p className={note}>{title}</p>
      <ul className={list} tabIndex={0} aria-label={title}>
        {shown.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {total > shown.length ? <p className={quiet}>{t('ignoring.more', { count: total - shown.length })}</p> : null}
    </div>
  )
}

/** What was typed, when it has stood there for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 300)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
