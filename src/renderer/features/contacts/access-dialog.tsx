// Everything that a contact can see: the spaces in which they have rights, and the way there. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading, Link } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { presetOf } from '../../../shared/domain/rights.ts'
import type { Access, Contact } from '../../../shared/ipc/contacts.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { PersonName } from '../../ui/person.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16 })
const note = style({ font: 'ui', margin: 0 })
const list = style({ display: 'flex', flexDirection: 'column', gap: 12, margin: 0, padding: 0, listStyleType: 'none' })
const item = style({ display: 'flex', alignItems: 'center', gap: 12, font: 'ui' })

export function AccessDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation()
  const access = useAnswer('contacts.access', { contact: contact.id })
  const name = contact.name || t('book.unnamed')
  return (
    <Dialog>
      <Heading slot="title">{t('access.title', { name })}</Heading>
      <Content>
        <div className={column}>
          <PersonName person={{ ...contact, me: false }} initials />
          <Answered asked={access}>
            {(grants) =>
              grants.length === 0 ? (
                <p className={note}>{t('access.empty', { name })}</p>
              ) : (
                <>
                  <p className={note}>{t('access.text', { name })}</p>
                  <ul className={list}>
                    {grants.map((grant) => (
                      <Granted key={grant.space} grant={grant} onClose={onClose} />
                    ))}
                  </ul>
                </>
              )
            }
          </Answered>
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

function Granted({ grant: { space, name, rights, mayEnd }, onClose }: { grant: Access; onClose: () => void }) {
  const { t } = useTranslation()
  const router = useRouter()
  const preset = presetOf(rights) ?? 'single'
  const go = () => {
    onClose()
    void router.navigate({ to: '/spaces/$space/$tab', params: { space, tab: 'people' } })
  }
  return (
    <li className={item}>
      <TwoLines
        first={name}
        second={`${t(`rights.preset.${preset}`)} · ${t(mayEnd ? 'access.mine' : 'access.others')}`}
      />
      <Link variant="secondary" aria-label={t('access.openFor', { space: name })} onPress={go}>
        {t('access.open')}
      </Link>
    </li>
  )
}
