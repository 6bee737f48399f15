// The very first page: what this is, in three sentences, and the ways on. Renderer.
import { Button, Link } from '@react-spectrum/s2'
import Folder from '@react-spectrum/s2/icons/Folder'
import Key from '@react-spectrum/s2/icons/Key'
import UserGroup from '@react-spectrum/s2/icons/UserGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { LanguageLink } from '../../ui/language-link.tsx'
import { Stage } from '../../ui/stage.tsx'
import type { Path } from './wizard.ts'

const points = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
})
const point = style({ display: 'flex', gap: 12, alignItems: 'start', font: 'body' })
const row = style({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 16,
  flexWrap: 'wrap',
  marginTop: 8,
})

export function Welcome({ onChoose }: { onChoose: (path: Path) => void }) {
  const { t } = useTranslation()
  return (
    <Stage wide title={t('welcome.title')} lead={t('welcome.lead')}>
      <ul className={points}>
        <li className={point}>
          <Folder />
          {t('welcome.folders')}
        </li>
        <li className={point}>
          <UserGroup />
          {t('welcome.people')}
        </li>
        <li className={point}>
          <Key />
          {t('welcome.keys')}
        </li>
      </ul>
      <div className={row}>
        <Button variant="accent" size="L" onPress={() => onChoose('create')} autoFocus>
          {t('welcome.create')}
        </Button>
        <Button variant="secondary" size="L" onPress={() => onChoose('invited')}>
          {t('welcome.invited')}
        </Button>
        <Link variant="secondary" onPress={() => onChoose('recover')}>
          {t('welcome.recover')}
        </Link>
        <LanguageLink />
      </div>
    </Stage>
  )
}
