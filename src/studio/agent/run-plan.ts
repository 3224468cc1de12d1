import { z } from 'zod';
import { JsonValue } from '../../contract/service/index.ts';
import { type Json, StudioError } from '../../engine/kernel/index.ts';
import { Refused } from '../actions/refused.ts';
import { spoken } from '../actions/sessions/new-event.ts';
import type { PlannedUse } from './tools/tool-arguments.ts';
import { toolNamed } from './tools/registry.ts';
import type { Scene, Tool, ToolReport, ToolUse } from './tools/tool.ts';
import { turnEnded, type TurnStage } from './turn-stage.ts';

const JsonObject = z.record(z.string(), JsonValue);

/** A use that has begun, with what its events say. */
export type BegunUse = { readonly tool: Tool; readonly args: { readonly [key: string]: Json }; readonly use: ToolUse };

/** Begins the use of a tool. What must be refused is thrown here. */
export async function beginUse(scene: Scene, planned: PlannedUse): Promise<BegunUse> {
  const tool = toolNamed(planned.tool);
  const use = await tool.start(scene, planned.args);
  return { tool, args: use.shownArguments ?? JsonObject.parse(JSON.parse(JSON.stringify(planned.args))), use };
}

/**
 * Carries a plan out, telling each step, and ends the turn with what changed and what could be done next. `first` has begun before the
 * stream; each other use begins when the one before is done. Throws `turn.ended` when somebody else ends the turn meanwhile.
 */
export async function runPlan(
  stage: TurnStage,
  plan: {
    readonly first: BegunUse;
    readonly others: readonly PlannedUse[];
    readonly scene: Scene;
    /** The scene after a tool has changed things. */
    readonly lookAgain: () => Promise<Scene>;
  },
): Promise<void> {
  const said: string[] = [];
  let nextSteps: readonly string[] = [];
  let begun: BegunUse | null = plan.first;
  let rest = plan.others;
  let problem: ToolReport['problem'] = null;
  while (begun !== null) {
    const report = await carryOut(stage, begun, `adk-${stage.turn.id}-${said.length + 1}`);
    said.push(report.said);
    nextSteps = report.nextSteps.length > 0 ? report.nextSteps : nextSteps;
    problem = report.problem;
    const [next, ...later] = problem === null ? rest : [];
    rest = later;
    begun = next === undefined ? null : await beginUse(await plan.lookAgain(), next);
  }

  const { wording } = plan.scene;
  const text = [...said, ...(nextSteps.length > 0 && problem === null ? [wording.nextSteps(nextSteps)] : [])].join('\n');
  const last = { content: spoken(text), turnComplete: true };
  const isClosed = await stage.close(() =>
    problem === null
      ? { end: { status: 'completed', spent: null, error: null }, last }
      : {
          end: { status: 'failed', spent: null, error: problem },
          last: { ...last, errorCode: problem.code, errorMessage: problem.message },
        },
  );
  if (!isClosed) {
    throw turnEnded();
  }
}

/** `id` ties a call to its answer: of one turn each use has its own. */
async function carryOut(stage: TurnStage, { tool, args, use }: BegunUse, id: string): Promise<ToolReport> {
  if (use.announced !== null) {
    await stage.say(use.announced);
  }

  if (!tool.isShown) {
    return use.finish(() => undefined);
  }

  await stage.tell({
    content: { role: 'model', parts: [{ functionCall: { id, name: tool.name, args: JsonObject.parse(args) } }] },
    ...(use.isLongRunning ? { longRunningToolIds: [id] } : {}),
  });
  const report = await use.finish((percent) => stage.showProgress(percent));
  await stage.tell({
    content: {
      role: 'user',
      parts: [{ functionResponse: { id, name: tool.name, response: JsonObject.parse(report.response) } }],
    },
    ...(report.draft === null ? {} : { actions: { stateDelta: { draft: JsonValue.parse(report.draft) } } }),
  });
  return report;
}

/** What a refusal in the middle of a turn is called in its event: the number of the wire. */
export function codeOf(problem: unknown): string {
  return problem instanceof Refused ? String(problem.number) : problem instanceof StudioError ? problem.code : '5000';
}
