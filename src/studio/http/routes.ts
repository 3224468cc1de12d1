import { accountRoutes } from './account-routes.ts';
import { adkRoutes } from './adk-routes.ts';
import { adminRoutes } from './admin-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { mcpRoutes } from './mcp-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { referenceRoutes } from './reference-routes.ts';
import type { Route } from './route.ts';
import { serverRoutes } from './server-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

/** Every route of the service. The application, its checks and its reference are made of this list. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...sessionRoutes,
  ...adkRoutes,
  ...uploadRoutes,
  ...exportRoutes,
  ...fileRoutes,
  ...mcpRoutes,
  ...serverRoutes,
  ...adminRoutes,
  ...pageRoutes,
  ...referenceRoutes(() => routes),
];
