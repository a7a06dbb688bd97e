/** All that this library takes from the core, so that the build can put another core in its place. */
export {
  AnnotationMetadataEntryType,
  Aspects,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf'
export { Construct } from 'constructs'
