/* Ends with one line that Terraform shows, where node is too old to run what follows. ES5 on purpose. */
;(function () {
  var version = process.versions.node.split('.')
  if (Number(version[0]) > 20 || (Number(version[0]) === 20 && Number(version[1]) >= 19)) return
  process.stdout.write(
    'The rolecall provider needs Node.js 20.19 or newer, but the node on PATH is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      '). Install a newer Node.js, or put one first on PATH.\n'
  )
  process.exit(1)
})()
