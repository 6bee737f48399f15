// As whom to go through the proxy of this network: fields for name and password, asked where it refused and in the settings. Renderer.
import { Button, Content, Heading, InlineAlert, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction, useAnswer } from '../bridge/queries.ts'
import { refusalText } from './refusal-text.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16, alignItems: 'start' })
const fields = style({ display: 'flex', gap: 24, flexWrap: 'wrap', alignItems: 'end' })

/** Also within a form, which would give them no width of their own. */
const field = style({ width: 208 })

const refusals = { E_GONE: 'relay.proxyLogin.noProxy' } as const

/** In a low dialog the fields come below what is seen of it. */
const intoView = (fields: HTMLElement | null) => fields?.scrollIntoView({ block: 'nearest' })

type Login = { proxy: string; known?: string | null; onDone: () => void }

/** `proxy`: where it is, as it is shown beside: name and password go to no other. `known`: the name that is used there now. */
export function ProxyLogin({ proxy, known = null, onDone }: Login) {
  const { t } = useTranslation()
  const [name, setName] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const signIn = useAction('relay.signInAtProxy')
  const isWhole = name.trim() !== '' && password !== ''
  const submit = () =>
    signIn.mutate(
      { proxy, name, password },
      {
        onSuccess: () => {
          setPassword('')
          onDone()
        },
      },
    )
  return (
    <div className={fields}>
      <TextField
        label={t('relay.proxyLogin.name')}
        value={name}
        onChange={setName}
        maxLength={255}
        autoComplete="off"
        styles={field}
      />
      <TextField
        label={t('relay.proxyLogin.password')}
        type="password"
        value={password}
        onChange={setPassword}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            // The form around belongs to the step that was refused.
            event.preventDefault()
            if (isWhole) submit()
          } else event.continuePropagation()
        }}
        maxLength={255}
        styles={field}
      />
      <Button variant="secondary" isDisabled={!isWhole} isPending={signIn.isPending} onPress={submit}>
        {t('relay.proxyLogin.do')}
      </Button>
      {signIn.error ? <span role="alert">{refusalText(t, signIn.error, refusals)}</span> : null}
    </div>
  )
}

/** In the place of a refusal: what the proxy said, and the fields it wants filled. */
export function ProxyLoginOffer({ why }: { why: 'proxy-password' | 'proxy-login' }) {
  const { t } = useTranslation()
  const [isKept, setKept] = useState(false)
  const { data: now } = useAnswer('relay.proxy', {}, { anew: true })
  return (
    <InlineAlert variant={isKept ? 'positive' : 'notice'} autoFocus>
      <Heading level={2}>{t('relay.proxyLogin.title')}</Heading>
      <Content>
        {isKept ? (
          <span role="status">{t('relay.proxyLogin.done')}</span>
        ) : (
          <div className={column}>
            <span>
              {t(`relay.why.${why}`)} {t('relay.proxyLogin.text')}
            </span>
            <AtProxy proxy={now?.proxy} onDone={() => setKept(true)} />
          </div>
        )}
      </Content>
    </InlineAlert>
  )
}

/** `proxy`: null: none any more; undefined: not known yet. */
function AtProxy({ proxy, onDone }: { proxy: string | null | undefined; onDone: () => void }) {
  const { t } = useTranslation()
  if (proxy === undefined) return null
  if (proxy === null) return <span>{t('relay.proxyLogin.noProxy')}</span>
  return (
    <>
      <span>{t('relay.proxyLogin.at', { proxy })}</span>
      <div ref={intoView}>
        <ProxyLogin key={proxy} proxy={proxy} onDone={onDone} />
      </div>
    </>
  )
}
