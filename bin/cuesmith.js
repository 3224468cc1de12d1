#!/usr/bin/env node
// Starts Cuesmith. Written for any Node from 14 on: an older one hands over to the Node that the package brings.
import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { createRequire } from 'module';
import { constants } from 'os';
import { dirname, join, sep } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

const NEEDED_MAJOR = 24;
const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  // In a checkout the sources run as they are (type stripping); Node refuses to strip types below node_modules, and there the built files are.
  const source = join(packageFolder, 'src', 'studio', 'main.ts');
  const isCheckout = existsSync(source) && packageFolder.split(sep).indexOf('node_modules') < 0;
  const main = isCheckout ? source : join(packageFolder, 'dist', 'studio', 'main.js');
  if (existsSync(main)) {
    rememberCompiledCode()
      .then(function () {
        return import(pathToFileURL(main).href);
      })
      .catch(explainBrokenInstall);
  } else {
    giveUp('This copy of Cuesmith has not been built. Run `npm run build` in its folder, or install it again.');
  }
} else {
  const node = packagedNode();
  if (node === null) {
    giveUp(
      'Cuesmith needs Node ' +
        NEEDED_MAJOR +
        ' or newer; this is Node ' +
        process.versions.node +
        ', and the Node that comes with Cuesmith is not installed. Run `npm install` again with install scripts allowed for "node"' +
        ' (npm install --allow-scripts=node), or install Node ' +
        NEEDED_MAJOR +
        ' from https://nodejs.org.',
    );
  } else {
    handOver(node);
  }
}

/** Halves the start of every process and worker after the first one. Where the folder cannot be written, Node goes on without. */
function rememberCompiledCode() {
  const folder = process.env.NODE_COMPILE_CACHE || join(packageFolder, '.cache', 'compiled');
  // Worker threads and child processes look here.
  process.env.NODE_COMPILE_CACHE = folder;
  return import('module').then(function (module) {
    module.enableCompileCache(folder);
  });
}

/** The Node that npm installed for this package, wherever it was hoisted to; null when there is none. */
function packagedNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(node) ? node : null;
  } catch {
    return null;
  }
}

function handOver(node) {
  const child = spawn(node, process.execArgv.concat(fileURLToPath(import.meta.url), process.argv.slice(2)), { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both processes, `kill` only to this one: pass signals on, and end when the child has.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  signals.forEach(function (name) {
    process.on(name, function () {
      child.kill(name);
    });
  });
  child.on('error', function (problem) {
    giveUp(
      'Cuesmith could not start the Node that comes with it (' +
        problem.message +
        '). Run `npm install` again, or install Node ' +
        NEEDED_MAJOR +
        '.',
    );
  });
  child.on('exit', function (code, signal) {
    process.exit(signal === null ? code : 128 + (constants.signals[signal] || 0));
  });
}

function explainBrokenInstall(problem) {
  if (process.env.CUESMITH_DEBUG) {
    console.error(problem);
  }

  giveUp(
    'Cuesmith could not start: ' + problem.message + '\nRun `npm install` again in its folder; `CUESMITH_DEBUG=1` shows more.',
  );
}

function giveUp(message) {
  process.stderr.write('cuesmith: ' + message + '\n');
  process.exit(1);
}
