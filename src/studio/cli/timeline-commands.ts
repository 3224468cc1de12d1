import { EXIT_DONE, EXIT_FAILURE } from './report-problem.ts';
import { assertDistinct } from './assert-distinct.ts';
import type { CommandLine } from './command-line.ts';
import { printProject } from './print-project.ts';
import { clockTime } from './print-summary.ts';
import { progressFor } from './progress-view.ts';
import type { EditOptions, ExportOptions, ListProjectsOptions, ShowOptions } from './project-options.ts';
import type { ProjectEdit } from './project-desk.ts';
import { paintFor } from './terminal.ts';

/** `cuesmith timeline list` */
export async function listProjects({ studio, terminal }: CommandLine, options: ListProjectsOptions): Promise<void> {
  const list = await studio.projects.list(options);
  terminal.out(
    options.json
      ? `${JSON.stringify(list)}\n`
      : list.projects
          .map(
            ({ id, title, durationSeconds, revision, updatedAt }) =>
              `${updatedAt.slice(0, 16).replace('T', ' ')}  ${id}  ${clockTime(durationSeconds).padStart(7)}  ${String(revision).padStart(3)} changes  ${title}\n`,
          )
          .join(''),
  );
}

/** `cuesmith timeline show` */
export async function showProject({ studio, terminal }: CommandLine, name: string, options: ShowOptions): Promise<void> {
  const format = options.otio ? 'otio' : options.srt ? 'srt' : options.vtt ? 'vtt' : null;
  if (format !== null) {
    terminal.out(await studio.projects.document({ name, format }, options));
    return;
  }

  const shown = await studio.projects.show(name, options);
  const paint = paintFor(terminal.hasColour && terminal.isOutTerminal);
  terminal.out(options.json ? `${JSON.stringify(shown)}\n` : printProject(shown, paint));
}

/** `cuesmith timeline edit`: prints the answer as it comes; the exit code is 1 when not all of it could be done. */
export async function editProject(
  { studio, terminal }: CommandLine,
  { name, words }: { readonly name: string; readonly words: string },
  options: EditOptions,
): Promise<number> {
  const onSaid = (text: string): void => (options.json ? undefined : terminal.out(`${text}\n`));
  const wish: ProjectEdit = options.undo
    ? { kind: 'undo', name, onSaid }
    : options.redo
      ? { kind: 'redo', name, onSaid }
      : { kind: 'words', words, name, onSaid };
  const edited = await studio.projects.edit(wish, options);
  if (options.json) {
    terminal.out(`${JSON.stringify(edited)}\n`);
  }

  return edited.problem === null ? EXIT_DONE : EXIT_FAILURE;
}

/** `cuesmith timeline export` */
export async function exportProject(line: CommandLine, name: string, options: ExportOptions): Promise<void> {
  const { terminal, studio, files } = line;
  assertDistinct(options.out.map(({ path }) => files.absolute(path)));
  const view = progressFor(line, options);
  const exported = await studio.projects
    .exportFiles(
      {
        name,
        outputs: options.out,
        overwrite: options.force ?? false,
        preset: options.preset ?? null,
        onProgress: (done) => view.show({ stage: 'film', done }),
      },
      options,
    )
    .finally(() => view.clear());
  if (options.json) {
    terminal.out(`${JSON.stringify(exported)}\n`);
    return;
  }

  if (!options.quiet) {
    terminal.err(exported.warnings.map((warning) => `! ${warning}\n`).join(''));
  }

  terminal.out(exported.files.map(({ path }) => `${path}\n`).join(''));
}
