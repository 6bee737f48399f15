// A name for a file, a folder or something new: judged while it is typed, by the rule that holds for everybody (PROTOCOL §10 "Name rule").
// Renderer.
import { TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkName } from '../../../shared/domain/names.ts'
import type { NameProblem } from '../../../shared/ipc/files.ts'
import type { BridgeError } from '../../bridge/ask.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'

const wide = style({ width: 'full' })
const note = style({ font: 'ui', margin: 0 })

export type NameDialogProps = {
  readonly title: string
  readonly before: string
  /** Why it needs another name; null: a person just wants one. */
  readonly reason: string | null
  readonly confirm: string
  readonly isPending: boolean
  readonly error: BridgeError | null
  /** Answers what keeps the name from being given, or null once all is done; `refused`: `error` says why. */
  readonly onName: (name: string) => Promise<NameProblem | 'refused' | null>
  readonly onClose: () => void
}

export function NameDialog({ title, before, reason, confirm, isPending, error, onName, onClose }: NameDialogProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(before)
  const [refused, setRefused] = useState<{ name: string; problem: NameProblem } | null>(null)
  const name = typed.normalize('NFC').trim()
  const judged = name === '' ? null : checkName(name)
  const problem = judged ?? (refused?.name === name ? refused.problem : null)
  const submit = async () => {
    if (name === '' || name === before) return
    const found = await onName(name)
    if (found === null) onClose()
    else if (found !== 'refused') setRefused({ name, problem: found })
  }
  return (
    <FormDialog
      title={title}
      submit={{
        label: confirm,
        isReady: name !== '' && name !== before && problem === null,
        isPending,
        run: () => void submit(),
        byEnter: true,
      }}
      error={error}
      onClose={onClose}
    >
      {reason === null ? null : <p className={note}>{reason}</p>}
      <TextField
        label={t('fileName.label')}
        autoFocus
        value={typed}
        onChange={setTyped}
        isInvalid={problem !== null}
        errorMessage={problem ? t(`fileName.problem.${problem}`) : ''}
        maxLength={1024}
        styles={wide}
      />
    </FormDialog>
  )
}
