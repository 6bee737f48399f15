// The diagnosis: read first, saved then, as it stands there. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Refusal, Waiting } from '../../ui/message.tsx'
import { diagnosisText } from './diagnosis-text.ts'

const text = style({ font: 'code-sm', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0, userSelect: 'text' })

export function DiagnosisDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [now] = useState(() => Date.now())
  const diagnosis = useAnswer('profile.diagnose', {})
  const versions = useAnswer('about.versions', {})
  const save = useAction('host.saveText')
  const error = diagnosis.error ?? versions.error ?? save.error
  const shown =
    diagnosis.data && versions.data ? diagnosisText(diagnosis.data, versions.data, { t, format, now }) : null
  const store = (content: string) =>
    save.mutate(
      { use: 'diagnosis', fileName: t('about.diagnosis.fileName'), text: content },
      { onSuccess: ({ name }) => (name === null ? undefined : onClose()) },
    )
  return (
    <Dialog size="L">
      <Heading slot="title">{t('about.diagnosis.title')}</Heading>
      <Content>
        {shown === null ? (
          error ? null : (
            <Waiting text={t('common.loading')} />
          )
        ) : (
          // Long enough to scroll in a small window: the keyboard must reach it.
          <pre className={text} tabIndex={0}>
            {shown}
          </pre>
        )}
        <Refusal error={error} />
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
        <Button
          variant="accent"
          isDisabled={shown === null}
          isPending={save.isPending}
          onPress={() => (shown === null ? undefined : store(shown))}
        >
          {t('about.diagnosis.save')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
