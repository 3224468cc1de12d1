export { createAgent, type Agent, type AgentHost, type RunningTurn } from './create-agent.ts';
export { tellOfLostTurn } from './tell-of-lost-turn.ts';
