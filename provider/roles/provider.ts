import { adapters } from '../platforms/adapters.js'
import { version } from '../version.js'
import { configProblems, configureRoles } from './configure.js'
import { providerSchema } from './provider-schema.js'
import { defaultPatience } from './recover.js'
import { roleResource } from './resource.js'
import type { Provider } from '../framework/provider.js'
import type { RoleClient } from './client.js'
import type { Surroundings } from './configure.js'

const ours: Surroundings = {
  adapters,
  environment: process.env,
  directory: () => process.cwd(),
  patience: defaultPatience,
}

/** The provider, for a process or, with other surroundings, for a test. */
export const createRolecallProvider = (given: Partial<Surroundings> = {}): Provider<RoleClient> => {
  const surroundings = { ...ours, ...given }
  return {
    name: 'rolecall',
    version,
    schema: providerSchema(surroundings.adapters),
    resources: surroundings.adapters.flatMap((adapter) =>
      adapter.platform.roleTypes.map((roleType) => roleResource(adapter, roleType)),
    ),
    dataSources: [],
    functions: [],
    validate: (config) => configProblems(config, surroundings.adapters),
    configure: (config, environment) => configureRoles(config, surroundings, environment),
  }
}

export const rolecallProvider = createRolecallProvider()
