export { cancelJob, retryJob, submitExport, submitJob, waitForJob, watchJob, type JobPorts } from './job-desk.ts';
