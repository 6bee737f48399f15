/** The borders of the house (docs/ARCHITECTURE.md): which runtime and which feature may import what. */
const fromOnly = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: allowed },
})
const never = (name, from, to) => ({ name, severity: 'error', from, to })
const source = (path) => ({ path, pathNot: '\\.test\\.tsx?$' })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never('no-cycles', {}, { circular: true }),
    never('no-orphans', { orphan: true, pathNot: ['\\.d\\.ts$', '\\.test\\.tsx?$', '(^|/)(index|main)\\.tsx?$'] }, {}),
    never('no-unresolvable', {}, { couldNotResolve: true, pathNot: '\\.css$' }),
    // Runtimes.
    fromOnly('shared-sees-shared', '^src/shared/', '^src/shared/'),
    fromOnly('node-sees-shared', '^src/node/', '^src/(node|shared)/'),
    fromOnly('core-sees', '^src/core/(?!testing/)', '^src/(core|node|shared)/'),
    fromOnly(
      'relay-sees',
      '^src/relay/',
      '^src/(relay|node|shared/(base|domain|crypto|logs|contact|content|protocol))/',
    ),
    fromOnly('cli-sees', '^src/cli/', '^src/(cli|core|node|shared)/'),
    fromOnly('main-sees', '^src/main/', '^src/(main|shared/(ipc|i18n|base|domain))/'),
    fromOnly('preload-sees', '^src/preload/', '^src/(preload|shared/(ipc|base|domain))/'),
    fromOnly('renderer-sees', '^src/renderer/', '^src/(renderer|shared/(ipc|i18n|base|domain))/'),
    never('shared-runs-everywhere', source('^src/shared/'), { dependencyTypes: ['core'] }),
    never('shared-knows-no-framework', source('^src/shared/'), { path: 'node_modules/(electron|react)' }),
    never('renderer-knows-no-node', source('^src/renderer/'), { dependencyTypes: ['core'] }),
    never(
      'electron-only-in-main-and-preload',
      { path: '^src/(shared|node|core|relay|cli|renderer)/' },
      { path: '(^|node_modules/)electron($|/)' },
    ),
    // Inside shared only downwards.
    fromOnly('base-imports-nothing', '^src/shared/base/', '^src/shared/base/'),
    fromOnly('domain-sees-base', '^src/shared/domain/', '^src/shared/(base|domain)/'),
    fromOnly('crypto-sees', '^src/shared/crypto/', '^src/shared/(base|domain|crypto)/'),
    fromOnly('logs-see', '^src/shared/logs/', '^src/shared/(base|domain|crypto|logs)/'),
    fromOnly('contact-sees', '^src/shared/contact/', '^src/shared/(base|domain|crypto|logs|contact)/'),
    fromOnly('content-sees', '^src/shared/content/', '^src/shared/(base|domain|crypto|content)/'),
    fromOnly('protocol-sees', '^src/shared/protocol/', '^src/shared/(base|domain|protocol)/'),
    fromOnly('ipc-sees', '^src/shared/ipc/', '^src/shared/(base|domain|ipc)/'),
    fromOnly('i18n-sees', '^src/shared/i18n/', '^src/shared/(base|i18n)/'),
    // One door to each dangerous thing.
    never(
      'one-maker-of-verified-keys',
      { pathNot: '^src/shared/logs/identity/reducer\\.ts$' },
      { path: '^src/shared/logs/identity/verified-kem-key\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'one-door-to-libsodium',
      { pathNot: '^src/shared/crypto/wasm-backend\\.ts$' },
      { path: 'node_modules/libsodium' },
    ),
    never(
      'one-door-to-sodium-native',
      { pathNot: '^src/node/crypto/native-backend\\.ts$' },
      { path: 'node_modules/sodium-native' },
    ),
    never(
      'one-door-to-sqlite',
      { pathNot: '^src/node/sqlite/' },
      { path: 'node_modules/better-sqlite3', dependencyTypesNot: ['type-only'] },
    ),
    // Features of core: from outside only their index; adapters take interfaces as types.
    never(
      'features-through-their-index',
      { path: '^src/core/([^/]+)/', pathNot: '\\.test\\.ts$|^src/core/testing/' },
      {
        path: '^src/core/(vault|identity|contacts|freshness|organisation|spaces|sync|activity|search|needs)/',
        pathNot: ['^src/core/$1/', '^src/core/[^/]+/(index|interface)\\.ts$'],
      },
    ),
    // An interface may hold the error class that its implementations throw; nothing else of a feature is a value to them.
    never(
      'adapters-take-interfaces',
      { path: '^src/core/(store|remote|platform|workers)/', pathNot: '\\.test\\.ts$' },
      {
        path: '^src/core/(vault|identity|contacts|freshness|organisation|spaces|sync|activity|search|needs)/',
        pathNot: '^src/core/[^/]+/(interface|errors)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    never(
      'testing-is-for-tests',
      { path: '^src/', pathNot: ['\\.test\\.tsx?$', '^src/(core|shared/.+)/testing/'] },
      { path: '^src/(core|shared/.+)/testing/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    detectProcessBuiltinModuleCalls: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|release|\\.types)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
