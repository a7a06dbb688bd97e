/** The service of plugin protocol 6, with its package. Apart, as the handshake's part of the bundle needs nothing else of it. */
export const serviceName = 'tfplugin6.Provider'
