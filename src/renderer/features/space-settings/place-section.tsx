// Where a space is: its relay and who runs that, the devices that have it, and how fresh each is. Grey past the limit, never green
// without a word that says so. Renderer. PROTOCOL §12.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { DeviceName, DeviceState, LastWord } from './device-word.tsx'
import { Part } from './part.tsx'
import { RelaySays } from './relay-says.tsx'

const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

type Place = Output<'place.get'>

export function PlaceSection({ space }: { space: Space }) {
  const { t } = useTranslation()
  const place = useAnswer('place.get', { space: space.id })
  return (
    <Part title={t('place.title')} text={t('place.text')}>
      <Answered asked={place}>
        {(value) => (
          <>
            <RelaySays space={space} relay={value.relay} />
            <DeviceTable place={value} isFresh={space.isFresh} />
            {value.devices.some(({ here }) => !here) ? null : <p className={note}>{t('place.alone')}</p>}
          </>
        )}
      </Answered>
    </Part>
  )
}

/** More are told in a number: a space of five hundred people is not listed here. */
const mostShown = 30

function DeviceTable({ place, isFresh }: { place: Place; isFresh: boolean }) {
  const { t } = useTranslation()
  const { devices, limitDays } = place
  return (
    <>
      <PlainTable
        title={t('place.devices')}
        columns={[t('place.devices'), t('place.state'), t('seen.column')]}
        rows={devices.slice(0, mostShown).map((word, at) => ({
          key: String(at),
          cells: [
            <DeviceName key="name" word={word} />,
            <DeviceState key="state" word={word} limitDays={limitDays} isFresh={isFresh} />,
            <LastWord key="word" word={word} limitDays={limitDays} />,
          ],
        }))}
      />
      {devices.length > mostShown ? (
        <p className={note}>{t('place.more', { count: devices.length - mostShown })}</p>
      ) : null}
    </>
  )
}
