// While something is dragged over the window: says what letting go will do. A folder becomes a space, a file is read as a contact card.
// Renderer. The one place that listens to drops (components of the library would swallow them).
import { Heading, IllustratedMessage, ToastQueue, Content } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import DropToUpload from '@react-spectrum/s2/illustrations/linear/DropToUpload'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { droppedItems, hasFiles } from '../bridge/drop.ts'
import { useIntent } from './intent.ts'

const veil = style({
  position: 'fixed',
  inset: 0,
  zIndex: 10,
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  backgroundColor: 'transparent-overlay-500',
  pointerEvents: 'none',
})
const card = style({
  backgroundColor: 'elevated',
  borderRadius: 'xl',
  padding: 40,
  borderStyle: 'dashed',
  borderWidth: 2,
  borderColor: 'accent-800',
})

export function DropOverlay() {
  const { t } = useTranslation()
  const begin = useIntent()
  const [over, setOver] = useState(false)
  // Enter and leave are reported for every element passed on the way.
  const depth = useRef(0)
  useEffect(() => {
    const aborter = new AbortController()
    const on = (type: 'dragenter' | 'dragleave' | 'dragover' | 'drop', react: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (!hasFiles(event)) return
          event.preventDefault()
          react(event)
        },
        { signal: aborter.signal },
      )
    const count = (by: number) => {
      depth.current = Math.max(0, depth.current + by)
      setOver(depth.current > 0)
    }
    on('dragenter', () => count(1))
    on('dragleave', () => count(-1))
    on('dragover', () => undefined)
    on('drop', (event) => {
      count(-depth.current)
      void droppedItems(event).then(([item, ...others]) => {
        if (!item) return
        if (others.length > 0) ToastQueue.info(t('drop.first', { name: item.name }), { timeout: 8000 })
        begin(item.kind === 'folder' ? { kind: 'create-space', folder: item } : { kind: 'add-contact', file: item })
      })
    })
    return () => aborter.abort()
  }, [begin, t])
  if (!over) return null
  return (
    <div className={veil}>
      <div className={card}>
        <IllustratedMessage>
          <DropToUpload />
          <Heading level={2}>{t('drop.title')}</Heading>
          <Content>{t('drop.text')}</Content>
        </IllustratedMessage>
      </div>
    </div>
  )
}
