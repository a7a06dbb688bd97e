import { adapters } from '../platforms/adapters.js'
import { version } from '../version.js'
import { configProblems, configureRoles } from './configure.js'
import { providerSchema } from './provider-schema.js'
import { defaultPatience } from './recover.js'
import { readWorkspaceFiles } from '../workspace-files.js'
import { roleResource } from './resource.js'
import { severitiesOf } from './severity.js'
import type { Provider } from '../framework/provider.js'
import type { RoleClient } from './client.js'
import type { Surroundings } from './configure.js'
import type { Severities } from './severity.js'
import type { ValueRecord } from '../value/value.js'

const workspaceSeverities = ({ directory }: Surroundings): Severities => readWorkspaceFiles(directory()).config.severity

const severitiesIn = (config: ValueRecord, surroundings: Surroundings): Severities => ({
  ...workspaceSeverities(surroundings),
  ...severitiesOf(config['severity']),
})

const ours: Surroundings = {
  adapters,
  environment: process.env,
  directory: () => process.cwd(),
  patience: defaultPatience,
}

/** The provider, for a process or, with other surroundings, for a test. */
export const createRolecallProvider = (given: Partial<Surroundings> = {}): Provider<RoleClient> => {
  const surroundings = { ...ours, ...given }
  // Terraform validates resources in a process that it has not configured, but shown the provider block, if there is one.
  let shown: Severities | null = null
  const severities = (): Severities => shown ?? workspaceSeverities(surroundings)
  return {
    name: 'rolecall',
    version,
    schema: providerSchema(surroundings.adapters),
    resources: surroundings.adapters.flatMap((adapter) =>
      adapter.platform.roleTypes.map((roleType) => roleResource(adapter, roleType, severities)),
    ),
    dataSources: [],
    functions: [],
    validate: (config) => {
      shown = severitiesIn(config, surroundings)
      return configProblems(config, surroundings.adapters)
    },
    configure: (config, environment) => {
      shown = severitiesIn(config, surroundings)
      return configureRoles(config, surroundings, environment)
    },
  }
}

export const rolecallProvider = createRolecallProvider()
