import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AdkEvent, isReadyForExport, RenderRequest, RunRequest, WireDraft } from './index.ts';

describe('the wire', () => {
  it('reads a turn in the spelling of the skill and of ADK alike', () => {
    const snake = {
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id: '5529798706024415232',
      new_message: { parts: [{ text: 'lo-fi' }, { inline_data: { mime_type: 'image/png', data: 'AA==' } }] },
      state_delta: { keep_this: 1 },
    };
    const camel = {
      appName: 'nemo_agent',
      userId: 'me',
      sessionId: '5529798706024415232',
      newMessage: { role: 'user', parts: [{ text: 'lo-fi' }, { inlineData: { mimeType: 'image/png', data: 'AA==' } }] },
      streaming: false,
      stateDelta: { keep_this: 1 },
    };
    expect(RunRequest.parse(snake)).toEqual(camel);
    expect(RunRequest.parse(camel)).toEqual(camel);
  });

  it('fills in what an export request leaves out', () => {
    const read = RenderRequest.parse({
      id: 'render_1',
      sessionId: '1',
      draft: { t: [] },
      output: { format: 'mp4', codec: 'h264', crf: 23 },
    });
    expect(read.output).toEqual({ format: 'mp4', quality: 'high', codec: 'h264', crf: 23 });
    expect(RenderRequest.parse({ id: 'draft-cli-1773423613616', sessionId: '1', draft: {} }).output.quality).toBe('high');
    expect(RenderRequest.safeParse({ id: '../x', sessionId: '1', draft: {} }).success).toBe(false);
  });

  it('keeps what it does not know in a draft', () => {
    const draft = { d: 1, zz: [1], t: [{ tt: 9, x: 1, sg: [{ d: 5, m: { y: 2 } }] }] };
    expect(WireDraft.parse(draft)).toEqual(draft);
    expect(isReadyForExport(WireDraft.parse(draft))).toBe(true);
    expect(isReadyForExport(WireDraft.parse({}))).toBe(false);
  });

  it('lets no key into an event that ADK would refuse', () => {
    const event = {
      id: 'RbfL2ErT',
      invocationId: 'e-1',
      author: 'nemo_agent',
      timestamp: 1.5,
      actions: { stateDelta: {}, artifactDelta: {}, requestedAuthConfigs: {}, requestedToolConfirmations: {} },
    };
    expect(AdkEvent.parse(event)).toEqual(event);
    expect(AdkEvent.safeParse({ ...event, error: null }).success).toBe(false);
  });

  it('can be described as JSON Schema', () => {
    const schema = z.toJSONSchema(RunRequest, { io: 'input', unrepresentable: 'any' });
    expect(Object.keys(schema.properties ?? {})).toContain('newMessage');
  });
});
