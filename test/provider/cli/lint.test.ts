import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '@rolecall/shared/workspace/config.js'
import { describe, expect, test } from 'vitest'
import { directoryWith, rolecall, run } from './command.js'

const clean = `version: 1
astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions: [deployment.get]
`

const misspelt = clean
  .replace('viewer', 'reader')
  .replace('Viewer', 'Reader')
  .replace('deployment.get', 'deployment.gte')

const broken = clean.replace('viewer', 'broken').replace('name: Viewer', 'nmae: Viewer')

const jsonOf = (
  stdout: string,
): { problems: { code: string; file: string; severity: string; range: unknown; role: string }[]; summary: unknown } =>
  JSON.parse(stdout)

describe('exit codes', () => {
  test('0 where nothing is wrong', () => {
    const { code, stdout } = run(directoryWith({ 'a.roles.yaml': clean }), ['lint'])
    expect([code, stdout]).toEqual([0, '1 file checked: no errors or warnings\n'])
  })
  test('0 with a warning, 1 with --strict', () => {
    const directory = directoryWith({ 'a.roles.yaml': misspelt })
    expect(run(directory, ['lint']).code).toBe(0)
    expect(run(directory, ['lint', '--strict']).code).toBe(1)
  })
  test('1 with an error', () => {
    const { code, stdout } = run(directoryWith({ 'a.roles.yaml': broken }), ['lint'])
    expect(code).toBe(1)
    expect(stdout).toContain('a.roles.yaml:4:5 error RC008')
  })
  test('1 with an error, where nobody reads on', () => {
    const cwd = directoryWith({ 'a.roles.yaml': broken })
    const script = `{ '${process.execPath}' '${rolecall}' lint; echo $? >&2; } | exec true`
    expect(spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' })).toMatchObject({ stdout: '', stderr: '1\n' })
  })
  test.each([
    [['lint', 'missing.roles.yaml'], 'does not exist'],
    [['lint', 'readme.txt'], 'is no role file'],
    [['lint', '/dev/null'], 'neither a file nor a directory'],
    [['lint', '--format', 'xml'], '--format is one of'],
    [['lint', '--nonsense'], '--nonsense'],
    [['lint', '-'], '--stdin-filename'],
  ])('2 for %j', (args, message) => {
    const { code, stdout, stderr } = run(directoryWith({ 'readme.txt': '', 'empty/readme.txt': '' }), args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('    at ')
  })
})

describe('nothing to check', () => {
  test.each([[['lint']], [['lint', 'empty']], [['lint', 'other.roles.yaml']]])('is 0 for %j, and said', (args) => {
    const directory = directoryWith({ 'empty/readme.txt': '', 'other.roles.yaml': 'services: {}' })
    const { code, stdout, stderr } = run(directory, args)
    expect([code, stdout]).toEqual([0, '0 files checked: no errors or warnings\n'])
    expect(stderr).toContain('there is nothing to check')
  })
  test('is 2 where an argument stands for nothing, and the others are checked', () => {
    const directory = directoryWith({ 'a.roles.yaml': broken, 'other.yaml': '' })
    const { code, stdout, stderr } = run(directory, ['lint', 'a.roles.yaml', 'other.yaml', 'missing.tf'])
    expect(code).toBe(2)
    expect(stdout).toContain('a.roles.yaml:4:5 error RC008')
    expect(stderr).toMatch(/^rolecall: other\.yaml is no role file.*\nrolecall: missing\.tf does not exist\n$/)
  })
  test('is what the others are with --no-error-on-unmatched-pattern', () => {
    const directory = directoryWith({ 'a.roles.yaml': clean, 'b.roles.yaml': broken, 'other.yaml': '' })
    const codeOf = (...args: readonly string[]) =>
      run(directory, ['lint', '--no-error-on-unmatched-pattern', ...args]).code
    expect([codeOf('other.yaml'), codeOf('a.roles.yaml', 'other.yaml'), codeOf('b.roles.yaml', 'x.tf')]).toEqual([
      0, 0, 1,
    ])
  })
})

describe('what is checked', () => {
  test('an argument, though the walk passes it over', () => {
    const directory = directoryWith({
      '.git/HEAD': '',
      '.gitignore': 'generated/\n',
      'generated/c.roles.yaml': misspelt,
      '.hidden/d.roles.yaml': misspelt,
    })
    symlinkSync('generated/c.roles.yaml', join(directory, 'link.roles.yaml'))
    const filesOf = (...args: readonly string[]) =>
      jsonOf(run(directory, ['lint', '--format', 'json', ...args]).stdout).problems.map(({ file }) => file)
    expect(filesOf()).toEqual([])
    expect(filesOf('generated')).toEqual(['generated/c.roles.yaml'])
    expect(filesOf('generated/c.roles.yaml')).toEqual(['generated/c.roles.yaml'])
    expect(filesOf('.hidden')).toEqual(['.hidden/d.roles.yaml'])
    expect(filesOf('link.roles.yaml')).toEqual(['link.roles.yaml'])
  })
  test('everything below, less what git ignores and what tools wrote', () => {
    const directory = directoryWith({
      '.git/HEAD': '',
      '.gitignore': 'generated/\n',
      'a.roles.yaml': misspelt,
      'deep/b.roles.json': '{"version": 1}',
      'generated/c.roles.yaml': misspelt,
      'node_modules/d/d.roles.yaml': misspelt,
      'cdktf.out/e.roles.yaml': misspelt,
      'other.yaml': 'permissions: [nothing]',
    })
    const { problems, summary } = jsonOf(run(directory, ['lint', '--format', 'json']).stdout)
    expect(problems.map(({ code, file }) => [code, file])).toEqual([['RC001', 'a.roles.yaml']])
    expect(summary).toEqual({ files: 2, errors: 0, warnings: 1 })
  })
  test('standard input, by the name it is given', () => {
    const { code, stdout } = run(
      directoryWith({}),
      ['lint', '-', '--stdin-filename', 'x/a.roles.yaml', '--format', 'json'],
      misspelt,
    )
    expect(code).toBe(0)
    expect(jsonOf(stdout).problems).toMatchObject([
      {
        code: 'RC001',
        severity: 'warning',
        file: 'x/a.roles.yaml',
        role: 'reader',
        range: { start: { line: 5, character: 18 }, end: { line: 5, character: 32 } },
      },
    ])
  })
  test('Terraform with the locals of its directory, and TypeScript that imports our package', () => {
    const directory = directoryWith({
      'main.tf':
        'resource "rolecall_astro_role" "a" {\n  name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = concat(local.base, ["deployment.gte"])\n}\n',
      'locals.tf': 'locals {\n  base = ["deployment.updtae"]\n}\n',
      'stack.ts':
        "import { AstroRole } from '@rolecall/provider/cdktf'\nnew AstroRole(stack, 'b', { name: 'B', scopeType: 'DEPLOYMENT', permissions: ['deployment.delte'] })\n",
      'other.ts': "const permissions = ['deployment.delte']\n",
    })
    const { problems } = jsonOf(run(directory, ['lint', '--format', 'json']).stdout)
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['RC001', 'locals.tf'],
      ['RC001', 'main.tf'],
      ['RC001', 'stack.ts'],
    ])
  })
  test('roles that stand in two files', () => {
    const { stdout } = run(directoryWith({ 'a.roles.yaml': clean, 'b.roles.yaml': clean }), [
      'lint',
      '--format',
      'json',
    ])
    expect(jsonOf(stdout).problems.map(({ code, file }) => [code, file])).toEqual([
      ['RC012', 'a.roles.yaml'],
      ['RC012', 'a.roles.yaml'],
      ['RC012', 'b.roles.yaml'],
      ['RC012', 'b.roles.yaml'],
    ])
  })
})

