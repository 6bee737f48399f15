// Handing a space over: its owner offers it to a member, waits for the answer, or takes the offer back. Renderer. PROTOCOL §10.
import { Content, Heading, InlineAlert, Picker, PickerItem, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { nameOf } from '../../ui/name-of.ts'

const note = style({ font: 'ui', margin: 0 })
const wide = style({ width: 'full' })

export type HandOverDialogProps = {
  readonly space: Space
  /** The owner wants to leave, and cannot before somebody else owns the space. */
  readonly isLeaving: boolean
  readonly onClose: () => void
}

export function HandOverDialog({ space, isLeaving, onClose }: HandOverDialogProps) {
  const { t } = useTranslation()
  const members = useAnswer('spaces.members', { space: space.id })
  const [chosen, setChosen] = useState<Member['person']['id'] | null>(null)
  const handOver = useAction('spaces.handOver')
  const offered = members.data?.find((member) => member.offered)
  const offer = (identity: Member['person']['id'] | null) =>
    handOver.mutate({ space: space.id, identity }, { onSuccess: onClose })
  return (
    <FormDialog
      title={t('space.handOver.title', { name: space.name })}
      submit={{
        ...(offered
          ? { label: t('space.handOver.withdraw'), variant: 'negative', run: () => offer(null) }
          : { label: t('space.handOver.do'), isReady: chosen !== null, run: () => offer(chosen) }),
        isPending: handOver.isPending,
      }}
      error={handOver.error}
      onClose={onClose}
    >
      {isLeaving ? <p className={note}>{t('space.handOver.beforeLeaving')}</p> : null}
      <p className={note}>{t('space.handOver.text')}</p>
      <Answered asked={members}>
        {(list) =>
          offered ? (
            <InlineAlert variant="informative">
              <Heading>{t('space.handOver.waiting', { name: nameOf(offered.person, t) })}</Heading>
              <Content>{t('space.handOver.waitingText')}</Content>
            </InlineAlert>
          ) : (
            <Successor candidates={list.filter(mayTakeOver)} chosen={chosen} onChoose={setChosen} />
          )
        }
      </Answered>
    </FormDialog>
  )
}

const mayTakeOver = ({ person, state }: Member): boolean => !person.me && state === 'joined'

type SuccessorProps = {
  readonly candidates: readonly Member[]
  readonly chosen: Member['person']['id'] | null
  readonly onChoose: (id: Member['person']['id'] | null) => void
}

function Successor({ candidates, chosen, onChoose }: SuccessorProps) {
  const { t } = useTranslation()
  if (candidates.length === 0) {
    return (
      <InlineAlert variant="informative">
        <Heading>{t('space.handOver.nobody')}</Heading>
        <Content>{t('space.handOver.nobodyText')}</Content>
      </InlineAlert>
    )
  }
  return (
    <Picker
      label={t('space.handOver.to')}
      placeholder={t('space.handOver.choose')}
      value={chosen}
      onChange={(key) => onChoose(key as Member['person']['id'] | null)}
      items={candidates.map(({ person }) => person)}
      styles={wide}
    >
      {(person) => (
        <PickerItem id={person.id} textValue={nameOf(person, t)}>
          <Text slot="label">{nameOf(person, t)}</Text>
          <Text slot="description">{t(`level.${person.level}`)}</Text>
        </PickerItem>
      )}
    </Picker>
  )
}
