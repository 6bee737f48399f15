// What the relay stores of an item, asked of it now and shown beside what this person sees: fields and bytes. Renderer.
import { Button, ButtonGroup, ComboBox, ComboBoxItem, Content, Dialog, Heading, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { StoredRecord } from './stored-record.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16, minHeight: 360 })
const note = style({ font: 'ui', margin: 0 })
const wide = style({ width: 'full', maxWidth: 480 })

type ServerDialogProps = {
  readonly space: Space
  /** Null: the item that was changed last, to begin with. */
  readonly node: NodeId | null
  readonly onClose: () => void
}

export function ServerDialog({ space, node: first, onClose }: ServerDialogProps) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<NodeId | null>(first)
  const [typed, setTyped] = useState('')
  const items = useAnswer('server.items', { space: space.id, text: typed }, { keep: true })
  const node = chosen ?? items.data?.[0]?.id ?? null
  return (
    <Dialog size="XL">
      <Heading slot="title">{t('server.title')}</Heading>
      <Content>
        <div className={column}>
          <p className={note}>{t('server.text')}</p>
          <ComboBox
            label={t('server.find')}
            inputValue={typed}
            onInputChange={setTyped}
            items={items.data ?? []}
            selectedKey={chosen}
            onSelectionChange={(key) => {
              if (key === null) return
              choose(key as NodeId)
              setTyped(items.data?.find(({ id }) => id === key)?.name ?? '')
            }}
            menuTrigger="focus"
            styles={wide}
          >
            {({ id, name, folders }) => (
              <ComboBoxItem id={id} textValue={name}>
                <Text slot="label">{name}</Text>
                <Text slot="description">{folders.join(' / ')}</Text>
              </ComboBoxItem>
            )}
          </ComboBox>
          {node === null ? <p className={note}>{t('server.none')}</p> : <Asked space={space} node={node} />}
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

function Asked({ space, node }: { space: Space; node: NodeId }) {
  const { t } = useTranslation()
  const view = useAnswer('server.view', { space: space.id, node })
  return (
    <Answered asked={view} waiting={t('server.asking')}>
      {(value) => <StoredRecord space={space} view={value} />}
    </Answered>
  )
}
