/** What the program is that the tests run, as it says itself. */
import { spawnSync } from 'node:child_process'
import { terraformProgram } from './terraform.js'

const said = spawnSync(terraformProgram, ['version'], {
  encoding: 'utf8',
  env: { ...process.env, CHECKPOINT_DISABLE: '1' },
})

const [title = terraformProgram, name = '', minor = '0'] =
  /^(Terraform|OpenTofu) v1\.(\d+)\.\S+/m.exec(said.stdout) ?? []

export const product = {
  /** With the version. */
  title,
  isOpenTofu: name === 'OpenTofu',
  /** Of version 1. */
  minor: Number(minor),
}
