// Which files the system would run instead of showing them. Siegel opens none of these: what somebody else put into a space must not
// become a program by a click (T66). Pure; runs in core's utility process.
import path from 'node:path'

const runs = new Set(
  (
    'app appimage application appref-ms bat bin chm cmd com command cpl deb desktop dmg exe gadget hta inf ins iso jar jnlp js jse ' +
    'lnk mobileconfig msc msi msix msp pif pkg ps1 psm1 py pyw rb reg rpm run scf scpt scr settingcontent-ms sh sys terminal tool url ' +
    'vb vbe vbs vhd vhdx webloc website workflow ws wsc wsf wsh xll'
  ).split(' '),
)

/** Without an extension what is executable is run; with one the system looks for a program that shows it (a whole FAT disk is executable). */
export function isProgram(name: string, isExecutable: boolean): boolean {
  const extension = path.extname(name).slice(1).toLowerCase()
  return (isExecutable && extension === '') || runs.has(extension)
}
