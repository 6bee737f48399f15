// Whether shortcuts are those of a Mac. Renderer.
export const isMac = navigator.userAgent.includes('Mac OS X')
