// Settings: the way out of this network, a proxy and certificates of one's own. Renderer.
import { ActionButton, Button, Content, InlineAlert, LabeledValue, Text, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { ProxyLogin } from '../../ui/proxy-login.tsx'
import { BandwidthSection } from './bandwidth-section.tsx'
import { note, row, Section } from './section.tsx'
import { toast } from '../../ui/toast.ts'

const wide = style({ width: 'full' })

export function NetworkSections() {
  return (
    <>
      <WayOut />
      <BandwidthSection />
    </>
  )
}

function WayOut() {
  const { t } = useTranslation()
  const { data: relay } = useAnswer('relay.get', {}, { keep: true })
  if (!relay) return null
  const { network } = relay
  return (
    <Section title={t('relay.network.title')}>
      <Obstacle />
      <LabeledValue label={t('relay.network.proxyNow')} value={network.proxy ?? t('relay.network.direct')} />
      {network.proxy === null ? null : (
        <ProxyLogin
          key={`${network.proxy} ${network.proxyName ?? ''}`}
          proxy={network.proxy}
          known={network.proxyName}
          onDone={() => toast.positive(t('relay.applied'), { timeout: 3000 })}
        />
      )}
      <Proxy key={network.ownProxy ?? ''} own={network.ownProxy} />
      <Certificates count={network.ownCertificates} />
    </Section>
  )
}

/** What keeps the relay out of reach, where it is the proxy. */
function Obstacle() {
  const { t } = useTranslation()
  const { data: state } = useAnswer('app.state', {})
  const why = state?.phase === 'open' && state.connection.state === 'offline' ? state.connection.why : null
  if (why !== 'proxy' && why !== 'proxy-password' && why !== 'proxy-login') return null
  return (
    <InlineAlert variant="notice">
      <Content>{t(`relay.why.${why}`)}</Content>
    </InlineAlert>
  )
}

function Proxy({ own }: { own: Output<'relay.get'>['network']['ownProxy'] }) {
  const { t } = useTranslation()
  const [proxy, setProxy] = useState(own ?? '')
  const set = useAction('relay.setProxy')
  const apply = () =>
    set.mutate(
      { proxy: proxy.trim() === '' ? null : proxy },
      { onSuccess: () => toast.positive(t('relay.applied'), { timeout: 3000 }) },
    )
  return (
    <>
      <TextField
        label={t('relay.network.proxy')}
        description={t('relay.network.proxyWhy')}
        placeholder={t('relay.network.proxyExample')}
        value={proxy}
        onChange={setProxy}
        maxLength={2048}
        styles={wide}
      />
      {proxy === (own ?? '') ? null : (
        <div className={row}>
          <Button variant="accent" isPending={set.isPending} onPress={apply}>
            {t('relay.save')}
          </Button>
        </div>
      )}
      <Refusal error={set.error} texts={{ E_CANON: 'relay.network.noProxy' }} />
    </>
  )
}

function Certificates({ count }: { count: number }) {
  const { t } = useTranslation()
  const pick = useAction('host.pickCertificates')
  const set = useAction('relay.setCertificates')
  const choose = () =>
    pick.mutate({}, { onSuccess: (file) => (file === null ? undefined : set.mutate({ file: file.token })) })
  return (
    <>
      <div className={row}>
        <LabeledValue
          label={t('relay.network.certificates')}
          value={count === 0 ? t('common.none') : t('relay.network.certificateCount', { count })}
        />
        <ActionButton onPress={choose} isPending={pick.isPending || set.isPending}>
          <Text>{t('relay.network.choose')}</Text>
        </ActionButton>
        {count === 0 ? null : (
          <ActionButton onPress={() => set.mutate({ file: null })}>
            <Text>{t('relay.network.remove')}</Text>
          </ActionButton>
        )}
      </div>
      <p className={note}>{t('relay.network.certificatesWhy')}</p>
      <Refusal error={set.error} texts={{ E_CANON: 'relay.network.noCertificate' }} />
    </>
  )
}