describe('roles of one name', () => {
  const envs = { 'envs/dev/a.roles.yaml': clean, 'envs/prod/a.roles.yaml': clean }
  const filesOf = (files: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    jsonOf(run(directoryWith(files), ['lint', '--format', 'json', ...args]).stdout).problems.map(({ file }) => file)
  test('in two environments do not clash', () => {
    expect(filesOf(envs)).toEqual([])
    const organization = clean.replace('name: Viewer', 'name: Viewer\n    organization_id: one')
    expect(filesOf({ 'dev/a.roles.yaml': organization, 'prod/a.roles.yaml': organization })).toEqual([])
  })
  test('do where the configuration says that they are deployed together', () => {
    const found = filesOf({ ...envs, '.rolecall/config.yaml': 'modules: [envs]' })
    expect(new Set(found)).toEqual(new Set(Object.keys(envs)))
  })
  test('are reported in the files given only, but looked for beside them and in their module', () => {
    const files = { 'a.roles.yaml': clean, 'b.roles.yaml': clean }
    expect(new Set(filesOf(files, 'a.roles.yaml'))).toEqual(new Set(['a.roles.yaml']))
    const module = { ...envs, '.rolecall/config.yaml': 'modules: [envs]' }
    expect(new Set(filesOf(module, 'envs/dev'))).toEqual(new Set(['envs/dev/a.roles.yaml']))
  })
  test.each(['text', 'json', 'sarif', 'github', 'gitlab', 'junit'])('name the other place as %s', (format) => {
    const directory = directoryWith({ 'a.roles.yaml': clean, 'other.roles.yaml': clean })
    const { stdout } = run(directory, ['lint', '--format', format, 'a.roles.yaml'])
    expect(stdout).toContain('other.roles.yaml')
  })
  test('do not clash between a role file and Terraform, which are deployed apart', () => {
    const text =
      'resource "rolecall_astro_role" "viewer" {\n  name = "Viewer"\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n}\n'
    expect(filesOf({ 'a.roles.yaml': clean, 'main.tf': text })).toEqual([])
    expect(filesOf({ 'a.tf': text, 'b.tf': text })).toEqual(expect.arrayContaining(['a.tf', 'b.tf']))
  })
})

describe('role files that code names', () => {
  const code = (...calls: readonly string[]): string =>
    `import { RoleFiles } from '@rolecall/provider/cdktf'\n${calls.map((config, at) => `new RoleFiles(stack, 'r${at}', ${config})\n`).join('')}`
  const project = (main: string, more: Readonly<Record<string, string>> = {}) =>
    directoryWith({ '.git/HEAD': '', 'cdktf.json': '{}', 'src/main.ts': main, ...more })
  const both = { 'roles/dev/a.roles.yaml': clean, 'roles/prod/a.roles.yaml': clean }
  const found = (directory: string, ...args: readonly string[]) =>
    jsonOf(run(directory, ['lint', '--format', 'json', ...args]).stdout).problems.map(({ code: rule, file }) => [
      rule,
      file,
    ])
  const filesOf = (directory: string, ...args: readonly string[]) =>
    new Set(found(directory, ...args).map(([, file]) => file))

  test('are compared across the directories of one call', () => {
    const directory = project(code(`{ paths: ['roles/**/*.roles.yaml'] }`), both)
    expect(filesOf(directory)).toEqual(new Set(Object.keys(both)))
    expect(found(directory).every(([rule]) => rule === 'RC012')).toBe(true)
  })
  test('and where the paths start from a directory', () => {
    const directory = project(code(`{ paths: ['*/*.roles.yaml'], directory: 'roles' }`), both)
    expect(filesOf(directory)).toEqual(new Set(Object.keys(both)))
  })
  test('are not compared between two calls, not even in one directory', () => {
    const calls = code(`{ paths: ['roles/dev/*'] }`, `{ paths: ['roles/prod/*'] }`)
    expect(found(project(calls, both))).toEqual([])
    const one = { 'roles/a.roles.yaml': clean, 'roles/b.roles.yaml': clean }
    expect(found(project(code(`{ paths: ['roles/a*'] }`, `{ paths: ['roles/b*'] }`), one))).toEqual([])
    expect(found(project(code(), one)).length).toBe(4)
  })
  test('are said once where two stacks deploy them', () => {
    const calls = code(`{ paths: ['roles/**/a.roles.yaml'] }`, `{ paths: ['roles/*/*'] }`)
    expect(found(project(calls, both)).length).toBe(4)
  })
  test('are looked for, and so is the code, though only one of the files is given', () => {
    const directory = project(code(`{ paths: ['roles/*/a.roles.yaml'] }`), both)
    for (const path of ['roles/dev/a.roles.yaml', 'roles/dev']) {
      expect(filesOf(directory, path)).toEqual(new Set(['roles/dev/a.roles.yaml']))
      expect(run(directory, ['lint', path]).stdout).toContain(' See roles/prod/a.roles.yaml:3:3.')
    }
    expect(filesOf(join(directory, 'roles'), 'prod')).toEqual(new Set(['prod/a.roles.yaml']))
  })
  test('are looked for in a project beside them, and in the whole of a repository that is checked', () => {
    const main = code(`{ paths: ['../roles/*/*.roles.yaml'] }`)
    const directory = directoryWith({ '.git/HEAD': '', 'infra/cdktf.json': '{}', 'infra/src/main.ts': main, ...both })
    expect(filesOf(directory)).toEqual(new Set(Object.keys(both)))
    expect(filesOf(directory, 'roles/dev')).toEqual(new Set(['roles/dev/a.roles.yaml']))
    expect(filesOf(directory, 'roles/dev/a.roles.yaml')).toEqual(new Set(['roles/dev/a.roles.yaml']))
  })
  test('are ours, though their text alone would not say so', () => {
    const others = {
      'roles/a.roles.yaml': 'astro_roel: {}\n',
      'roles/b.roles.yaml': 'services: {}\n',
      'c.roles.yaml': 'services: {}\n',
    }
    const directory = project(code(`{ paths: ['roles/*.roles.yaml'] }`), others)
    expect(found(directory)).toEqual([
      ['RC008', 'roles/a.roles.yaml'],
      ['RC008', 'roles/b.roles.yaml'],
    ])
    expect(run(directory, ['lint']).stderr).toContain('1 file is named like a role file, but is none')
    expect(run(directory, ['lint', 'roles/a.roles.yaml']).code).toBe(1)
  })
  test.each([
    [
      'a class of another package',
      `import { RoleFiles } from 'x' // @rolecall/provider\nnew RoleFiles(s, 'r', { paths: ['roles/**'] })`,
    ],
    ['paths that are not literal', code(`{ paths: [\`roles/\${env}/*\`] }`)],
    ['a directory that is not literal', code(`{ paths: ['roles/**'], directory: __dirname }`)],
    ['a choice', code(`{ paths: dev ? ['roles/dev/*'] : ['roles/prod/*'] }`)],
  ])('are not seen in %s', (_title, main) => expect(found(project(main, both))).toEqual([]))
  test('are not seen in code that the configuration leaves out, or without a cdktf.json', () => {
    const main = code(`{ paths: ['roles/**'] }`)
    expect(found(project(main, { ...both, '.rolecall/config.yaml': 'ignore: [src/**]\n' }))).toEqual([])
    expect(found(directoryWith({ '.git/HEAD': '', 'main.ts': main, ...both }))).toEqual([])
  })
})

describe('configuration', () => {
  test('of the nearest directory with .rolecall decides', () => {
    const directory = directoryWith({
      '.rolecall/config.yaml': 'version: 1\nseverity: { RC001: error }\nignore: ["legacy/**"]\n',
      'sub/a.roles.yaml': misspelt,
      'legacy/b.roles.yaml': misspelt,
    })
    const { code, stdout } = run(join(directory, 'sub'), ['lint', '..', '--format', 'json'])
    expect(code).toBe(1)
    expect(jsonOf(stdout).problems).toMatchObject([{ code: 'RC001', severity: 'error', file: 'a.roles.yaml' }])
  })
  test('adds catalogs', () => {
    const permission = {
      value: 'deployment.gte',
      scopes: ['DEPLOYMENT'],
      description: 'New.',
      risk: 'low',
      status: 'learned',
    }
    const catalog = {
      version: 1,
      platform: 'astro',
      organization: null,
      retrieved: '2026-11-01',
      source: 'us',
      coverage: 'open',
      permissions: [permission],
    }
    const directory = directoryWith({
      '.rolecall/catalog.astro.json': JSON.stringify(catalog),
      'a.roles.yaml': misspelt,
    })
    expect(run(directory, ['lint', '--strict'])).toMatchObject({ code: 0 })
  })
  test('has catalogs whatever the second part of their names', () => {
    const catalog = {
      version: 1,
      platform: 'astro',
      retrieved: '2026-11-01',
      coverage: 'open',
      permissions: [{ value: 'deployment.gte', scopes: ['DEPLOYMENT'] }],
    }
    const directory = directoryWith({
      '.rolecall/catalog.astro.team.eu.json': JSON.stringify(catalog),
      'a.roles.yaml': misspelt,
    })
    expect(run(directory, ['lint', '--strict'])).toMatchObject({ code: 0 })
  })
  test('that cannot be read as YAML is RC013, and what it does not know RC008', () => {
    const text = 'severity: { RC001: loud, RC02: off }\nignore: ["a"'
    const directory = directoryWith({ '.rolecall/config.yaml': text, 'a.roles.yaml': clean })
    const { stdout } = run(directory, ['lint', '--format', 'json'])
    const inOrder = readConfig(text).problems.toSorted((one, other) => one.range.start.line - other.range.start.line)
    expect(jsonOf(stdout).problems).toMatchObject(inOrder)
  })
  test('that is wrong is a problem of its own, and so is a catalog that cannot be read', () => {
    const directory = directoryWith({
      '.rolecall/config.yaml': 'version: 1\nseverity: { RC099: error }\n',
      '.rolecall/catalog.astro.json': '{',
      'a.roles.yaml': clean,
    })
    const { code, stdout } = run(directory, ['lint', '--format', 'json'])
    expect(code).toBe(1)
    expect(jsonOf(stdout).problems.map(({ code: problem, file }) => [problem, file])).toEqual([
      ['RC008', '.rolecall/config.yaml'],
      ['RC013', '.rolecall/catalog.astro.json'],
    ])
  })
  test.each([
    [
      'config.yaml',
      { '.rolecall/config.yaml/x': '' },
      '.rolecall/config.yaml:1:1 error RC013 It cannot be read: EISDIR',
    ],
    [
      '.rolecall',
      { '.rolecall': '' },
      '.rolecall:1:1 error RC013 This catalog is not used: It cannot be read: ENOTDIR',
    ],
  ])('is a problem where %s is of another kind', (_title, files, message) => {
    const { code, stdout, stderr } = run(directoryWith({ ...files, 'a.roles.yaml': clean }), ['lint'])
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toContain(message)
  })
})

describe('baseline', () => {
  test('hides what is known, wherever its line moves, and nothing else', () => {
    const directory = directoryWith({ 'a.roles.yaml': misspelt })
    expect(run(directory, ['lint', '--baseline', 'base.json', '--update-baseline']).code).toBe(0)
    expect(run(directory, ['lint', '--strict', '--baseline', 'base.json']).code).toBe(0)
    writeFileSync(join(directory, 'a.roles.yaml'), `# moved\n${misspelt}`)
    expect(run(directory, ['lint', '--strict', '--baseline', 'base.json']).code).toBe(0)
    writeFileSync(
      join(directory, 'a.roles.yaml'),
      misspelt.replace('[deployment.gte]', '[deployment.gte, deployment.updtae]'),
    )
    expect(run(directory, ['lint', '--strict', '--baseline', 'base.json']).code).toBe(1)
  })
  test('that cannot be written is said in few words', () => {
    const directory = directoryWith({ 'a.roles.yaml': misspelt, 'taken/x': '' })
    for (const path of ['nowhere/known.json', 'taken']) {
      const { code, stderr } = run(directory, ['lint', '--baseline', path, '--update-baseline'])
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(new RegExp(`^rolecall: ${path} cannot be written: E[A-Z]+: [^\\n]+\\n$`)),
      ])
    }
    expect(readdirSync(directory).sort()).toEqual(['a.roles.yaml', 'taken'])
  })
  test('that is missing or broken is said', () => {
    const directory = directoryWith({ 'a.roles.yaml': clean, 'base.json': '[]' })
    expect(run(directory, ['lint', '--baseline', 'none.json'])).toMatchObject({ code: 2 })
    expect(run(directory, ['lint', '--baseline', 'base.json'])).toMatchObject({ code: 2 })
  })
})

