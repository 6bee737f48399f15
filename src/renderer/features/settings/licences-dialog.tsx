// The licences of all software in Siegel, a package at a time. Renderer.
import {
  Accordion,
  AccordionItem,
  AccordionItemPanel,
  AccordionItemTitle,
  Button,
  ButtonGroup,
  Content,
  Dialog,
  Heading,
} from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'

const text = style({ font: 'code-sm', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0, userSelect: 'text' })

export function LicencesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const licences = useAnswer('about.licences', {})
  return (
    <Dialog size="L">
      <Heading slot="title">{t('about.licences')}</Heading>
      <Content>
        <Answered asked={licences}>
          {(found) => (
            <>
              <p>{found.length === 0 ? t('about.licencesNone') : t('about.licencesCount', { count: found.length })}</p>
              <Accordion density="compact" allowsMultipleExpanded>
                {found.map(({ name, version, licence, texts }) => (
                  <AccordionItem key={`${name} ${version}`}>
                    <AccordionItemTitle>{`${name} ${version} – ${licence ?? t('about.unnamed')}`}</AccordionItemTitle>
                    <AccordionItemPanel>
                      <pre className={text}>{texts.length === 0 ? t('about.noText') : texts.join('\n\n')}</pre>
                    </AccordionItemPanel>
                  </AccordionItem>
                ))}
              </Accordion>
            </>
          )}
        </Answered>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
