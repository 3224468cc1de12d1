/** The flow of DESIGN §2, enforced: engine ← contract ← studio; inside the engine only earlier stages, through their index. */
const stages = ['kernel', 'brief', 'score', 'audio', 'timeline', 'export'];

const forwardImports = stages.map((stage, place) => ({
  name: `engine-${stage}-imports-earlier-stages-only`,
  severity: 'error',
  from: { path: `^src/engine/${stage}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/engine/(${stages.slice(place + 1).join('|') || 'nothing'})/` },
}));

const insides = stages.map((stage) => ({
  name: `engine-${stage}-through-its-index`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/engine/${stage}/|\\.test\\.ts$` },
  to: { path: `^src/engine/${stage}/`, pathNot: `^src/engine/${stage}/index\\.ts$` },
}));

module.exports = {
  forbidden: [
    ...forwardImports,
    ...insides,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'engine-stands-alone', severity: 'error', from: { path: '^src/engine/', pathNot: '\\.test\\.ts$' }, to: { path: '^src/(contract|studio)/' } },
    { name: 'contract-below-studio', severity: 'error', from: { path: '^src/contract/' }, to: { path: '^src/studio/' } },
    { name: 'engine-without-node', severity: 'error', from: { path: '^src/engine/', pathNot: '\\.test\\.ts$' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'no-vague-folders',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/(utils|helpers|common|types)(/|\\.ts$)' },
    },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.test.json' }, doNotFollow: { path: 'node_modules' }, exclude: { path: '^(dist|node_modules)/' } },
};
