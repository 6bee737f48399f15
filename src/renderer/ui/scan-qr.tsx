// Reads a QR code from the camera or from a picture file. The camera runs only while its picture is shown. Renderer.
import { ActionButton, Button, FileTrigger, Text } from '@react-spectrum/s2'
import Camera from '@react-spectrum/s2/icons/Camera'
import Image from '@react-spectrum/s2/icons/Image'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../bridge/queries.ts'
import { readQr, readQrPicture } from './read-qr.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 12, minWidth: 0 })
const row = style({ display: 'flex', gap: 8, flexWrap: 'wrap' })
const below = style({ font: 'ui', color: 'neutral-subdued', margin: 0, flexBasis: 'full' })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const picture = style({ width: 'full', maxHeight: 260, borderRadius: 'default', backgroundColor: 'black' })

export type ScanQrProps = {
  /** What stood in the code. */
  readonly onFound: (text: string) => void
  /** Other ways in, beside the camera and the picture. */
  readonly children?: ReactNode
}

type State = 'rest' | 'looking' | 'no-code' | 'no-camera' | 'forbidden'

export function ScanQr({ onFound, children }: ScanQrProps) {
  const { t } = useTranslation()
  const [state, setState] = useState<State>('rest')
  const [stream, setStream] = useState<MediaStream | null>(null)
  const camera = useAction('host.useCamera')
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])
  const open = async () => {
    setState('rest')
    const { may } = await camera.mutateAsync({})
    if (!may) {
      setState('forbidden')
      return
    }
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 } }, audio: false })
      if (isThere.current) setStream(opened)
      else stop(opened)
    } catch (error) {
      setState(error instanceof DOMException && error.name === 'NotAllowedError' ? 'forbidden' : 'no-camera')
    }
  }
  const read = async (files: FileList | null) => {
    const file = files?.[0]
    if (!file) return
    setState('looking')
    const found = await readQrPicture(file)
    setState(found === null ? 'no-code' : 'rest')
    if (found !== null) onFound(found)
  }
  if (stream)
    return (
      <Viewfinder
        stream={stream}
        onFound={(text) => {
          setStream(null)
          onFound(text)
        }}
        onClose={() => setStream(null)}
      />
    )
  return (
    <div className={row}>
      <ActionButton onPress={() => void open()} isPending={camera.isPending}>
        <Camera />
        <Text>{t('scan.camera')}</Text>
      </ActionButton>
      <FileTrigger acceptedFileTypes={['image/*']} onSelect={(files) => void read(files)}>
        <ActionButton>
          <Image />
          <Text>{t('scan.picture')}</Text>
        </ActionButton>
      </FileTrigger>
      {children}
      <p className={below} role="status">
        {state === 'rest' ? null : t(`scan.${state}`)}
      </p>
    </div>
  )
}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

type ViewfinderProps = Pick<ScanQrProps, 'onFound'> & { readonly stream: MediaStream; readonly onClose: () => void }

function Viewfinder({ stream, onFound, onClose }: ViewfinderProps) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const found = useEffectEvent(onFound)
  useEffect(() => {
    const shown = video.current
    if (shown === null) return
    shown.srcObject = stream
    void shown.play().catch(() => undefined)
    const timer = setInterval(() => {
      const { videoWidth: width, videoHeight: height } = shown
      const text = width === 0 ? null : readQr(shown, { width, height, longest: 800 })
      if (text !== null) found(text)
    }, 250)
    return () => {
      clearInterval(timer)
      stop(stream)
    }
  }, [stream])
  return (
    <div className={column}>
      <video ref={video} className={picture} muted playsInline aria-label={t('scan.view')} />
      <div className={row}>
        <Button variant="secondary" onPress={onClose} autoFocus>
          {t('scan.stop')}
        </Button>
        <p className={note} role="status">
          {t('scan.hold')}
        </p>
      </div>
    </div>
  )
}
