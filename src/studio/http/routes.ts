import { accountRoutes } from './account-routes.ts';
import { fileRoutes } from './file-routes.ts';
import type { Route } from './route.ts';
import { serverRoutes } from './server-routes.ts';
import { sessionRoutes } from './session-routes.ts';

/** Every route of the service. The application, its checks and its reference are made of this list. */
export const routes: readonly Route[] = [...accountRoutes, ...sessionRoutes, ...fileRoutes, ...serverRoutes];
