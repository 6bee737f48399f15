// What the freshness feature asks a person about. Runs in core and CLI.
import { Refused } from '../../shared/base/errors.ts'

/** No device of somebody was heard for longer than the limit: whether their keys are still the newest, only they can say. T07. */
export class Silent extends Refused {
  constructor() {
    super('E_STALE', 'no sign of life within the limit')
  }
}
