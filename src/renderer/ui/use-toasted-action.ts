// Something a person does where no dialog is open to say that it did not work: a toast says so. Renderer.
// What `mutate` is told to do afterwards is lost with what asked for it, a row that goes or a page that is left. Here it is done all the same.
import { useTranslation } from 'react-i18next'
import type { CallName, Input, Output } from '../../shared/ipc/contract.ts'
import { useAction } from '../bridge/queries.ts'
import type { RefusalTexts } from './refusal-text.ts'
import { orToast } from './toast-refusal.ts'

export function useToastedAction<K extends CallName>(name: K, refusals?: RefusalTexts) {
  const { t } = useTranslation()
  const { mutateAsync, isPending } = useAction(name)
  return {
    isPending,
    run: (input: Input<K>, then?: (output: Output<K>) => void) => orToast(t, mutateAsync(input).then(then), refusals),
  }
}
