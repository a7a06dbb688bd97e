import { performance } from 'node:perf_hooks'

const { rolesFunction } = await import('/tmp/h/funcs/provider/roles/functions/roles.js')
const roles = Array.from(
  { length: 1000 },
  (_, i) =>
    `  role_${i}:\n    name: Role_${i}\n    scope_type: DEPLOYMENT\n    permissions:\n      - deployment.get\n      - deployment.airflow.*.get\n      - deployment.logs.get\n`,
).join('')
for (let n = 0; n < 3; n++) {
  const t = performance.now()
  const a = await rolesFunction.call([`astro_role:\n${roles}`])
  console.log(performance.now() - t, 'value' in a)
}
