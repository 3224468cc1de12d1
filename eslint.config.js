import tseslint from 'typescript-eslint';

const transcendental = [
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'pow',
  'hypot',
  'cbrt',
];

// `no-restricted-syntax` is replaced, not merged, by a later block: every block that adds to it repeats these.
const house = [
  { selector: 'ExportAllDeclaration', message: 'List public names one by one.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'TSModuleDeclaration', message: 'Use files, not namespaces.' },
  { selector: 'TSParameterProperty', message: 'Declare the field and assign it.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.cache/', 'out/', 'coverage/', 'src/engine/learned/weights/'] },
  ...tseslint.configs.recommended,
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    rules: {
      curly: ['error', 'all'],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-syntax': ['error', ...house],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Allows `as const` only: a value from outside is parsed, never believed.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    },
  },
  { files: ['*.config.ts', '*.config.js', 'docs/site/.vitepress/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // Benchmarks and checks print: that is what they are for.
    files: ['bench/**/*.ts', 'training/**/*.ts', 'test/ci-summary.ts', 'test/fail-on-print.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // The shell waits for what it starts: a promise nobody awaits is a failure nobody sees.
    files: [
      'src/studio/**/*.ts',
      'src/contract/**/*.ts',
      'src/client/**/*.ts',
      'test/**/*.ts',
      'bench/**/*.ts',
      'docs/generate/**/*.ts',
    ],
    languageOptions: {
      parserOptions: {
        project: './tsconfig.test.json',
        tsconfigRootDir: import.meta.dirname,
        // With CI=true it would guess that each file is read from disk once, and lint that instead of the text it is given.
        disallowAutomaticSingleRunInference: true,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // The environment has one reader, so that every knob is listed in one place.
    files: ['src/studio/**/*.ts'],
    ignores: ['src/studio/config.ts', 'src/studio/main.ts', 'src/studio/open-studio.ts', 'src/studio/**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in config.ts only.' },
      ],
    },
  },
  {
    // The client runs wherever there is fetch: pages, Deno, Bun, Node.
    files: ['src/client/**/*.ts'],
    ignores: ['src/client/**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'The client runs in browsers too: use what the web has.' }] },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setImmediate', 'window', 'document', 'localStorage'],
    },
  },
  {
    // The engine is pure: the same seed must give the same bytes on every machine and in every runtime.
    files: ['src/engine/**/*.ts'],
    ignores: ['src/engine/**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'The engine is pure: values in, values out.' }] },
      ],
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'setTimeout',
        'setInterval',
        'performance',
        'fetch',
        'window',
        'document',
        'crypto',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from the Rng you are given.' },
        { object: 'Date', property: 'now', message: 'Take time as an argument.' },
        ...transcendental.map((property) => ({
          object: 'Math',
          property,
          message: 'Use kernel/math.ts: ECMAScript leaves this approximate per engine.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        ...house,
        { selector: 'NewExpression[callee.name="Date"]', message: 'Take time as an argument.' },
        {
          selector: 'BinaryExpression[operator="**"], AssignmentExpression[operator="**="]',
          message: 'Use pow from kernel/math.ts.',
        },
        {
          selector: 'CallExpression[callee.property.name=/^toLocale|^localeCompare$/]',
          message: 'Depends on the machine’s language: compare code units.',
        },
      ],
    },
  },
  { files: ['src/engine/kernel/math.ts'], rules: { 'no-restricted-properties': 'off' } },
);
