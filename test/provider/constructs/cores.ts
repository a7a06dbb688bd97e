/** The library on each of its cores, which the compiler cannot tell apart. */
import * as cdktfLibrary from '@rolecall/provider/cdktf'
import { AstroRole as CdktfBinding } from '@rolecall/provider/cdktf/bindings/astro-role'
import { DataRolecallAstroRole as CdktfData } from '@rolecall/provider/cdktf/bindings/data-rolecall-astro-role'
import * as cdktnLibrary from '@rolecall/provider/cdktn'
import { AstroRole as CdktnBinding } from '@rolecall/provider/cdktn/bindings/astro-role'
import { DataRolecallAstroRole as CdktnData } from '@rolecall/provider/cdktn/bindings/data-rolecall-astro-role'
import * as cdktf from 'cdktf'
import * as cdktn from 'cdktn'

export type OnCore = {
  readonly name: string
  readonly core: typeof cdktf
  readonly library: typeof cdktfLibrary
  readonly Binding: typeof CdktfBinding
  readonly Data: typeof CdktfData
}

export const cores = [
  { name: 'cdktf', core: cdktf, library: cdktfLibrary, Binding: CdktfBinding, Data: CdktfData },
  { name: 'cdktn', core: cdktn, library: cdktnLibrary, Binding: CdktnBinding, Data: CdktnData },
] as unknown as readonly OnCore[]
