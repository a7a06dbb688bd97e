-- Starts the server as a Neovim user would, and prints what arrives as one line of JSON.
local command, file = vim.env.ROLECALL_SERVER, vim.env.ROLECALL_FILE
vim.cmd('edit ' .. file)
local client = vim.lsp.start_client({
  name = 'rolecall',
  cmd = { 'node', command, '--stdio' },
  root_dir = vim.fn.fnamemodify(file, ':h'),
})
vim.lsp.buf_attach_client(0, client)
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)

local function ask(method, line, character)
  local parameters = {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = { line = line, character = character },
  }
  local answers = vim.lsp.buf_request_sync(0, method, parameters, 10000) or {}
  for _, answer in pairs(answers) do return answer.result end
end

local completion = ask('textDocument/completion', 7, 20) or {}
local labels = {}
for _, item in ipairs(completion.items or completion) do table.insert(labels, item.label) end
local diagnostics = {}
for _, found in ipairs(vim.diagnostic.get(0)) do
  table.insert(diagnostics, { line = found.lnum, code = found.code, message = found.message })
end
io.stdout:write(vim.fn.json_encode({
  diagnostics = diagnostics,
  labels = labels,
  hover = ask('textDocument/hover', 6, 12),
}) .. '\n')
vim.cmd('qall!')
