/** Puts the widely used YAML language server beside ours, with the settings its own extension would give it. */
import { workspace } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/node'

const settings = {
  yaml: { validate: true, hover: true, completion: true, schemas: {}, schemaStore: { enable: false } },
}

export const activate = async () => {
  const client = new LanguageClient(
    'yaml',
    'YAML',
    { command: process.env.ROLECALL_YAML_NODE ?? '', args: [process.env.ROLECALL_YAML_SERVER ?? '', '--stdio'] },
    {
      documentSelector: [{ language: 'yaml' }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.yaml') },
    },
  )
  await client.start()
  await client.sendNotification('workspace/didChangeConfiguration', { settings })
}
