// Long lists, asked for page by page and kept as one. Renderer.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Activity, ActivityFilter } from '../../shared/ipc/activity.ts'
import { ask, type BridgeError } from './ask.ts'

const pageSize = 100

export type Pages<T> = {
  /** Undefined until the first page is there. */
  readonly items: readonly T[] | undefined
  readonly error: BridgeError | null
  readonly hasMore: boolean
  readonly isAsking: boolean
  readonly more: () => void
  readonly retry: () => void
}

/** What happened and passes the filter, newest first. While another filter is asked for the last answer stays. */
export function useActivity(filter: ActivityFilter): Pages<Activity> {
  const asked = useInfiniteQuery({
    queryKey: ['activity', 'activity.list', { filter }],
    queryFn: ({ pageParam: before }) => ask('activity.list', { filter, before, limit: pageSize }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ items, more }) => (more ? (items.at(-1)?.id ?? null) : null),
    placeholderData: keepPreviousData,
  })
  return {
    items: asked.data?.pages.flatMap(({ items }) => items),
    error: asked.error as BridgeError | null,
    hasMore: asked.hasNextPage,
    isAsking: asked.isFetching,
    more: () => void asked.fetchNextPage(),
    retry: () => void asked.refetch(),
  }
}
