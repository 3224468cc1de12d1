/** The flow of DESIGN §2, enforced: engine ← contract ← client ← studio; inside the engine only earlier stages, through their index. */
const stages = ['kernel', 'learned', 'brief', 'score', 'audio', 'timeline', 'export'];

const forwardImports = stages.slice(0, -1).map((stage, place) => ({
  name: `engine-${stage}-imports-earlier-stages-only`,
  severity: 'error',
  from: { path: `^src/engine/${stage}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/engine/(${stages.slice(place + 1).join('|')})/` },
}));

const insides = stages.map((stage) => ({
  name: `engine-${stage}-through-its-index`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/engine/${stage}/|\\.test\\.ts$` },
  // A stage may list a part of itself apart, for processes that live too shortly to load the whole of it.
  to: { path: `^src/engine/${stage}/`, pathNot: `^src/engine/${stage}/index(-for-media)?\\.ts$` },
}));

/**
 * In the shell: doors → actions → ports; what fills the ports (store, media, audio-worker, the queue) is known to main.ts alone.
 * `store/records` is no adapter: it is SQL over the `Database` port, for actions and jobs.
 */
const shell = [
  { name: 'ports-know-nobody', from: '^src/studio/ports/', to: '^src/studio/(?!ports/)' },
  {
    name: 'actions-know-ports-records-and-jobs-only',
    from: '^src/studio/actions/',
    to: '^src/studio/(?!actions/|ports/|store/records/|jobs/index\\.ts)',
  },
  { name: 'records-know-ports-only', from: '^src/studio/store/records/', to: '^src/studio/(?!store/records/|ports/)' },
  { name: 'jobs-know-ports-and-records-only', from: '^src/studio/jobs/', to: '^src/studio/(?!jobs/|ports/|store/records/)' },
  { name: 'doors-know-actions-and-ports-only', from: '^src/studio/cli/', to: '^src/studio/(?!cli/|actions/|ports/)' },
  {
    name: 'agent-knows-actions-ports-records-and-jobs-only',
    from: '^src/studio/agent/',
    to: '^src/studio/(?!agent/|actions/|ports/|store/records/|jobs/index\\.ts)',
  },
  {
    name: 'http-knows-agent-actions-and-ports-only',
    from: '^src/studio/http/',
    to: '^src/studio/(?!http/|mcp/index\\.ts|agent/index\\.ts|actions/|ports/)',
  },
  {
    name: 'mcp-knows-agent-actions-and-ports-only',
    from: '^src/studio/mcp/',
    to: '^src/studio/(?!mcp/|agent/index\\.ts|actions/|ports/)',
  },
  { name: 'wire-quirks-stay-in-http', from: '^src/studio/(?!http/)', to: '^src/studio/http/wire/' },
  {
    name: 'adapters-know-ports-only',
    from: '^src/studio/(store|media|audio-worker)/',
    to: '^src/studio/(main|config|actions|cli|agent|http)',
  },
  {
    name: 'adapters-stand-apart',
    from: '^src/studio/(store|media|audio-worker)/',
    to: '^src/studio/(?!$1/|ports/|config\\.ts|main\\.ts|actions/|cli/)',
  },
].map(({ name, from, to }) => ({ name, severity: 'error', from: { path: from, pathNot: '\\.test\\.ts$' }, to: { path: to } }));

const vague = '/(utils?|helpers?|common|types|misc|shared)(/|[.]ts$)';

module.exports = {
  forbidden: [
    ...forwardImports,
    ...insides,
    ...shell,
    {
      name: 'media-processes-load-little',
      severity: 'error',
      from: { path: '^src/studio/media/(job|visual)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/engine/(?!kernel/)[a-z]+/index\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'engine-stands-alone',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(contract|client|studio)/' },
    },
    { name: 'contract-below-studio', severity: 'error', from: { path: '^src/contract/' }, to: { path: '^src/(client|studio)/' } },
    {
      name: 'client-below-studio',
      severity: 'error',
      from: { path: '^src/client/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/studio/' },
    },
    {
      name: 'client-without-node',
      severity: 'error',
      from: { path: '^src/client/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      // A page loads the client whole: of the engine it takes the kernel alone, and what it says to people may read a draft.
      name: 'client-loads-little',
      severity: 'error',
      from: { path: '^src/client/', pathNot: '\\.test\\.ts$|^src/client/words/' },
      to: { path: '^src/(contract|engine/(?!kernel/))', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engine-without-node',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$|^(test|bench)/' },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-vague-names', severity: 'error', from: { path: vague, pathNot: 'node_modules' }, to: {} },
    { name: 'no-vague-names-imported', severity: 'error', from: {}, to: { path: vague, pathNot: 'node_modules' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
  },
};
