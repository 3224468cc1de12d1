export type { ExportPlan } from './export-plan.ts';
