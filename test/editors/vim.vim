" Starts the server through ALE with the README's lines, and writes the list of problems as JSON.
set nocompatible
packadd ale
let g:ale_lint_on_enter = 0
source $ROLECALL_SETTINGS
execute 'edit ' . $ROLECALL_FILE
setfiletype yaml
ALELint
let s:end = localtime() + 20
while localtime() < s:end && empty(ale#engine#GetLoclist(bufnr('')))
  sleep 50m
endwhile
let s:found = map(copy(ale#engine#GetLoclist(bufnr(''))), {_, one -> {'line': one.lnum, 'code': get(one, 'code', ''), 'message': one.text}})
call writefile([json_encode(s:found)], $ROLECALL_OUTPUT)
qall!
