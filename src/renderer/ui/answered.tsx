// Shows an answer of core in its four states: waiting, gone wrong, and what the page makes of the value. Renderer.
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, Waiting } from './message.tsx'

export type AnsweredProps<T> = {
  readonly asked: UseQueryResult<T>
  readonly waiting?: string
  readonly children: (value: T) => ReactNode
}

export function Answered<T>({ asked, waiting, children }: AnsweredProps<T>) {
  const { t } = useTranslation()
  if (asked.data !== undefined) return children(asked.data)
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  return <Waiting text={waiting ?? t('common.loading')} />
}
