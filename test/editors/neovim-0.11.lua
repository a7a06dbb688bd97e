-- What Neovim 0.11 has and an older one lacks: configurations by name, which enable() starts for their file types.
-- https://neovim.io/doc/user/lsp.html#lsp-config
local configurations = {}
vim.lsp.config = function(name, configuration)
  configurations[name] = configuration
end

local function root_of(path, markers)
  local directory = vim.fn.fnamemodify(path, ':h')
  while directory ~= '/' do
    for _, marker in ipairs(markers) do
      local found = directory .. '/' .. marker
      if vim.fn.isdirectory(found) == 1 or vim.fn.filereadable(found) == 1 then return directory end
    end
    directory = vim.fn.fnamemodify(directory, ':h')
  end
end

vim.lsp.enable = function(name)
  local configuration = configurations[name]
  vim.api.nvim_create_autocmd('FileType', {
    pattern = configuration.filetypes,
    callback = function(event)
      local client = vim.lsp.start_client({
        name = name,
        cmd = configuration.cmd,
        root_dir = root_of(vim.api.nvim_buf_get_name(event.buf), configuration.root_markers),
      })
      vim.lsp.buf_attach_client(event.buf, client)
    end,
  })
end
