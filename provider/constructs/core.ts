/** All that this library takes from the core, so that the build can put another core in its place. */
export {
  AnnotationMetadataEntryType,
  App,
  Aspects,
  Fn,
  Manifest,
  TerraformDataSource,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf'
export { Construct } from 'constructs'