test('--fix removes what is granted twice and nothing else', () => {
  const text = `version: 1
astro_role:
  viewer:
    name: Viewer # kept
    scope_type: DEPLOYMENT
    permissions:
      - deployment.get
      - deployment.update
      - deployment.get
      - 'deployment.get'
      - deployment.gte
`
  const directory = directoryWith({ 'a.roles.yaml': text })
  const { code, stderr } = run(directory, ['lint', '--fix'])
  expect([code, stderr]).toEqual([0, 'rolecall: fixed 2 problems in 1 file\n'])
  expect(readFileSync(join(directory, 'a.roles.yaml'), 'utf8')).toBe(
    text.replace("      - deployment.get\n      - 'deployment.get'\n", ''),
  )
})

test('an option that does not exist is said in few words', () => {
  const { code, stderr } = run(directoryWith({}), ['lint', '--strickt'])
  expect([code, stderr]).toEqual([2, "rolecall: Unknown option '--strickt'\nDid you mean `--strict`?\n"])
})

describe('files of our name that are not role files', () => {
  const others = {
    'docker-compose.roles.yml': 'version: "3"\nservices: {}\n',
    'tsconfig.roles.json': '{ // comment\n "compilerOptions": {} }',
  }
  test('are counted and otherwise left alone', () => {
    const { code, stdout, stderr } = run(directoryWith({ ...others, 'a.roles.yaml': clean }), ['lint'])
    expect([code, stdout]).toEqual([0, '1 file checked: no errors or warnings\n'])
    expect(stderr).toBe('rolecall: 2 files are named like role files, but are none; --verbose lists them\n')
  })
  test('are listed with --verbose', () => {
    const { stderr } = run(directoryWith({ ...others, 'a.roles.yaml': clean }), ['lint', '--verbose'])
    expect(stderr).toBe(
      'rolecall: 2 files are named like role files, but are none:\n  docker-compose.roles.yml\n  tsconfig.roles.json\n',
    )
  })
  test('get a hint where a key is near a resource type', () => {
    const text = clean.replace('version: 1\n', '').replace('astro_role', 'astro_roel')
    const { code, stdout } = run(directoryWith({ 'a.roles.yaml': text }), ['lint', '--format', 'json'])
    expect([code, jsonOf(stdout).problems.map(({ severity }) => severity)]).toEqual([0, ['hint']])
  })
})

