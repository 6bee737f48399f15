// Has Apple look at the signed app (notarisation), where the packager has an account for it; else says that it did not.
// Called by electron-builder after signing. APPLE_API_KEY (path of a .p8), APPLE_API_KEY_ID and APPLE_API_ISSUER are Apple's names for such a key.
const path = require('node:path')

module.exports = async function notarise({ electronPlatformName, appOutDir, packager }) {
  if (electronPlatformName !== 'darwin') return
  const { APPLE_API_KEY: appleApiKey, APPLE_API_KEY_ID: appleApiKeyId, APPLE_API_ISSUER: appleApiIssuer } = process.env
  if (!appleApiKey || !appleApiKeyId || !appleApiIssuer) {
    console.log(
      '  • NOT notarised: no APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER. macOS refuses this app on other computers.',
    )
    return
  }
  const { notarize } = await import('@electron/notarize')
  const appPath = path.join(appOutDir, `${packager.appInfo.productFilename}.app`)
  await notarize({ appPath, appleApiKey, appleApiKeyId, appleApiIssuer })
}
