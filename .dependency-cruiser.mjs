// Who may import whom: ARCHITECTURE.md says it, `npm run check:imports` checks it, scripts/test/check-imports.test.ts plants
// a violation of each kind. Rules of symbols and texts, which a graph of files cannot hold, are in scripts/check-imports.ts.

const tests = '(^|/)test/|[.]test[.]ts$'

/** Files that may open a transaction of no client, and those that only name its type. Both lists stay short. */
const opensSystem = [
  '^server/src/features/clients/clients[.]ts$',
  '^server/src/features/idempotency/delete-expired[.]ts$',
  '^server/src/features/invitations/preview-invitation[.]ts$',
  '^server/src/features/webhooks/outbox[.]ts$',
  '^server/src/features/(documents/remove-orphaned-files|chunks/requeue-pending|collection-models/align-collection|executions/end-silent|url-sources/refresh|ingestion/requeue-lost|events/event-ids)[.]ts$',
  '^server/src/features/encryption-keys/(encryption-keys|rotate)[.]ts$',
  '^server/src/features/operator/(operator-transaction|retention)[.]ts$',
]
const namesSystem = [
  '^server/src/features/clients/clients[.]repository[.]ts$',
  '^server/src/features/webhooks/outbox[.]repository[.]ts$',
  '^server/src/features/url-sources/url-sources[.]repository[.]ts$',
  '^server/src/features/encryption-keys/encryption-keys[.]repository[.]ts$',
]

/** @param {string} file of server/src, its dots escaped */
const exactly = (file) => `^server/src/${file}$`

