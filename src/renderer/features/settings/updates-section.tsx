// Settings: newer versions, from an address that the person or their office names; nothing is asked before. Renderer. ADR 5.
import { Button, ProgressBar, Switch, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateAddress, type UpdateState } from '../../../shared/ipc/updates.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Refusal } from '../../ui/message.tsx'
import { note, row, Section } from './section.tsx'

const wide = style({ width: 'full' })

export function UpdatesSection() {
  const { t } = useTranslation()
  const { data: updates } = useAnswer('updates.state', {}, { keep: true })
  if (!updates) return null
  const { address, state } = updates
  return (
    <Section title={t('updates.title')}>
      <p className={note}>{t('updates.why')}</p>
      {state.kind === 'unavailable' ? (
        <p className={note}>{t('updates.unavailable')}</p>
      ) : (
        <>
          <Address key={address ?? ''} address={address} />
          {address === null ? null : <Standing state={state} />}
        </>
      )}
    </Section>
  )
}

function Address({ address }: { address: string | null }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(address ?? '')
  const set = useAction('updates.setAddress')
  const wanted = typed.trim()
  const isRight = wanted === '' || updateAddress.safeParse(wanted).success
  return (
    <>
      <TextField
        label={t('updates.address')}
        description={t('updates.addressWhy')}
        placeholder={t('updates.addressExample')}
        value={typed}
        onChange={setTyped}
        maxLength={1000}
        isInvalid={!isRight}
        errorMessage={t('updates.noAddress')}
        styles={wide}
      />
      {wanted === (address ?? '') ? null : (
        <div className={row}>
          <Button
            variant="accent"
            isPending={set.isPending}
            isDisabled={!isRight}
            onPress={() => set.mutate({ address: wanted === '' ? null : wanted })}
          >
            {t('relay.save')}
          </Button>
        </div>
      )}
      <Refusal error={set.error} />
    </>
  )
}

/** How it stands, in words, and the one next step. */
function Standing({ state }: { state: UpdateState }) {
  const { t } = useTranslation()
  const check = useAction('updates.check')
  const download = useAction('updates.download')
  const install = useAction('updates.installOnQuit')
  switch (state.kind) {
    case 'unavailable':
    case 'off':
      return null
    case 'available':
      return (
        <div className={row}>
          <p className={note}>{t('updates.available', { version: state.version })}</p>
          <Button variant="accent" onPress={() => download.mutate({})}>
            {t('updates.download')}
          </Button>
        </div>
      )
    case 'downloading':
      return (
        <ProgressBar
          label={t('updates.downloading', { version: state.version })}
          value={state.part * 100}
          styles={wide}
        />
      )
    case 'ready':
      return (
        <Switch isSelected={state.onQuit} onChange={(wanted) => install.mutate({ install: wanted })}>
          {t('updates.onQuit', { version: state.version })}
        </Switch>
      )
    case 'newest':
    case 'checking':
    case 'refused':
      return <Checked state={state} onCheck={() => check.mutate({})} />
  }
}

/** What the last look at the address brought. The button stays while it goes on: it keeps the focus and says that it is at work. */
function Checked({
  state,
  onCheck,
}: {
  state: UpdateState & { kind: 'newest' | 'checking' | 'refused' }
  onCheck: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const newest = (at: number | null) =>
    at === null ? t('updates.notChecked') : t('updates.newest', { when: format.instant(at) })
  return (
    <>
      {state.kind === 'refused' ? (
        <p className={note} role="alert">
          {t(`updates.refused.${state.problem}`)}
        </p>
      ) : (
        <p className={note} role="status">
          {state.kind === 'checking' ? t('updates.checking') : newest(state.checkedAt)}
        </p>
      )}
      <div className={row}>
        <Button variant="secondary" isPending={state.kind === 'checking'} onPress={onCheck}>
          {t('updates.check')}
        </Button>
      </div>
    </>
  )
}
