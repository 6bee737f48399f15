// Giving files to a contact: into the space of the two, which is made if there is none. Renderer. PRODUCT.md "Contacts".
import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  Heading,
  InlineAlert,
  Picker,
  PickerItem,
  ProgressBar,
  Text,
} from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preset } from '../../../shared/domain/rights.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { Refusal } from '../../ui/message.tsx'
import { PersonName } from '../../ui/person.tsx'
import { FolderChoice, useInspected, type Inspected } from '../spaces/folder-choice.tsx'
import { toast } from '../../ui/toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const note = style({ font: 'ui', margin: 0 })
const label = style({ font: 'ui', color: 'neutral-subdued', margin: 0, marginBottom: 8 })
const wide = style({ width: 'full' })
const offered: readonly Preset[] = ['contributor', 'editor', 'viewer']

export type GiveDialogProps = {
  readonly contact: Contact
  readonly items: readonly LocalItem[]
  readonly onClose: () => void
}

export function GiveDialog({ contact, items, onClose }: GiveDialogProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const [chosen, setChosen] = useState<LocalItem | null>(null)
  const [preset, setPreset] = useState<Preset>('contributor')
  const plan = useAnswer('gifts.plan', { contact: contact.id })
  const folder = plan.data?.space ? null : (chosen ?? plan.data?.folder ?? null)
  const inspected = useInspected(folder, 'receive')
  const give = useAction('gifts.give')
  const stop = useAction('gifts.stop')
  const isFree = folder === null || (inspected?.refusal === null && inspected.empty)
  const mayGive = contact.state === 'accepted' && contact.level !== 'conflict' && plan.data !== undefined && isFree
  const { name } = contact
  const space = plan.data?.space?.name ?? plan.data?.name ?? ''
  const submit = () =>
    give.mutate(
      { contact: contact.id, items: items.map(({ token }) => token), folder: folder?.token ?? null, preset },
      {
        onSuccess: ({ space: id, files, leftOut }) => {
          const also = leftOut > 0 ? ` ${t('gift.leftOut', { count: leftOut })}` : ''
          toast.positive(t('gift.done', { count: files, space }) + also, { timeout: 6000 })
          onClose()
          void router.navigate({ to: '/spaces/$space/$tab', params: { space: id, tab: 'files' } })
        },
      },
    )
  return (
    <Dialog isKeyboardDismissDisabled={give.isPending}>
      <Heading slot="title">{t('gift.title', { name })}</Heading>
      <Content>
        <div className={column}>
          <PersonName person={{ ...contact, me: false }} initials />
          <p className={note}>
            {t('gift.items', { count: items.length, name: items[0]?.name ?? '', others: items.length - 1 })}
          </p>
          <Obstacle contact={contact} />
          <Answered asked={plan}>
            {(planned) =>
              planned.space ? (
                <p className={note}>{t('gift.existing', { space: planned.space.name })}</p>
              ) : (
                <NewSpace
                  contact={contact}
                  name={planned.name}
                  folder={folder}
                  inspected={inspected}
                  onFolder={setChosen}
                  preset={preset}
                  onPreset={setPreset}
                />
              )
            }
          </Answered>
          {give.isPending ? <Progress /> : null}
          <Refusal error={give.error} texts={{ E_STALE: 'gift.stopped' }} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={give.isPending ? () => stop.mutate({}) : onClose}>
          {t(give.isPending ? 'gift.stop' : 'common.cancel')}
        </Button>
        <Button variant="accent" isDisabled={!mayGive} isPending={give.isPending} onPress={submit}>
          {t('gift.do')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

type NewSpaceProps = {
  readonly contact: Contact
  readonly name: string
  readonly folder: LocalItem | null
  readonly inspected: Inspected | undefined
  readonly onFolder: (folder: LocalItem) => void
  readonly preset: Preset
  readonly onPreset: (preset: Preset) => void
}

function NewSpace({ contact, name, folder, inspected, onFolder, preset, onPreset }: NewSpaceProps) {
  const { t } = useTranslation()
  return (
    <>
      <p className={note}>{t('gift.make', { space: name, name: contact.name })}</p>
      <div>
        <p className={label}>{t('gift.where')}</p>
        <FolderChoice use="receive" folder={folder} inspected={inspected} onChange={onFolder} />
      </div>
      {inspected?.refusal === null && !inspected.empty ? (
        <InlineAlert variant="negative">
          <Heading>{t('folder.refused')}</Heading>
          <Content>{t('gift.notEmpty')}</Content>
        </InlineAlert>
      ) : null}
      <Picker
        label={t('gift.may', { name: contact.name })}
        value={preset}
        onChange={(key) => onPreset(offered.find((one) => one === key) ?? 'contributor')}
        styles={wide}
      >
        {offered.map((one) => (
          <PickerItem key={one} id={one} textValue={t(`rights.preset.${one}`)}>
            <Text slot="label">{t(`rights.preset.${one}`)}</Text>
            <Text slot="description">{t(`rights.what.${one}`)}</Text>
          </PickerItem>
        ))}
      </Picker>
    </>
  )
}

/** Why nothing can be given to this contact now. */
function Obstacle({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  if (contact.level === 'conflict')
    return (
      <InlineAlert variant="negative">
        <Heading>{t('level.conflict')}</Heading>
        <Content>{t('safety.conflict')}</Content>
      </InlineAlert>
    )
  if (contact.state === 'accepted') return null
  return (
    <InlineAlert variant="notice">
      <Heading>{t('gift.notYet', { name: contact.name })}</Heading>
      <Content>{t('problem.E_CONSENT')}</Content>
    </InlineAlert>
  )
}

function Progress() {
  const { t } = useTranslation()
  const { data } = useAnswer('gifts.progress', {}, { keep: true })
  const isSharing = !data || data.doneBytes >= data.totalBytes
  return (
    <ProgressBar
      label={isSharing ? t('gift.sharing') : t('gift.copying', { name: data.current })}
      isIndeterminate={isSharing}
      {...(isSharing ? {} : { value: data.doneBytes, maxValue: Math.max(1, data.totalBytes) })}
      styles={wide}
    />
  )
}
