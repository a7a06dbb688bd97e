import type { SeverityMap } from '@rolecall/shared/rules/severity.js'
import type { Provider } from '../framework/provider.js'
import { adapters } from '../platforms/adapters.js'
import type { ValueRecord } from '../value/value.js'
import { version } from '../version.js'
import type { RoleClient } from './client.js'
import { configProblems } from './config-problems.js'
import type { Dependencies } from './configure.js'
import { dataSourcesOf } from './data-sources/data-sources.js'
import { blastRadiusFunction } from './functions/blast-radius.js'
import { checkFunction } from './functions/check.js'
import { expandFunction } from './functions/expand.js'
import { rolesFunction } from './functions/roles.js'
import { defaultPatience } from './patience.js'
import { providerSchema } from './provider-schema.js'
import { roleResource } from './resource.js'
import { severitiesOf } from './severity.js'
import type { ValidateOptions } from './validate.js'
import { readWorkspace } from './workspace.js'

const severitiesIn = async (config: ValueRecord | null, { directory }: Dependencies): Promise<SeverityMap> => ({
  ...(await readWorkspace(directory()))?.config.severity,
  ...severitiesOf(config?.['severity']),
})

const ours: Dependencies = {
  adapters,
  environment: process.env,
  directory: () => process.cwd(),
  patience: defaultPatience,
}

/** The provider, for a process or, with other dependencies, for a test. */
export const createRolecallProvider = (given: Partial<Dependencies> = {}): Provider<RoleClient> => {
  const dependencies = { ...ours, ...given }
  // Terraform validates resources twice: in a process to which it has only shown the provider block, if there is
  // one, and again in the configured one that plans. Warnings are for the first, or they would be there twice.
  let phase: ValidateOptions | null = null
  const validateOptions = async (): Promise<ValidateOptions> =>
    phase ?? { severities: await severitiesIn(null, dependencies), warnings: true }
  return {
    name: 'rolecall',
    version,
    schema: providerSchema(dependencies.adapters),
    resources: dependencies.adapters.flatMap((adapter) =>
      adapter.platform.roleTypes.map((roleType) => roleResource(adapter, roleType, validateOptions)),
    ),
    dataSources: dataSourcesOf(dependencies.adapters),
    functions: [expandFunction, checkFunction, blastRadiusFunction, rolesFunction],
    validate: async (config) => {
      phase = { severities: await severitiesIn(config, dependencies), warnings: true }
      return configProblems(config, dependencies.adapters)
    },
    configure: async (config, environment) => {
      const { configureRoles } = await import('./configure.js')
      const configured = await configureRoles(config, dependencies, environment)
      phase = { severities: configured.client.severities, warnings: false }
      return configured
    },
  }
}

export const rolecallProvider = createRolecallProvider()
