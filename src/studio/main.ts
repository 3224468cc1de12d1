import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { checkInstall } from './actions/check-install.ts';
import { makeCuts } from './actions/make-cuts.ts';
import { makeMusic, type MakePorts } from './actions/make-music.ts';
import { createAudioRenderer } from './audio-worker/index.ts';
import type { CommandLine } from './cli/command-line.ts';
import { EXIT_STOPPED, reportProblem } from './cli/report-problem.ts';
import { runCli } from './cli/run-cli.ts';
import type { Terminal } from './cli/terminal.ts';
import { readChatConfig, readConfig, readServiceConfig } from './config.ts';
import { createMediaExporter } from './media/index.ts';
import { openSkillDesk } from './open-skill-desk.ts';
import type { ServeHost } from './serve.ts';
import { chatFiles } from './store/chat-files.ts';
import { diskFiles } from './store/disk-files.ts';
import { nodeInstall } from './store/node-install.ts';
import { skillShelf } from './store/skill-shelf.ts';
import { systemClock } from './store/system-clock.ts';

/** How long a stopped run may tidy up before the process ends regardless. */
const TIDY_MS = 5000;
/** A server lets answers end (8 s) and gives its jobs back (8 s). */
const SERVICE_TIDY_MS = 20_000;
/** A radio that is stopped encodes what it has played. */
const RADIO_TIDY_MS = 180_000;
const STOP_SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const config = readConfig(process.env);
const install = await nodeInstall();
const terminal = processTerminal(config.allowsColour);
const stop = new AbortController();
let stoppedWith: number | null = null;
let tidyMs = TIDY_MS;

for (const [name, code] of Object.entries(STOP_SIGNALS)) {
  // A launcher and a terminal may both send the same Ctrl-C: further ones change nothing.
  process.on(name, () => {
    stoppedWith ??= code;
    stop.abort();
    setTimeout(() => process.exit(code), tidyMs).unref();
  });
}

// Whoever reads our output may leave early (`cuesmith styles | head -1`): that is not our failure.
process.stdout.on('error', (problem) => {
  process.exit('code' in problem && problem.code === 'EPIPE' ? (stoppedWith ?? 0) : 1);
});

const ports: MakePorts = {
  audioRenderer: createAudioRenderer({ workers: config.workers }),
  mediaExporter: createMediaExporter(),
  clock: systemClock,
  files: diskFiles,
};
// A project is worked on by the service itself, which gives its jobs back when it is stopped.
const openProjects = async () => {
  tidyMs = SERVICE_TIDY_MS;
  return import('./open-projects.ts');
};
const chatConfig = () => readChatConfig(process.env, { homeFolder: homedir(), platform: process.platform });
const line: CommandLine = {
  studio: {
    makeMusic: async (request, run) => makeMusic(ports, request, run),
    makeCuts: async (request, run) => makeCuts(ports, request, run),
    radio: async (request, watch) => {
      // A file that was cut short is still written to its end.
      tidyMs = request.to.kind === 'file' ? RADIO_TIDY_MS : TIDY_MS;
      return (await import('./open-radio.ts')).playRadioHere(ports, request, watch);
    },
    checkInstall: async (signal) => checkInstall({ ...ports, install }, signal),
    serve: async (options) => {
      tidyMs = SERVICE_TIDY_MS;
      await (await import('./serve.ts')).serve(serviceHost(options.data), options);
    },
    work: async (options) => {
      tidyMs = SERVICE_TIDY_MS;
      await (await import('./serve.ts')).work(serviceHost(options.data));
    },
    mcp: async (options) => {
      tidyMs = SERVICE_TIDY_MS;
      await (await import('./open-mcp.ts')).serveMcpHere(serviceHost(options.data), options);
    },
    projects: {
      makeFilm: async (request, place, onProgress) =>
        (await openProjects()).makeFilmHere(serviceHost(place.data), request, onProgress),
      list: async (place) => (await openProjects()).listProjectsHere(serviceHost(place.data)),
      show: async (name, place) => (await openProjects()).showProjectHere(serviceHost(place.data), name),
      document: async (wanted, place) => (await openProjects()).writeDocumentHere(serviceHost(place.data), wanted),
      edit: async (wanted, place) => (await openProjects()).editProjectHere(serviceHost(place.data), wanted),
      exportFiles: async (wanted, place) => (await openProjects()).exportProjectHere(serviceHost(place.data), wanted),
    },
    admin: async (call, options) => (await import('./administer.ts')).administer(serviceHost(options.data), call),
  },
  chat: {
    async open({ api, data, onNotice }) {
      tidyMs = SERVICE_TIDY_MS;
      const { config: service, ...host } = serviceHost(data ?? undefined);
      return (await import('./open-chat.ts')).openChat({ ...host, config: service, chat: chatConfig() }, { api, onNotice });
    },
    get files() {
      return chatFiles({ folder: chatConfig().folder, homeFolder: homedir(), platform: process.platform });
    },
    keyboard: () => ({ stdin: process.stdin, stdout: process.stdout }),
    get locale() {
      return chatConfig().locale;
    },
  },
  skill: openSkillDesk(skillShelf, { workingFolder: process.cwd(), homeFolder: homedir() }),
  files: { exists: diskFiles.exists, absolute: (path) => resolve(path) },
  clock: systemClock,
  terminal,
  signal: stop.signal,
  isDebugging: config.isDebugging,
  version: install.version,
};

let exitCode: number;
try {
  exitCode = await runCli(line, process.argv.slice(2));
} catch (problem) {
  exitCode = reportProblem(problem, { terminal, isJson: false, isDebugging: config.isDebugging });
} finally {
  await Promise.allSettled([ports.audioRenderer.close(), ports.mediaExporter.close()]);
}

// Output into a pipe is written in the background; ending before it is out would cut it off.
while (process.stdout.writableLength + process.stderr.writableLength > 0) {
  await setImmediate();
}

// A signal that came when all was done already changes nothing.
process.exit(exitCode === EXIT_STOPPED ? (stoppedWith ?? exitCode) : exitCode);

/** Modules of the service are loaded by its own commands only: `make` starts as fast as without them. */
function serviceHost(dataFolder: string | undefined): ServeHost {
  return {
    config: readServiceConfig(process.env, {
      homeFolder: homedir(),
      platform: process.platform,
      dataFolder: dataFolder ?? null,
    }),
    audioWorkers: config.workers,
    install,
    signal: stop.signal,
    say: terminal.err,
  };
}

function processTerminal(allowsColour: boolean): Terminal {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isOutTerminal: process.stdout.isTTY === true,
    isErrTerminal: process.stderr.isTTY === true,
    columns: process.stderr.columns || process.stdout.columns || 80,
    hasColour: allowsColour && process.stderr.isTTY === true,
  };
}
