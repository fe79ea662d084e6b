package cryptolint_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/types"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/cryptolint/cryptolint/analyzers"
	"github.com/cryptolint/cryptolint/internal/rule"
)

const pages = "docs/rules"

// sections are the headings of each page, in this order. Each says what its
// code blocks are: under bad they are reported, under good they are not.
var sections = []string{
	"What", "Why", "Bad", "Good with safeapi", "Good with the standard library",
	"How it is found", "What it cannot see", "Options", "References",
}

// The head of a page says of a rule what the code says of it.
func TestPagesAgreeWithRules(t *testing.T) {
	for _, r := range analyzers.Rules() {
		t.Run(r.Meta.Page(), func(t *testing.T) {
			page := readPage(t, r.Meta)
			checkHead(t, page, r.Meta)
			headings := regexp.MustCompile(`(?m)^## (.+)$`).FindAllStringSubmatch(page, -1)
			var got []string
			for _, heading := range headings {
				got = append(got, heading[1])
			}
			if !slices.Equal(got, sections) {
				t.Errorf("the sections are %q, want %q", got, sections)
			}
		})
	}
}

// Each page belongs to a rule.
func TestPagesHaveRules(t *testing.T) {
	known := []string{"README.md"}
	for _, r := range analyzers.Rules() {
		known = append(known, r.Meta.Page())
	}
	files, err := filepath.Glob(pages + "/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !slices.Contains(known, filepath.Base(file)) {
			t.Errorf("%s is the page of no rule", file)
		}
	}
}

func readPage(t *testing.T, meta rule.Meta) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(pages, meta.Page()))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// checkHead compares the title and the table at the top of a page.
func checkHead(t *testing.T, page string, meta rule.Meta) {
	t.Helper()
	if title := fmt.Sprintf("# %s: %s\n", meta.ID, meta.Name); !strings.HasPrefix(page, title) {
		t.Errorf("the page does not begin with %q", title)
	}
	severity, _, _ := strings.Cut(headField(page, "Severity"), ";")
	if severity != meta.Severity.String() {
		t.Errorf("severity is %q, in the code %s", severity, meta.Severity)
	}
	if weakness := headField(page, "Weakness"); !strings.HasPrefix(weakness, fmt.Sprintf("CWE-%d: ", meta.CWE)) {
		t.Errorf("weakness is %q, in the code CWE-%d", weakness, meta.CWE)
	}
	if since := headField(page, "Since"); since != meta.Since {
		t.Errorf("since is %q, in the code %q", since, meta.Since)
	}
	if finds := headField(page, "Finds"); len(meta.Patterns) > 0 && strings.Count(finds, ", ")+1 != len(meta.Patterns) {
		t.Errorf("it finds %q, in the code are %d patterns: %q", finds, len(meta.Patterns), meta.Patterns)
	}
	var instead []string
	for _, symbol := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(headField(page, "Use instead"), -1) {
		instead = append(instead, symbol[1])
	}
	sameSet(t, "what to use instead", instead, meta.Instead)
}

// headField returns the cell beside a name in the table at the top of a page.
func headField(page, name string) string {
	head, _, _ := strings.Cut(page, "\n## ")
	if cell := regexp.MustCompile(`(?m)^\| ` + name + ` \| (.*) \|$`).FindStringSubmatch(head); cell != nil {
		return cell[1]
	}
	return ""
}

func sameSet(t *testing.T, what string, page, code []string) {
	t.Helper()
	page, code = slices.Sorted(slices.Values(page)), slices.Sorted(slices.Values(code))
	if !slices.Equal(page, code) {
		t.Errorf("%s: the page says %q, the code %q", what, page, code)
	}
}

