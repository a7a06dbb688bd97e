/**
 * The parts of undici that one request takes. Its entry point loads fetch, web sockets, mocks and
 * caches as well, which takes three times as long in a process that Terraform starts again and again.
 */
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici'

  export { Agent as default }
}
declare module 'undici/lib/dispatcher/proxy-agent.js' {
  import { ProxyAgent } from 'undici'

  export { ProxyAgent as default }
}
declare module 'undici/lib/dispatcher/pool.js' {
  import { Pool } from 'undici'

  export { Pool as default }
}
declare module 'undici/lib/api/api-connect.js' {
  import type { Dispatcher } from 'undici'

  function connect(this: Dispatcher, options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>

  export { connect as default }
}
declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici'

  function request(this: Dispatcher, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>

  export { request as default }
}
