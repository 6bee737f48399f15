// Handlers of `sample`: the space that explains itself. Runs in core's utility process.
import { createTranslator } from '../../shared/i18n/index.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import { createSample, endSample, sampleSpace } from '../sample-space.ts'
import { freeFolder } from './free-folder.ts'
import type { Session } from './session.ts'

type GroupHandlers = { [K in keyof Handlers as K extends `sample.${string}` ? K : never]: Handlers[K] }

const soon = () => AbortSignal.timeout(60_000)

export function sampleHandlers(session: Session): GroupHandlers {
  return {
    'sample.get': () => ({ space: sampleSpace(session.core) }),
    'sample.create': async ({ language }) => {
      const folder = freeFolder(createTranslator(language).t('sample.name'))
      return { space: await createSample(session.core, { folder, language }, soon()) }
    },
    'sample.delete': async () => {
      const folder = await endSample(session.core, soon())
      if (folder === null) return { folder: 'none' }
      return { folder: (await session.discard(folder)) ? 'binned' : 'left' }
    },
  }
}