test('of a .tofu file and a .tf file of one name one counts in the module, and both are checked', () => {
  const role = (key: string, permission: string): string =>
    `resource "rolecall_astro_role" "${key}" {
  name = "Viewer"
  scope_type = "DEPLOYMENT"
  permissions = [local.permission, "${permission}"]
}
`
  const local = (permission: string): string => `locals {\n  permission = "${permission}"\n}\n`
  const files = {
    'a.tf': role('a', 'deployment.zzz'),
    'a.tofu': role('a', 'deployment.yyy'),
    'b.tf': local('deployment.get'),
    'b.tofu': local('deployment.xxx'),
  }
  const directory = directoryWith(files)
  const problemsOf = (...paths: readonly string[]) =>
    jsonOf(run(directory, ['lint', '--format', 'json', ...paths]).stdout)
      .problems.map(({ code, file }) => `${code} ${file}`)
      .toSorted()
  expect(problemsOf()).toEqual(['RC001 a.tf', 'RC001 a.tofu', 'RC001 b.tofu'])
  expect(problemsOf('a.tf')).toEqual(['RC001 a.tf', 'RC001 b.tofu'])
  // Without its twin it is of the module again.
  rmSync(join(directory, 'a.tofu'))
  writeFileSync(join(directory, 'c.tf'), files['a.tf'].replace('"a"', '"c"'))
  expect(problemsOf()).toContain('RC012 a.tf')
})

test('OpenTofu files are Terraform files', () => {
  const text =
    'resource "rolecall_astro_role" "a" {\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n}\n'
  const json = JSON.stringify({
    resource: { rolecall_astro_role: { b: { name: 'B', scope_type: 'X', permissions: [] } } },
  })
  const { stdout } = run(directoryWith({ 'a.tofu': text, 'b.tofu.json': json }), ['lint', '--format', 'json'])
  expect(new Set(jsonOf(stdout).problems.map(({ file }) => file))).toEqual(new Set(['a.tofu', 'b.tofu.json']))
})