// The code on the pages builds, and the command reports what stands under
// "Bad" and is silent on what stands under "Good".
func TestPagesCode(t *testing.T) {
	dir := t.TempDir()
	blocks := make(map[string]string) // folder of a block -> section
	for _, r := range analyzers.Rules() {
		page := readPage(t, r.Meta)
		for _, section := range sections {
			for i, code := range goBlocks(page, section) {
				folder := filepath.Join(r.Meta.ID, strings.ReplaceAll(section, " ", ""), fmt.Sprint(i+1))
				writeFile(t, filepath.Join(dir, folder, "page.go"), code)
				blocks[filepath.ToSlash(folder)] = section
			}
		}
		for _, section := range []string{"Bad", "Good with safeapi", "Good with the standard library"} {
			if len(goBlocks(page, section)) == 0 {
				t.Errorf("%s has no Go code under %q", r.Meta.Page(), section)
			}
		}
	}
	found := checkBlocks(t, dir)
	for folder, section := range blocks {
		id, _, _ := strings.Cut(folder, "/")
		if section == "Bad" && !slices.ContainsFunc(found[folder], func(f blockFinding) bool { return f.Rule == id }) {
			t.Errorf("%s: the code under %q is not reported", folder, section)
		}
		for _, f := range found[folder] {
			if strings.HasPrefix(section, "Good") {
				t.Errorf("%s:%d: the code under %q is reported: %s: %s", folder, f.Line, section, f.Rule, f.Message)
			}
			checkInstead(t, folder, f)
		}
	}
}

// modulesOfPages are the modules that the code on the pages imports besides those of the
// linter itself, and those that they require.
var modulesOfPages = []string{"github.com/golang-jwt/jwt/v5", "github.com/coreos/go-oidc/v3", "github.com/go-jose/go-jose/v4", "golang.org/x/oauth2", "github.com/gorilla/sessions", "github.com/gorilla/securecookie", "github.com/gorilla/csrf", "github.com/ProtonMail/go-crypto", "github.com/cloudflare/circl"}

// requirementsOfPages returns what a go.mod and a go.sum say of these modules, in the
// versions of testdata/src.
func requirementsOfPages(t *testing.T) (mod, sum string) {
	t.Helper()
	source := filepath.Join("testdata", "src")
	for _, path := range modulesOfPages {
		mod += "\n" + linesAbout(t, filepath.Join(source, "go.mod"), path, "require ")
		sum += linesAbout(t, filepath.Join(source, "go.sum"), path, "")
	}
	return mod, sum
}

// linesAbout returns the lines of a file that begin with the path of a module, each after
// a prefix.
func linesAbout(t *testing.T, file, path, prefix string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, path+" ") {
			lines += prefix + line + "\n"
		}
	}
	return lines
}

type blockFinding struct {
	Rule, File, Message string
	Line                int
}

// checkInstead finds out whether a message points to what the rule says is to
// be used instead.
func checkInstead(t *testing.T, folder string, f blockFinding) {
	t.Helper()
	for _, r := range analyzers.Rules() {
		if r.Meta.ID != f.Rule {
			continue
		}
		fix := r.Meta.Parts(f.Message).Fix
		optional := len(r.Meta.Instead) == 0 || r.Meta.Profile != "" // a policy may name what is approved instead
		named := slices.ContainsFunc(r.Meta.Instead, func(symbol string) bool {
			return strings.Contains(fix, path.Base(symbol)+" from "+module+"/"+path.Dir(symbol))
		})
		advised := fix != "" && !strings.Contains(fix, module) // in words: "leave SignatureAlgorithm out"
		if !named && !advised && !(optional && fix == "") {
			t.Errorf("%s:%d: %s does not say what to use, one of %q: %s", folder, f.Line, f.Rule, r.Meta.Instead, f.Message)
		}
	}
}

// goBlocks returns the blocks of Go code in a section.
func goBlocks(page, section string) []string {
	_, text, _ := strings.Cut(page, "\n## "+section+"\n")
	text, _, _ = strings.Cut(text, "\n## ")
	var blocks []string
	for _, block := range regexp.MustCompile("(?ms)^```go\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, block[1])
	}
	return blocks
}

