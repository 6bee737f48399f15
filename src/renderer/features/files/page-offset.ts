// From which entry on a list is shown, page by page. Renderer.

/** `offset`, or the beginning of the last page that is left where everything from there on is gone. */
export const offsetWithin = (offset: number, total: number, pageSize: number): number =>
  offset < total ? offset : Math.max(0, Math.ceil(total / pageSize) - 1) * pageSize
