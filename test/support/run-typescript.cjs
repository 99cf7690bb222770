// Lets a process that a test starts run the sources as they are: `node --require` this.
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

const root = join(__dirname, '../..');
require.extensions['.ts'] = (module, file) =>
  module._compile(transformFileSync(file, { cwd: root, configFile: join(root, '.swcrc'), sourceMaps: 'inline' }).code, file);
