import { defineConfig } from 'eslint/config';
import { configs } from 'typescript-eslint';

const environment = 'The environment is read in src/platform/config only; take the Config.';
const clock = 'A rule has no clock: the reference date is an argument.';
const chance = 'A rule has no chance: the seed is an argument.';

const rowByRow = {
  selector: "CallExpression[callee.property.name='save']",
  message: 'No ORM save per row: one statement for the whole set (INSERT … SELECT FROM unnest).',
};
const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: clock },
  { selector: "MemberExpression[object.name='performance'][property.name='now']", message: clock },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: chance },
];
const hashingOnly = {
  name: 'node:crypto',
  allowImportNames: ['createHash', 'createHmac', 'hash', 'timingSafeEqual'],
  message: 'A rule may hash; it draws nothing at random.',
};
const fromNest = { name: '@nestjs/common', importNames: ['forwardRef'], message: 'A cycle is mended, not hidden.' };
const fromProcess = ['process', 'node:process'].map((name) => ({ name, message: environment }));

export default defineConfig(
  { ignores: ['dist/', '.data/', 'coverage/', '**/*.cjs'] },
  // Nobody switches a rule off in passing; an exception is named here.
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environment }],
      'no-restricted-imports': ['error', { paths: [fromNest, ...fromProcess] }],
      'no-restricted-syntax': ['error', rowByRow],
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.ts'], rules: { 'max-lines': ['error', { max: 300 }] } },
  {
    files: ['src/kernel/**/*.ts', 'src/*/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [fromNest, ...fromProcess, hashingOnly] }],
      'no-restricted-syntax': ['error', rowByRow, ...impure],
    },
  },
  // The demo starts the service as an operator would: it hands its own environment on and configures nothing.
  // So does the check of the record, which shares nothing with the service.
  { files: ['src/platform/config/**/*.ts', 'src/demo/main.ts', 'src/verifier/audit/verify-audit.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    // A test reads answers as they come, and `expect.any` is any by nature.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', AbortSignal: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly' },
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  // Commands talk to a person at a terminal.
  { files: ['src/cli.ts', 'src/demo/**/*.ts', 'src/calculation/calc.ts'], rules: { 'no-console': 'off' } },
);
