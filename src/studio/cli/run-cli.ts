import { explainPrompt } from '../actions/explain-prompt.ts';
import { runAdmin } from './admin-command.ts';
import type { CommandLine } from './command-line.ts';
import { runChat } from './chat/chat-command.ts';
import { runDoctor } from './doctor-command.ts';
import { runFilm } from './film-command.ts';
import { hintsOf } from './hints.ts';
import { listInstruments, listMoods, listStyles } from './list-commands.ts';
import { runMake } from './make-command.ts';
import { printExplanation } from './print-explanation.ts';
import { buildProgram } from './program.ts';
import { editProject, exportProject, listProjects, showProject } from './timeline-commands.ts';
import { runRadioCommand } from './radio-command.ts';
import { refusePrompt } from './refuse-prompt.ts';
import { EXIT_DONE, reportProblem } from './report-problem.ts';
import { installSkillHere, showSkillPath, uninstallSkillHere } from './skill-commands.ts';

/** Runs one command line (without node and script) and gives the exit code. */
export async function runCli(line: CommandLine, words: readonly string[]): Promise<number> {
  const { terminal } = line;
  let exitCode = EXIT_DONE;
  const program = buildProgram(line.version, {
    make: async (prompt, options) => runMake(line, prompt, options),
    explain: async (prompt, options) => {
      refusePrompt(prompt);
      const explained = explainPrompt(prompt, hintsOf(options), {
        critic: options.critic ?? false,
        candidates: options.candidates ?? null,
      });
      terminal.out(options.json ? `${JSON.stringify(explained)}\n` : printExplanation(explained, terminal));
    },
    radio: async (prompt, options) => {
      exitCode = await runRadioCommand(line, prompt, options);
    },
    chat: async (options) => {
      exitCode = await runChat(line, options);
    },
    styles: async (options) => terminal.out(listStyles(options)),
    moods: async (options) => terminal.out(listMoods(options)),
    instruments: async (options) => terminal.out(listInstruments(options)),
    doctor: async (options) => {
      exitCode = await runDoctor(line, options);
    },
    score: async (film, prompt, options) => runFilm(line, prompt, { ...options, video: [film] }),
    listProjects: async (options) => listProjects(line, options),
    showProject: async (name, options) => showProject(line, name, options),
    editProject: async (name, words, options) => {
      exitCode = await editProject(line, { name, words }, options);
    },
    exportProject: async (name, options) => exportProject(line, name, options),
    serve: line.studio.serve,
    worker: line.studio.work,
    mcp: line.studio.mcp,
    installSkill: async (where, options) => installSkillHere(line, where, options),
    uninstallSkill: async (where, options) => uninstallSkillHere(line, where, options),
    showSkillPath: async (where, options) => showSkillPath(line, where, options),
    admin: async (call, options) => {
      exitCode = await runAdmin(line, call, options);
    },
  });

  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (problem) {
    return reportProblem(problem, { terminal, isJson: words.includes('--json'), isDebugging: line.isDebugging });
  }
}
