// Package editors_test holds docs/editors.md to what editors do: each snippet is
// taken from the page and run, in the real editor where there is one without a
// screen, on the real output of cryptolint.
//
// Without vim, nvim or emacs their tests are skipped, unless EDITORS is
// "required".
package editors_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var linter string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "cryptolint-editors-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	linter = filepath.Join(dir, "cryptolint")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", linter, "./cmd/cryptolint")
	build.Dir = filepath.Join("..", "..")
	code := 1
	if output, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build cryptolint: %v\n%s", err, output)
	} else {
		code = m.Run()
	}
	_ = os.RemoveAll(dir) // it is temporary
	os.Exit(code)
}

// places are those of the findings in the program that the editors look at.
var places = []string{"session/legacy.go:7:17", "session/session.go:20:17", "session/session.go:27:9"}

// checkOut makes a copy of that program.
func checkOut(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "nogo", "testdata", "shop"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// lint returns what cryptolint prints on it.
func lint(t *testing.T, dir string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), linter, "./...")
	cmd.Dir = dir
	output, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("cryptolint: %v, want exit code 1", err)
	}
	return string(output)
}

// snippet returns a code block of the page: the first of that language below the
// heading.
func snippet(t *testing.T, heading, language string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "editors.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(page), "\n## "+heading+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	block := regexp.MustCompile("(?ms)^```" + language + "\n(.*?)^```$").FindStringSubmatch(section)
	if !found || block == nil {
		t.Fatalf("docs/editors.md has no %s code under %q", language, heading)
	}
	return block[1]
}

// editor finds an editor, or skips the test.
func editor(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("EDITORS") != "required" {
		t.Skipf("there is no %s here", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// run runs an editor in dir, with cryptolint on the PATH, and returns the lines
// that it wrote to the file found.
func run(t *testing.T, dir, editor string, args ...string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), editor, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "HOME="+t.TempDir(), "PATH="+filepath.Dir(linter)+string(os.PathListSeparator)+os.Getenv("PATH"), "TERM=dumb", "GOCACHE="+goEnv(t, "GOCACHE"), "GOMODCACHE="+goEnv(t, "GOMODCACHE"))
	if output, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(editor), err, output)
	}
	text, err := os.ReadFile(filepath.Join(dir, "found"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(text))
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	output, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(output))
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// quickfix writes the places of the quickfix list to the file found.
const quickfix = `
silent make!
call writefile(map(filter(getqflist(), 'v:val.valid'), 'fnamemodify(bufname(v:val.bufnr), ":.") .. ":" .. v:val.lnum .. ":" .. v:val.col'), 'found')
`

func TestVim(t *testing.T) {
	for _, name := range []string{"vim", "nvim"} {
		t.Run(name, func(t *testing.T) {
			program := editor(t, name)
			dir := checkOut(t)
			writeFile(t, filepath.Join(dir, "settings.vim"), snippet(t, "Vim and Neovim", "vim")+quickfix+"qall!\n")
			if found := run(t, dir, program, "-Nu", "NONE", "-es", "-S", "settings.vim"); !slices.Equal(found, places) {
				t.Errorf("the quickfix list has %q, want %q", found, places)
			}
		})
	}
}

func TestNeovimDiagnostics(t *testing.T) {
	program := editor(t, "nvim")
	dir := checkOut(t)
	writeFile(t, filepath.Join(dir, "diagnostics.lua"), snippet(t, "Vim and Neovim", "lua")+`
local found = {}
for _, d in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, vim.fn.expand('%:.') .. ':' .. (d.lnum + 1) .. ':' .. (d.col + 1))
end
vim.fn.writefile(found, 'found')
`)
	writeFile(t, filepath.Join(dir, "settings.vim"), snippet(t, "Vim and Neovim", "vim")+"edit session/session.go\nsilent make!\nluafile diagnostics.lua\nqall!\n")
	if found := run(t, dir, program, "-Nu", "NONE", "-es", "-S", "settings.vim"); !slices.Equal(found, places[1:]) {
		t.Errorf("the diagnostics of session.go are at %q, want %q", found, places[1:])
	}
}

// collect writes the places that compilation mode knows to the file found.
const collect = `
(require 'compile)
(find-file "output")
(compilation-mode)
(compilation--ensure-parse (point-max))
(let ((found "") (at (point-min)))
  (while (< at (point-max))
    (let ((message (get-text-property at 'compilation-message)))
      (when message
        (let* ((loc (compilation--message->loc message)) (file (caar (compilation--loc->file-struct loc))))
          (setq found (concat found (format "%s:%d:%d\n" file (compilation--loc->line loc) (or (compilation--loc->col loc) 0)))))))
    (setq at (next-single-property-change at 'compilation-message nil (point-max))))
  (write-region found nil "found"))
`

func TestEmacs(t *testing.T) {
	program := editor(t, "emacs")
	dir := checkOut(t)
	writeFile(t, filepath.Join(dir, "output"), lint(t, dir))

	writeFile(t, filepath.Join(dir, "init.el"), collect)
	found := run(t, dir, program, "-Q", "--batch", "-l", "init.el")
	for _, place := range places {
		if !slices.Contains(found, place) {
			t.Errorf("as it is, compilation mode does not know %s, but %q", place, found)
		}
	}

	writeFile(t, filepath.Join(dir, "init.el"), snippet(t, "Emacs", "elisp")+collect)
	if found := run(t, dir, program, "-Q", "--batch", "-l", "init.el"); !slices.Equal(found, places) {
		t.Errorf("with the settings, compilation mode knows %q, want %q", found, places)
	}
}

// The expression of the task matches the findings and nothing else of the output.
// It is written so that it means the same to Go as to the editor.
func TestVisualStudioCode(t *testing.T) {
	var file struct {
		Tasks []struct {
			Command        string
			Args           []string
			ProblemMatcher struct {
				Pattern struct {
					Regexp                            string
					File, Line, Column, Code, Message int
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(snippet(t, "Visual Studio Code", "json")), &file); err != nil {
		t.Fatal(err)
	}
	task := file.Tasks[0]
	if got := append([]string{task.Command}, task.Args...); !slices.Equal(got, []string{"cryptolint", "./..."}) {
		t.Errorf("the task runs %q", got)
	}
	pattern := task.ProblemMatcher.Pattern
	expression := regexp.MustCompile(pattern.Regexp)
	var found []string
	for line := range strings.Lines(lint(t, checkOut(t))) {
		if m := expression.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			found = append(found, fmt.Sprintf("%s:%s:%s", m[pattern.File], m[pattern.Line], m[pattern.Column]))
			if !regexp.MustCompile(`^CL[0-9]+$`).MatchString(m[pattern.Code]) || m[pattern.Message] == "" {
				t.Errorf("the code is %q, the message %q", m[pattern.Code], m[pattern.Message])
			}
		}
	}
	if !slices.Equal(found, places) {
		t.Errorf("the expression matches %q, want %q", found, places)
	}
}
