/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/no-unused-vars */
/* What the handshake does not need stands at the end of this file, as comments: node would otherwise read
   all of it before the first line runs. A part is compiled when it is asked for, at its own lines. */
var evaluated = {}
var sourceLines = null
function compilePart(lines) {
  if (!sourceLines) sourceLines = require('fs').readFileSync(__filename, 'utf8').split('\n')
  var uncommented = sourceLines.slice(lines[0], lines[1]).map(function (line) {
    return line.slice(2)
  })
  var options = { filename: __filename, lineOffset: lines[0] }
  return require('vm').compileFunction(uncommented.join('\n'), ['exports', 'require', 'module'], options)
}
function requirePart(name) {
  var part = parts[name]
  if (!part) return require(name)
  if (evaluated[name]) return evaluated[name].exports
  var created = (evaluated[name] = { exports: {} })
  var run = typeof part === 'function' ? part : compilePart(part)
  run(created.exports, requirePart, created)
  return created.exports
}
