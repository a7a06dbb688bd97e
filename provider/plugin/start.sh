#!/bin/sh
':' //; command -v node >/dev/null 2>&1 && exec node "$0" "$@"; echo 'The rolecall provider is a script that needs Node.js 20.19 or newer, and there is no node on PATH. Install one there, or mirror the executable, which needs none: rolecall mirror DIR --executables'; exit 1
