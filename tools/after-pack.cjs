// Sets the fuses of the packaged program before it is signed, and removes Electron's own start page. Called by electron-builder.
const { rmSync } = require('node:fs')
const path = require('node:path')

const programOf = ({ electronPlatformName, packager }) => {
  const product = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin') return `${product}.app`
  return electronPlatformName === 'win32' ? `${product}.exe` : packager.executableName
}

module.exports = async function afterPack(context) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
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
