export { converse, type Conversed } from './converse.ts';
export { createAgent, type Agent, type AgentHost, type RunningTurn } from './create-agent.ts';
export { openModel } from './model/open-model.ts';
export { tellOfLostTurn } from './tell-of-lost-turn.ts';
