" Starts the server through ALE, and writes the list of problems as JSON.
set nocompatible
packadd ale
let g:ale_linters = {'yaml': ['rolecall']}
let g:ale_lint_on_enter = 0
call ale#linter#Define('yaml', {
\ 'name': 'rolecall',
\ 'lsp': 'stdio',
\ 'executable': 'node',
\ 'command': '%e ' . $ROLECALL_SERVER . ' --stdio',
\ 'project_root': {buffer -> expand('#' . buffer . ':p:h')},
\})
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
