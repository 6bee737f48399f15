// Sets the fuses of the packaged program before it is signed, and removes Electron's own start page. Called by electron-builder.
const { readFileSync, rmSync } = require('node:fs')
const path = require('node:path')

/** The set-up takes an older Electron where the registry is all it reaches (ADR 1). */
function sayWhatItIs() {
  const wanted = require('../package.json').devDependencies.electron
  const found = readFileSync(path.join(__dirname, '../node_modules/electron/dist/version'), 'utf8')
    .trim()
    .replace(/^v/, '')
  if (found !== wanted)
    console.log(`  • FOR TESTING ONLY: packaged with Electron ${found}, not ${wanted}. Never give this to anybody.`)
}

const programOf = ({ electronPlatformName, packager }) => {
  const product = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin') return `${product}.app`
  return electronPlatformName === 'win32' ? `${product}.exe` : packager.executableName
}

module.exports = async function afterPack(context) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  sayWhatItIs()
  const signedArchive = context.electronPlatformName !== 'linux'
  rmSync(path.join(context.appOutDir, 'resources/default_app.asar'), { force: true })
  await flipFuses(path.join(context.appOutDir, programOf(context)), {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: signedArchive,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
}