// checkBlocks makes a module of the folders in dir, runs the command on it and
// returns the findings by folder. The module is named as if it were a part of
// this one, so that examples of rules may use internal packages.
func checkBlocks(t *testing.T, dir string) map[string][]blockFinding {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(string(mod), "\n")
	more, moreSums := requirementsOfPages(t)
	requirements += more
	writeFile(t, filepath.Join(dir, "go.mod"), fmt.Sprintf("module %s/docs/examples\n%s\nrequire %s v0.0.0\n\nreplace %s => %s\n", module, requirements, module, module, root))
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "go.sum"), string(sum)+moreSums)

	found := make(map[string][]blockFinding)
	profiles := make(map[string]string) // of rules, by ID
	for _, r := range analyzers.Rules() {
		profiles[r.Meta.ID] = r.Meta.Profile
	}
	for _, profile := range []string{"", "strict", "fips", "pq"} {
		for _, f := range findingsIn(t, dir, profile) {
			folder := filepath.ToSlash(filepath.Dir(f.File))
			id, _, _ := strings.Cut(folder, "/")
			if profiles[id] == profile {
				found[folder] = append(found[folder], f)
			}
		}
	}
	return found
}

// findingsIn runs the command on the module in a directory; without a profile, in
// the default one.
func findingsIn(t *testing.T, dir, profile string) []blockFinding {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), command, "-C", dir, "-format", "json", "-profile", cmp.Or(profile, "default"), "./...")
	output, _ := cmd.Output() // the exit code says that there are findings
	var report struct {
		Findings []blockFinding
		Failures []struct{ Package, Message string }
	}
	if err := json.Unmarshal(output, &report); err != nil {
		t.Fatalf("read the report on the pages' code: %v\n%s", err, output)
	}
	for _, f := range report.Failures {
		t.Errorf("%s: %s", f.Package, f.Message)
	}
	return report.Findings
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What the rules tell people to use instead exists.
func TestInsteadExists(t *testing.T) {
	symbols := make(map[string][]string) // import path -> names below it
	for _, r := range analyzers.Rules() {
		for _, symbol := range r.Meta.Instead {
			path, name := splitSymbol(symbol)
			symbols[path] = append(symbols[path], name)
		}
	}
	var paths []string
	for path := range symbols {
		paths = append(paths, path)
	}
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes, Context: t.Context()}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range loaded {
		for _, name := range symbols[pkg.PkgPath] {
			if !declares(pkg.Types, name) {
				t.Errorf("%s.%s does not exist", pkg.PkgPath, name)
			}
		}
	}
}

// splitSymbol splits "safeapi/aead.Keyring.Encrypt" into the import path and
// "Keyring.Encrypt".
func splitSymbol(symbol string) (path, name string) {
	slash := strings.LastIndexByte(symbol, '/') + 1
	last, name, _ := strings.Cut(symbol[slash:], ".")
	path = symbol[:slash] + last
	if strings.HasPrefix(path, "safeapi/") {
		path = module + "/" + path
	}
	return path, name
}

// declares reports whether a package has an exported function, type or method
// of that name.
func declares(pkg *types.Package, name string) bool {
	if pkg == nil {
		return false
	}
	name, method, isMethod := strings.Cut(name, ".")
	object := pkg.Scope().Lookup(name)
	if object == nil || !object.Exported() {
		return false
	}
	if !isMethod {
		return true
	}
	found, _, _ := types.LookupFieldOrMethod(object.Type(), true, pkg, method)
	return found != nil && found.Exported()
}

func TestDeclares(t *testing.T) {
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes, Context: t.Context()}, module+"/safeapi/aead")
	if err != nil {
		t.Fatal(err)
	}
	for symbol, want := range map[string]bool{
		"safeapi/aead.Keyring.Encrypt": true,
		"safeapi/aead.GenerateKey":     true,
		"safeapi/aead.Keyring.Shout":   false,
		"safeapi/aead.Loudspeaker":     false,
	} {
		path, name := splitSymbol(symbol)
		if got := path == loaded[0].PkgPath && declares(loaded[0].Types, name); got != want {
			t.Errorf("declares(%s) = %t, want %t", symbol, got, want)
		}
	}
}
