/** What a call asks of a token (empty: any will do), and which budget it is counted against. KEEP IN STEP with `http/route.ts` */
export type ToolNeeds = {
  readonly scopes: readonly ('read' | 'write' | 'upload' | 'render')[];
  readonly limit: 'read' | 'write' | 'turn' | 'upload' | 'export';
};
