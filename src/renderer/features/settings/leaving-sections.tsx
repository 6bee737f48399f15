// Settings: a copy of everything, and taking Siegel off this computer. Renderer.
import { Button, InlineAlert, Content, Heading, ProgressBar } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Refusal } from '../../ui/message.tsx'
import { note, row, Section } from './section.tsx'

const wide = style({ width: 'full' })
const paragraphs = style({ display: 'flex', flexDirection: 'column', gap: 12 })

export function LeavingSections() {
  return (
    <>
      <TakeOut />
      <Removal />
    </>
  )
}

function TakeOut() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: host } = useAnswer('host.state', {}, { keep: true })
  const pick = useAction('host.pickFolder')
  const start = useAction('takeout.start')
  const stop = useAction('takeout.stop')
  const { data: progress } = useAnswer('takeout.progress', {})
  const choose = () =>
    pick.mutate(
      { use: 'takeout' },
      {
        onSuccess: (folder) =>
          folder === null ? undefined : start.mutate({ folder: folder.token, language: host?.language ?? 'de' }),
      },
    )
  const isStopped = start.error?.code === 'E_STALE'
  return (
    <Section title={t('leaving.take.title')}>
      <p className={note}>{t('leaving.take.text')}</p>
      {start.isPending ? (
        <ProgressBar
          label={t('leaving.take.running', { current: progress?.current ?? '' })}
          value={progress?.doneBytes ?? 0}
          maxValue={Math.max(1, progress?.totalBytes ?? 1)}
          valueLabel={progress ? format.size(progress.doneBytes) : ''}
          styles={wide}
        />
      ) : null}
      <div className={row}>
        {start.isPending ? (
          <Button variant="secondary" onPress={() => stop.mutate({})}>
            {t('leaving.take.stop')}
          </Button>
        ) : (
          <Button variant="secondary" isPending={pick.isPending} onPress={choose}>
            {t('leaving.take.do')}
          </Button>
        )}
      </div>
      {start.data ? <Taken taken={start.data} /> : null}
      {isStopped ? <p className={note}>{t('leaving.take.stopped')}</p> : <Refusal error={start.error} />}
    </Section>
  )
}

function Taken({ taken }: { taken: Output<'takeout.start'> }) {
  const { t } = useTranslation()
  const { files, name, leftOut, notHere } = taken
  return (
    <InlineAlert variant="positive" autoFocus>
      <Heading>{t('leaving.take.done', { files: t('common.files', { count: files }), name })}</Heading>
      <Content>
        {leftOut > 0 ? <p>{t('leaving.take.leftOut', { count: leftOut })}</p> : null}
        {notHere > 0 ? <p>{t('leaving.take.notHere', { count: notHere })}</p> : null}
      </Content>
    </InlineAlert>
  )
}

function Removal() {
  const { t } = useTranslation()
  const { data: app } = useAnswer('app.state', {})
  const [open, setOpen] = useState(false)
  const confirm = useAction('about.confirmRemoval')
  const remove = useAction('about.remove')
  const isEmbedded = app?.phase === 'open' && app.relay.kind === 'embedded'
  const close = () => setOpen(false)
  const ask = () => confirm.mutate({}, { onSuccess: ({ confirmed }) => (confirmed ? remove.mutate({}) : undefined) })
  return (
    <Section title={t('leaving.remove.title')}>
      <p className={note}>{t('leaving.remove.text')}</p>
      <div className={row}>
        <Button variant="negative" isPending={remove.isPending} onPress={() => setOpen(true)}>
          {t('leaving.remove.open')}
        </Button>
      </div>
      <Refusal error={remove.error} />
      <DialogSlot open={open ? 'remove' : null} onClose={close}>
        {() => (
          <AskDialog
            variant="destructive"
            title={t('leaving.remove.title')}
            primaryActionLabel={t('leaving.remove.do')}
            cancelLabel={t('common.cancel')}
            onCancel={close}
            onPrimaryAction={() => {
              close()
              ask()
            }}
          >
            <div className={paragraphs}>
              <span>{t('leaving.remove.text')}</span>
              <span>{isEmbedded ? t('leaving.remove.embedded') : t('leaving.remove.back')}</span>
              <span>{t('leaving.remove.device')}</span>
            </div>
          </AskDialog>
        )}
      </DialogSlot>
    </Section>
  )
}
