/** A package from a folder of the checkout would lack its version, license and notices, and before a build everything. */
console.error('rolecall: nothing is packed or published from here: npm run package, at the root, makes dist/*.tgz')
process.exitCode = 1
