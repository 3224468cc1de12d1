export { budgetsOfBody } from './budgets-of-body.ts';
export { type Desk, type DeliveredFile, type McpDoor } from './door.ts';
export { McpEndpoint, type McpExchange } from './endpoint.ts';

export { rpcProblem } from './rpc-problem.ts';
export { createMcpServer } from './server.ts';
export { serveMcp } from './serve-stdio.ts';
