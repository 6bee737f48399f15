// A dialog that holds a list: as wide and tall as a list needs, closed at its foot. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const body = style({ display: 'flex', flexDirection: 'column', height: 320, minHeight: 0 })

export function TallDialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Dialog size="XL">
      <Heading slot="title">{title}</Heading>
      <Content>
        <div className={body}>{children}</div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
