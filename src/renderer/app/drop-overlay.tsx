// While something is dragged over the window: says what letting go will do. On a contact in the address book it is for them, on the
// folder shown of a space it is for that; elsewhere a folder becomes a space and a file is read as a contact card. Renderer. The one place that listens to drops (components of the
// library would swallow them).
import { Heading, IllustratedMessage, Content } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import DropToUpload from '@react-spectrum/s2/illustrations/linear/DropToUpload'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../shared/ipc/contacts.ts'
import { droppedItems, hasFiles } from '../bridge/drop.ts'
import { useAnswer } from '../bridge/queries.ts'
import { zoneAt, type DropZone } from './drop-zone.ts'
import { useIntent } from './intent.ts'
import { toast } from '../ui/toast.ts'

const veil = style({
  position: 'fixed',
  inset: 0,
  zIndex: 10,
  display: 'flex',
  alignItems: { default: 'center', isBeside: 'end' },
  justifyContent: 'center',
  backgroundColor: { default: 'transparent-overlay-500', isBeside: 'transparent' },
  pointerEvents: 'none',
})
const card = style({
  backgroundColor: 'elevated',
  borderRadius: 'xl',
  padding: { default: 40, isBeside: 16 },
  marginBottom: { isBeside: 24 },
  borderStyle: 'dashed',
  borderWidth: 2,
  borderColor: 'accent-800',
})
const line = style({ font: 'ui', margin: 0 })
const strong = style({ font: 'ui', fontWeight: 'bold', margin: 0 })
const frame = style({
  position: 'fixed',
  zIndex: 11,
  pointerEvents: 'none',
  borderStyle: 'solid',
  borderWidth: 2,
  borderColor: 'accent-800',
  borderRadius: 'default',
})

/** Where the mouse is: on a contact's row, beside one, where there are none; or on a part of the page that takes files itself. */
type Over = {
  readonly row: Element | null
  readonly id: string | null
  readonly isBook: boolean
  readonly zone: DropZone | null
}

function overOf({ target }: DragEvent): Over {
  const taking = zoneAt(target)
  if (taking !== null) return { row: taking.element, id: null, isBook: false, zone: taking.zone }
  const row = target instanceof Element ? target.closest('[role="row"]') : null
  const id = row?.querySelector<HTMLElement>('[data-contact]')?.dataset['contact'] ?? null
  return { row: id === null ? null : row, id, isBook: document.querySelector('[data-contact]') !== null, zone: null }
}

export function DropOverlay() {
  const { t } = useTranslation()
  const begin = useIntent()
  const contacts = useAnswer('contacts.list', {}).data
  const [over, setOver] = useState<Over | null>(null)
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
    const show = (event: DragEvent) =>
      setOver((before) => {
        const now = overOf(event)
        return before?.row === now.row && before.isBook === now.isBook && before.zone === now.zone ? before : now
      })
    on('dragenter', (event) => {
      depth.current += 1
      show(event)
    })
    on('dragleave', () => {
      depth.current = Math.max(0, depth.current - 1)
      if (depth.current === 0) setOver(null)
    })
    on('dragover', show)
    on('drop', (event) => {
      depth.current = 0
      setOver(null)
      const { id: wanted, zone } = overOf(event)
      const contact = contacts?.find(({ id }) => id === wanted)
      void droppedItems(event).then((items) => {
        const [item, ...others] = items
        if (!item) return
        if (zone) {
          zone.onDrop(items)
          return
        }
        if (contact) {
          begin({ kind: 'give', contact, items })
          return
        }
        if (others.length > 0) toast.info(t('drop.first', { name: item.name }), { timeout: 8000 })
        begin(item.kind === 'folder' ? { kind: 'create-space', folder: item } : { kind: 'add-contact', file: item })
      })
    })
    return () => aborter.abort()
  }, [begin, contacts, t])
  const contact = contacts?.find(({ id }) => id === over?.id)
  return <div role="status">{over ? <Meant over={over} contact={contact} /> : null}</div>
}

function Meant({ over, contact }: { over: Over; contact: Contact | undefined }) {
  if (over.zone) return <Beside title={over.zone.title} text={over.zone.text} row={over.row} />
  return over.isBook ? <OnBook contact={contact} row={over.row} /> : <Anywhere />
}

function Anywhere() {
  const { t } = useTranslation()
  return (
    <div className={veil({ isBeside: false })}>
      <div className={card({ isBeside: false })}>
        <IllustratedMessage>
          <DropToUpload />
          <Heading level={2}>{t('drop.title')}</Heading>
          <Content>{t('drop.text')}</Content>
        </IllustratedMessage>
      </div>
    </div>
  )
}

function OnBook({ contact, row }: { contact: Contact | undefined; row: Element | null }) {
  const { t } = useTranslation()
  return (
    <Beside
      title={contact ? t('gift.drop', { name: contact.name }) : t('drop.text')}
      text={t(contact ? 'gift.dropText' : 'gift.hint')}
      row={contact ? row : null}
    />
  )
}

/** Leaves the page in sight: the part of it that is meant is framed. */
function Beside({ title, text, row }: { title: string; text: string; row: Element | null }) {
  const place = row ? row.getBoundingClientRect() : null
  return (
    <>
      {place ? (
        <div
          className={frame}
          style={{ left: place.left, top: place.top, width: place.width - 4, height: place.height - 4 }}
        />
      ) : null}
      <div className={veil({ isBeside: true })}>
        <div className={card({ isBeside: true })}>
          <p className={strong}>{title}</p>
          <p className={line}>{text}</p>
        </div>
      </div>
    </>
  )
}
