/** All that this library takes from the core, so that the build can put another core in its place. */
export {
  AnnotationMetadataEntryType,
  Annotations,
  Aspects,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf'
export type { TerraformMetaArguments } from 'cdktf'
export { Construct } from 'constructs'