/** What a transport (HTTP, MCP, jobs) may use, and what it may only name as a type. */
const transportUses = [
  '^server/src/(access|features|concurrency|telemetry)/',
  exactly('problems[.]ts'),
  exactly('db/tenant[.]ts'),
]
const transportNames = ['^server/src/providers/', exactly('(config|services)[.]ts'), exactly('db/(pool|queue)[.]ts')]

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  // ---- the packages ----
  rule(
    'server-imports-no-room',
    'The server starts without any other package of this repository; its tests may use the embedded stack.',
    { path: '^server/', pathNot: tests },
    { path: '^(embedded|cli|client|web|scripts|acceptance|bench|examples)/' },
  ),
  rule(
    'server-tests-import-only-embedded',
    'The server’s tests know the server and, as their ground, the embedded stack.',
    { path: ['^server/test/', '^server/.*[.]test[.]ts$'] },
    { path: '^(cli|client|web|scripts|acceptance|bench|examples)/' },
  ),
  rule(
    'server-by-its-public-edge',
    'From outside the server is server/src/public.ts (`@renum/server`), and only the command line needs it.',
    { pathNot: '^(server|bench)/' },
    { path: '^server/', pathNot: exactly('public[.]ts') },
  ),
  rule(
    'server-only-for-the-command-line',
    'Everybody else meets the server over HTTP, never as code; but its description is generated from its routes.',
    { pathNot: ['^(server|bench|cli)/', '^scripts/generate/client[.]ts$'] },
    { path: '^server/' },
  ),
  rule(
    'embedded-by-its-public-edge',
    'From outside the embedded stack is embedded/src/public.ts (`@renum/embedded`), and supabase.ts for who brings a Postgres.',
    { pathNot: '^embedded/' },
    { path: '^embedded/', pathNot: '^embedded/src/(public|supabase)[.]ts$' },
  ),
  rule(
    'embedded-imports-no-room',
    'The embedded stack is a Supabase: it knows nothing of what runs on it.',
    { path: '^embedded/' },
    { path: '^(server|cli|client|web|scripts|acceptance|bench|examples)/' },
  ),
  rule(
    'cli-imports-public-edges',
    'The command line imports the client and the public edges of server and embedded, nothing else; its tests read texts as others do.',
    { path: '^cli/' },
    { path: '^(web|scripts|acceptance|bench|examples)/', pathNot: '^scripts/test/read-snippets' },
  ),
  rule(
    'client-imports-no-room',
    'The client is generated from openapi.json and published: it imports nothing of this repository.',
    { path: '^client/', pathNot: '^client/test/' },
    { path: '^(server|embedded|cli|web|scripts|acceptance|bench|examples)/' },
  ),
  rule(
    'client-tests-import-no-room',
    'The tests of the client know it as its users do; they read texts as other tests do.',
    { path: '^client/test/' },
    { path: '^(server|embedded|cli|web|scripts|acceptance|bench|examples)/', pathNot: '^scripts/test/read-snippets' },
  ),
  rule(
    'client-runs-in-browsers',
    'What is published of the client runs in a browser as it does on Node: it needs openapi-fetch and nothing else.',
    { path: '^client/src/' },
    { pathNot: ['^client/src/', '(^|/)node_modules/openapi-fetch/'] },
  ),
  rule(
    'examples-import-only-client',
    'An example is what somebody outside writes: it has the client and packages of npm.',
    { path: '^examples/' },
    { path: '^(server|embedded|cli|web|scripts|acceptance|bench)/' },
  ),
  rule(
    'web-and-acceptance-import-only-client',
    'Both use the product as anybody outside does, and acceptance sees the web app in a browser.',
    { path: '^(web|acceptance)/' },
    { path: '^(server|embedded|cli|web|scripts|acceptance|bench|examples)/', pathNot: '^$1/' },
  ),
  rule(
    'nobody-imports-the-command-line',
    'The command line is what people start: nothing is built on it.',
    { pathNot: '^cli/' },
    { path: '^cli/' },
  ),
  rule(
    'code-imports-no-test',
    'What runs in production does not need its tests.',
    { pathNot: [tests, '^(acceptance|bench)/'] },
    { path: tests, pathNot: 'node_modules/' },
  ),

  // ---- the rooms of the server ----
  rule(
    'start-and-compose-on-top',
    'Only server/src/public.ts and start itself start and wire processes; nothing below knows how it is wired.',
    { path: '^server/src/', pathNot: ['^server/src/start/', exactly('public[.]ts'), tests] },
    { path: ['^server/src/start/', exactly('compose[.]ts')] },
  ),
  rule(
    'config-handed-on',
    'Configuration is read once, at the public edge, and handed on as an object: below, import its types only.',
    { path: '^server/src/', pathNot: [exactly('public[.]ts'), tests] },
    { path: exactly('config[.]ts'), dependencyTypesNot: ['type-only'] },
  ),
  ...['http', 'mcp', 'jobs'].flatMap((room) => [
    rule(
      `${room}-imports`,
      `${room} imports features, problems, telemetry and db/tenant.ts, and types of ports, config, pool and queue; never a sibling (http, mcp, jobs).`,
      { path: `^server/src/${room}/`, pathNot: [exactly('http/routes/system/health[.]ts'), tests] },
      { path: '^server/', pathNot: [`^server/src/${room}/`, ...transportUses, ...transportNames] },
    ),
    rule(
      `${room}-ports-as-types`,
      `${room} is handed its ports, its database and its queue: it imports their types only.`,
      { path: `^server/src/${room}/`, pathNot: tests },
      { path: transportNames, dependencyTypesNot: ['type-only'] },
    ),
  ]),
  rule(
    'health-imports',
    'The one route that asks the database itself, without a tenant: whether it answers.',
    { path: exactly('http/routes/system/health[.]ts') },
    {
      path: '^server/',
      pathNot: ['^server/src/http/', ...transportUses, ...transportNames, exactly('db/schema/preflight[.]ts')],
    },
  ),
  rule(
    'features-import-downwards',
    'A feature imports db, ports, problems and telemetry; no transport.',
    { path: '^server/src/features/', pathNot: tests },
    { path: '^server/src/(http|mcp|jobs)/' },
  ),
  rule(
    'features-by-their-noun',
    'Another feature only through its <noun>.ts, its job kinds (.jobs.ts) and its contract (.schema.ts): its SQL is its own.',
    { path: '^server/src/features/([^/]+)/', pathNot: tests },
    {
      path: '^server/src/features/',
      pathNot: [
        '^server/src/features/$1/',
        '^server/src/features/([^/]+)/\\1([.]jobs|[.]schema)?[.]ts$',
        exactly('features/schema[.]ts'),
      ],
    },
  ),
  // chunks <- documents <- url-sources <- ingestion <- events: each knows what stands to its left.
  ...['chunks', 'documents', 'url-sources', 'ingestion'].map((noun, i, nouns) =>
    rule(
      `${noun}-below-what-builds-on-it`,
      `${noun} knows nothing of the features that build on it.`,
      { path: `^server/src/features/${noun}/`, pathNot: tests },
      { path: `^server/src/features/(${[...nouns.slice(i + 1), 'events'].join('|')})/` },
    ),
  ),
  rule(
    'features-ports-as-types',
    'A feature is handed its database, queue and providers: it imports their types only. Encryption is pure functions.',
    { path: '^server/src/features/', pathNot: tests },
    {
      path: ['^server/src/providers/', exactly('db/(pool|queue)[.]ts')],
      pathNot: '^server/src/providers/encryption/',
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'lower-rooms-import-downwards',
    'db, providers, telemetry, problems and config import no feature and no transport.',
    {
      path: ['^server/src/(db|providers|telemetry)/', exactly('(problems|config|config-variables)[.]ts')],
      pathNot: tests,
    },
    { path: '^server/src/(features|http|mcp|jobs)/' },
  ),
  rule(
    'parsing-is-pure',
    'Parsing turns bytes into chunks and asks nothing: it knows problems and concurrency, no database, port or feature.',
    { path: '^server/src/parsing/', pathNot: tests },
    { path: '^server/src/', pathNot: ['^server/src/(parsing|concurrency)/', exactly('problems[.]ts')] },
  ),
  rule(
    'concurrency-at-the-bottom',
    'What limits and repeats work knows nothing of the work.',
    { path: '^server/src/concurrency/', pathNot: tests },
    { path: '^server/src/', pathNot: '^server/src/concurrency/' },
  ),
  rule(
    'access-before-features',
    'What an operation asks of its caller is asked by the transports; a feature gets it with its principal.',
    { path: '^server/src/(features|db|providers|parsing|telemetry)/', pathNot: tests },
    { path: '^server/src/access/' },
  ),
  rule(
    'db-and-providers-apart',
    'The database and the outside do not know each other: a feature brings them together, outside a transaction.',
    { path: '^server/src/(db|providers)/', pathNot: tests },
    { path: '^server/src/(db|providers)/', pathNot: '^server/src/$1/' },
  ),
  rule(
    'telemetry-problems-config-at-the-bottom',
    'Everything imports them: they import neither db nor providers.',
    { path: ['^server/src/telemetry/', exactly('(problems|config|config-variables)[.]ts')], pathNot: tests },
    { path: '^server/src/(db|providers)/' },
  ),
  rule(
    'isolation-knows-only-itself',
    'Attacks are made from the API’s description and the catalogue, and run by what is handed in: code that knew the server would trust what it is to prove.',
    { path: '^server/src/isolation/', pathNot: tests },
    { path: '^server/', pathNot: '^server/src/isolation/' },
  ),

  // ---- the way to the database ----
  rule(
    'drivers-in-db',
    'pg and pg-boss appear only under server/src/db; tests and benchmarks speak to Postgres themselves.',
    { pathNot: ['^(server/src/db|bench)/', tests, 'node_modules/'] },
    { path: '(^|/)node_modules/(pg|pg-[a-z-]+|postgres|@types/pg)/' },
  ),
  rule(
    'transactions-in-db',
    'Outside db a transaction begins with withTenant, or in the listed files withSystem: they set role and claims.',
    { path: '^server/', pathNot: ['^server/src/db/', tests] },
    { path: exactly('db/transaction[.]ts') },
  ),
  rule(
    'system-by-listed-files',
    'withSystem is bound to no tenant: only the files that .dependency-cruiser.mjs lists may import it.',
    { pathNot: [...opensSystem, ...namesSystem, exactly('db/system[.]ts'), tests] },
    { path: exactly('db/system[.]ts') },
  ),
  rule(
    'system-named-as-type',
    'A repository names SystemTx; it does not open one.',
    { path: namesSystem },
    { path: exactly('db/system[.]ts'), dependencyTypesNot: ['type-only'] },
  ),

  // ---- everywhere ----
  rule(
    'no-cycle',
    'Two files that need each other are one file, or miss a third. Types count.',
    {},
    { circular: true },
  ),
  // numfmt 4.0 names types that it does not bring; Node and TypeScript find the file beside its code.
  rule(
    'resolvable',
    'An import that leads nowhere cannot be judged.',
    {},
    { couldNotResolve: true, pathNot: '^numfmt$' },
  ),
]

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to }
}

export default {
  forbidden,
  options: {
    // Its TypeScript parser needs typescript < 7, and cruises nothing (and passes) beside 7. swc sees `import type` and
    // `import { type … }` as type-only; a type written `import('…').X` it misses: check-imports.ts refuses what it misses.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.d.mts', '.json'],
    },
  },
}
