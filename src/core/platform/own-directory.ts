// The engine's directory in every root: what happens in it is of no interest. Runs in core.
export const ownDirectory = '.siegel'
