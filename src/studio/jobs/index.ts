export {
  cancelJob,
  retryJob,
  submitExport,
  submitJob,
  waitForJob,
  watchJob,
  type JobPorts,
  type JobPrice,
  type JobSubmission,
} from './job-desk.ts';
