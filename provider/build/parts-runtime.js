/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/no-unused-vars */
/* What the handshake does not need stands at the end of this file, as comments: node would otherwise read
   all of it before the first line runs. A part is compiled when it is asked for, at its own lines, with those
   that it needs. */
var evaluated = {}
var source = null
function compilePart(place) {
  var fs = require('fs')
  if (!source) {
    var file = fs.openSync(__filename, 'r')
    source = { file: file, size: fs.fstatSync(file).size }
  }
  var bytes = Buffer.allocUnsafeSlow(place.length)
  fs.readSync(source.file, bytes, 0, place.length, source.size - place.fromEnd)
  var text = bytes.latin1Slice(0, place.length).replace(/^\/\//gm, '')
  var options = { filename: __filename, lineOffset: place.line }
  return require('vm').compileFunction(text, ['parts'], options)
}
function requirePart(name) {
  var part = parts[name]
  if (!part) return require(name)
  if (evaluated[name]) return evaluated[name].exports
  var created = (evaluated[name] = { exports: {} })
  if (typeof part !== 'function') compilePart(part)(parts)
  parts[name](created.exports, requirePart, created)
  return created.exports
}
