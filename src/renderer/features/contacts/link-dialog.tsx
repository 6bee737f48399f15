// Invitation links: a new one to copy, and those nobody has used yet. Renderer. PROTOCOL §7, §19.13.
import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  Heading,
  InlineAlert,
  Picker,
  PickerItem,
  TextArea,
  TextField,
} from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Refusal } from '../../ui/message.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { refusalText } from '../../ui/refusal-text.ts'
import { toast } from '../../ui/toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const fields = style({ display: 'flex', gap: 12, alignItems: 'end', flexWrap: 'wrap' })
const grow = style({ flexGrow: 1, minWidth: 200 })
const both = style({ display: 'flex', gap: 20, flexWrap: 'wrap', alignItems: 'start' })
const beside = style({ flexGrow: 1, flexBasis: 200, minWidth: 0 })
const section = style({ display: 'flex', flexDirection: 'column', gap: 8 })
const list = style({ display: 'flex', flexDirection: 'column', gap: 8, margin: 0, padding: 0, listStyleType: 'none' })
const item = style({ display: 'flex', alignItems: 'center', gap: 12, font: 'ui' })
const lines = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 })
const whole = style({ flexShrink: 0 })
const label = style({ font: 'ui', fontWeight: 'bold', margin: 0 })
const choices = [1, 7, 30] as const

export function LinkDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [wish, setWish] = useState({ note: '', days: 7 })
  const create = useAction('links.create')
  return (
    <Dialog size="L">
      <Heading slot="title">{t('invite.title')}</Heading>
      <Content>
        <div className={column}>
          <p className={note}>{t('invite.text')}</p>
          {create.data ? (
            <NewLink made={create.data} />
          ) : (
            <div className={fields}>
              <TextField
                label={t('invite.note')}
                value={wish.note}
                onChange={(text) => setWish({ ...wish, note: text })}
                maxLength={200}
                autoFocus
                styles={grow}
              />
              <Picker
                label={t('invite.days')}
                value={wish.days}
                onChange={(key) => setWish({ ...wish, days: Number(key) })}
              >
                {choices.map((days) => (
                  <PickerItem key={days} id={days}>
                    {t('invite.daysValue', { count: days })}
                  </PickerItem>
                ))}
              </Picker>
            </div>
          )}
          <Refusal error={create.error} />
          <OpenLinks />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t(create.data ? 'common.close' : 'common.cancel')}
        </Button>
        {create.data ? null : (
          <Button variant="accent" isPending={create.isPending} onPress={() => create.mutate(wish)}>
            {t('invite.do')}
          </Button>
        )}
      </ButtonGroup>
    </Dialog>
  )
}

function NewLink({ made }: { made: Output<'links.create'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      {made.reach === 'anywhere' ? null : (
        <InlineAlert variant="notice">
          <Heading>{t('card.reach')}</Heading>
          <Content>{t(`card.reachText.${made.reach}`)}</Content>
        </InlineAlert>
      )}
      <div className={both}>
        <QrCode text={made.link} label={t('invite.qr')} />
        <TextArea label={t('invite.link')} value={made.link} isReadOnly styles={beside} />
      </div>
      <div className={item}>
        <CopyButton text={made.link} label={t('invite.copy')} copied={t('invite.copied')} />
        <span className={note}>{t('invite.until', { date: format.instant(made.expiresAt) })}</span>
      </div>
    </>
  )
}

function OpenLinks() {
  const { t } = useTranslation()
  const links = useAnswer('links.list', {})
  if (links.data?.length === 0 || (!links.data && !links.error)) return null
  return (
    <div className={section}>
      <p className={label}>{t('invite.open')}</p>
      {links.data ? (
        <LinkList links={links.data} />
      ) : (
        <div className={item} role="alert">
          <span className={lines}>
            <span>{t('problem.title')}</span>
            <span className={note}>{refusalText(t, links.error)}</span>
          </span>
          <Button
            size="S"
            variant="secondary"
            styles={whole}
            isPending={links.isFetching}
            onPress={() => void links.refetch()}
          >
            {t('common.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

function LinkList({ links }: { links: Output<'links.list'> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const withdraw = useAction('links.withdraw')
  const end = (link: string) =>
    withdraw.mutate({ link }, { onSuccess: () => toast.positive(t('invite.withdrawn'), { timeout: 5000 }) })
  return (
    <>
      <ul className={list} aria-label={t('invite.open')}>
        {links.map(({ id, note: text, expiresAt }) => (
          <li key={id} className={item}>
            <span className={lines}>
              <span>{text === '' ? t('invite.noNote') : text}</span>
              <span className={note}>{t('invite.until', { date: format.instant(expiresAt) })}</span>
            </span>
            <Button
              size="S"
              variant="secondary"
              aria-label={t('invite.withdrawFor', { note: text === '' ? t('invite.noNote') : text })}
              onPress={() => end(id)}
            >
              {t('invite.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      <Refusal error={withdraw.error} />
    </>
  )
}
