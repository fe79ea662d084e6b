package cryptolint_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/cryptolint/cryptolint"

// layer says what the packages of one part of the module may import of the
// module and of others, in code that is not a test. The standard library is
// always allowed. A pattern names a package, and with "/..." all packages
// below it too, as for the go command.
type layer struct {
	packages string
	module   []string
	others   []string
	why      string
}

// layers are searched from the top: the first that names a package holds it.
var layers = []layer{
	{
		packages: "safeapi/...",
		module:   []string{"safeapi/..."},
		others:   []string{"golang.org/x/crypto/..."},
		why:      "people import safeapi without the linter and what the linter needs",
	},
	{
		packages: "analyzers",
		module:   []string{"analyzers/...", "internal/rule"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "the registry knows the rules and nothing else",
	},
	{
		packages: "analyzers/...",
		module:   []string{"passes/...", "internal/..."},
		others:   []string{"golang.org/x/tools/go/analysis", "golang.org/x/tools/go/ast/..."},
		why:      "a rule stands on the passes, never on another rule or on safeapi, and asks the engine instead of SSA",
	},
	{
		packages: "passes/cryptoapi/...",
		module:   []string{"passes/cryptoapi/...", "internal/nearest"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "the table is data; the engine reads it, not the other way round",
	},
	{
		packages: "passes/erasure",
		module:   []string{},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what code erases is found by its syntax; what other packages erase it is told",
	},
	{
		packages: "passes/handmade",
		module:   []string{},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what a package writes itself is found without the engine",
	},
	{
		packages: "passes/mention",
		module:   []string{},
		others:   []string{"golang.org/x/tools/..."},
		why:      "names are found without the engine",
	},
	{
		packages: "passes/module",
		module:   []string{},
		others:   []string{"golang.org/x/tools/...", "golang.org/x/mod/..."},
		why:      "what the build says needs no engine",
	},
	{
		packages: "passes/flow/internal/lexicon",
		module:   []string{},
		why:      "names are read without looking at the program",
	},
	{
		packages: "passes/flow/internal/order",
		module:   []string{},
		others:   []string{"golang.org/x/tools/..."},
		why:      "the order of instructions needs only the instructions",
	},
	{
		packages: "passes/flow/internal/memo",
		module:   []string{},
		why:      "it remembers whatever it is given",
	},
	{
		packages: "passes/flow/internal/value",
		module:   []string{"passes/cryptoapi"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "a value knows nothing of how it was found",
	},
	{
		packages: "passes/flow/internal/ir",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/lexicon"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "the program is there before anything is asked of it",
	},
	{
		packages: "passes/flow/internal/provenance",
		module:   []string{"passes/flow/internal/ir"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what a value was taken from is read from the instructions, without evaluating them",
	},
	{
		packages: "passes/flow/internal/scope",
		module:   []string{"passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "a change of scope is a change of values",
	},
	{
		packages: "passes/flow/internal/location",
		module:   []string{"passes/flow/internal/ir", "passes/flow/internal/memo"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what memory is comes before what it holds",
	},
	{
		packages: "passes/flow/internal/condition",
		module:   []string{"passes/flow/internal/ir", "passes/flow/internal/memo", "passes/flow/internal/location", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "branches are judged without evaluating anything",
	},
	{
		packages: "passes/flow/internal/fact",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/ir", "passes/flow/internal/location", "passes/flow/internal/condition", "passes/flow/internal/memo", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "summaries are data; those who find them out stand above",
	},
	{
		packages: "passes/flow/internal/solver",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/location", "passes/flow/internal/memo", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "it does not know what the questions are about",
	},
	{
		packages: "passes/flow/internal/channel",
		module:   []string{"passes/flow/internal/ir", "passes/flow/internal/location"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "the graph is built without evaluating anything",
	},
	{
		packages: "passes/flow/internal/callee",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/fact", "passes/flow/internal/ir", "passes/flow/internal/lexicon", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what a call runs is read from its instruction, the types and the table",
	},
	{
		packages: "passes/flow/internal/origin",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/ir", "passes/flow/internal/location", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what a value is by itself is known before any is followed",
	},
	{
		packages: "passes/flow/internal/operation",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/callee", "passes/flow/internal/ir", "passes/flow/internal/location", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "operations compute with values that are known",
	},
	{
		packages: "passes/flow/internal/memory",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/callee", "passes/flow/internal/fact", "passes/flow/internal/ir", "passes/flow/internal/location", "passes/flow/internal/memo", "passes/flow/internal/operation", "passes/flow/internal/order", "passes/flow/internal/origin", "passes/flow/internal/scope", "passes/flow/internal/solver", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what values are it asks through an interface that it declares",
	},
	{
		packages: "passes/flow/internal/eval",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/memory", "passes/flow/internal/callee", "passes/flow/internal/operation", "passes/flow/internal/origin", "passes/flow/internal/ir", "passes/flow/internal/scope", "passes/flow/internal/location", "passes/flow/internal/condition", "passes/flow/internal/fact", "passes/flow/internal/solver", "passes/flow/internal/channel", "passes/flow/internal/memo", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "where values come from does not depend on who asks",
	},
	{
		packages: "passes/flow/internal/uses",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/callee", "passes/flow/internal/eval", "passes/flow/internal/ir", "passes/flow/internal/location", "passes/flow/internal/scope", "passes/flow/internal/condition", "passes/flow/internal/fact", "passes/flow/internal/memo", "passes/flow/internal/provenance", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "uses are found with values, not the other way round",
	},
	{
		packages: "passes/flow/internal/reach",
		module:   []string{"passes/flow/internal/uses", "passes/flow/internal/ir", "passes/flow/internal/location"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "where objects go is asked when it is known what calls run",
	},
	{
		packages: "passes/flow/internal/named",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/uses", "passes/flow/internal/ir", "passes/flow/internal/provenance", "passes/flow/internal/location", "passes/flow/internal/lexicon"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what only a name says is found after what the program does",
	},
	{
		packages: "passes/flow/internal/datum",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/uses", "passes/flow/internal/eval", "passes/flow/internal/ir", "passes/flow/internal/provenance", "passes/flow/internal/operation"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "other uses of the same datum are found when all uses are known",
	},
	{
		packages: "passes/flow/internal/outcome",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/provenance", "passes/flow/internal/uses", "passes/flow/internal/eval", "passes/flow/internal/ir", "passes/flow/internal/fact", "passes/flow/internal/memo", "passes/flow/internal/lexicon", "passes/flow/internal/value", "passes/flow/internal/callee"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what becomes of a result is asked when values are known",
	},
	{
		packages: "passes/flow/internal/export",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/outcome", "passes/flow/internal/named", "passes/flow/internal/uses", "passes/flow/internal/eval", "passes/flow/internal/ir", "passes/flow/internal/scope", "passes/flow/internal/location", "passes/flow/internal/fact", "passes/flow/internal/value", "passes/flow/internal/callee"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "it writes down what others have found",
	},
	{
		packages: "passes/flow/internal/trace",
		module:   []string{"passes/cryptoapi", "passes/flow/internal/named", "passes/flow/internal/uses", "passes/flow/internal/eval", "passes/flow/internal/ir", "passes/flow/internal/scope", "passes/flow/internal/value"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "it shows what others have found",
	},
	{
		packages: "passes/flow/internal/flowtest",
		module:   []string{"internal/rule", "internal/config"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "tests of every room stand on it",
	},
	{
		packages: "passes/flow",
		module:   []string{"passes/cryptoapi", "internal/rule", "internal/config", "passes/flow/internal/..."},
		others:   []string{"golang.org/x/tools/..."},
		why:      "the questions of the rules; the packages below it that answer more of them stand on it",
	},
	{
		packages: "passes/flow/...",
		module:   []string{"passes/cryptoapi", "internal/rule", "passes/flow", "passes/flow/internal/..."},
		others:   []string{"golang.org/x/tools/..."},
		why:      "questions of a few rules: none needs another",
	},
	{
		packages: "passes/...",
		module:   []string{"passes/...", "internal/rule", "internal/config"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "the passes know nothing of rules, of the command or of safeapi",
	},
	{
		packages: "internal/ruletest",
		module:   []string{"internal/...", "passes/..."},
		others:   []string{"golang.org/x/tools/..."},
		why:      "what tests rules knows no rule",
	},
	{
		packages: "internal/replays",
		module:   []string{"internal/...", "analyzers"},
		why:      "it links the pages of rules, and runs the command as others do",
	},
	{
		packages: "internal/...",
		module:   []string{"internal/...", "passes/cryptoapi"},
		others:   []string{"golang.org/x/tools/...", "golang.org/x/mod/semver", "go.yaml.in/yaml/v3", "github.com/bmatcuk/doublestar/v4"},
		why:      "everybody stands on the internal packages",
	},
	{
		packages: "docs/rules",
		why:      "the pages are text",
	},
	{
		packages: "cmd/cryptolint/internal/trace",
		module:   []string{"passes/...", "internal/rule"},
		others:   []string{"golang.org/x/tools/..."},
		why:      "it puts into words what the engine says",
	},
	{
		packages: "cmd/cryptolint/internal/unit",
		module:   []string{"analyzers", "passes/cryptoapi", "passes/flow", "cmd/cryptolint/internal/trace", "internal/..."},
		others:   []string{"golang.org/x/tools/...", "golang.org/x/mod/..."},
		why:      "a driver asks the engine which dependencies to read, and knows no rule",
	},
	{
		packages: "cmd/...",
		module:   []string{"cmd/...", "analyzers", "internal/...", "passes/cryptoapi", "docs/rules"},
		others:   []string{"golang.org/x/tools/...", "golang.org/x/mod/...", "golang.org/x/term", "github.com/bluekeyes/go-gitdiff/gitdiff", "github.com/aymanbagabas/go-udiff"},
		why:      "the command takes the rules from the registry",
	},
	{
		packages: "golangci-plugin",
		module:   []string{"analyzers", "internal/..."},
		others:   []string{"golang.org/x/tools/...", "golang.org/x/mod/...", "go.yaml.in/yaml/v3", "github.com/golangci/plugin-module-register/..."},
		why:      "the plugin takes the rules from the registry",
	},
}

// TestLayering keeps the arrows between the parts of the module: who may import
// whom.
func TestLayering(t *testing.T) {
	for path, imports := range importsOf(t) {
		name := strings.TrimPrefix(path, module+"/")
		if path == module {
			continue // tests only
		}
		l, ok := layerOf(name)
		if !ok {
			t.Errorf("%s is in no layer: say in layering_test.go what it may import", name)
			continue
		}
		for _, imported := range imports {
			if !l.allows(imported) {
				t.Errorf("%s imports %s: %s", name, imported, l.why)
			}
		}
	}
}

// The test above must be able to fail: these arrows point the wrong way.
func TestLayeringRefuses(t *testing.T) {
	for _, arrow := range [][2]string{
		{"analyzers/ecb", module + "/analyzers/weakrandom"},
		{"analyzers/ecb", module + "/safeapi/aead"},
		{"analyzers/ecb", "golang.org/x/tools/go/ssa"},
		{"passes/flow", module + "/analyzers"},
		{"passes/flow/internal/value", module + "/cmd/cryptolint/internal/cli"},
		{"passes/cryptoapi", module + "/passes/flow"},
		{"passes/flow/internal/eval", module + "/passes/flow/internal/uses"},
		{"passes/flow/internal/memory", module + "/passes/flow/internal/eval"},
		{"passes/flow/internal/uses", module + "/passes/flow/internal/named"},
		{"passes/flow/internal/ir", module + "/passes/flow/internal/eval"},
		{"passes/flow/idiom", module + "/passes/flow/sequence"},
		{"passes/flow/exposure", module + "/passes/flow/callback"},
		{"passes/flow", module + "/passes/flow/idiom"},
		{"safeapi/aead", module + "/internal/rule"},
		{"safeapi/aead", "golang.org/x/tools/go/analysis"},
		{"internal/rule", module + "/passes/flow"},
		{"cmd/cryptolint", module + "/analyzers/ecb"},
		{"cmd/cryptolint/internal/cli", module + "/safeapi/secret"},
	} {
		if l, ok := layerOf(arrow[0]); !ok || l.allows(arrow[1]) {
			t.Errorf("%s may import %s", arrow[0], arrow[1])
		}
	}
}

func layerOf(name string) (layer, bool) {
	for _, l := range layers {
		if matches(l.packages, name) {
			return l, true
		}
	}
	return layer{}, false
}

func (l layer) allows(imported string) bool {
	if imported == module+"/internal/lazyregexp" {
		return true // it takes the place of a package of the standard library
	}
	patterns, name := l.others, imported
	if rest, ours := strings.CutPrefix(imported, module+"/"); ours {
		patterns, name = l.module, rest
	}
	for _, pattern := range patterns {
		if matches(pattern, name) {
			return true
		}
	}
	return false
}

func matches(pattern, name string) bool {
	prefix, below := strings.CutSuffix(pattern, "/...")
	return name == prefix || below && strings.HasPrefix(name, prefix+"/")
}

// importsOf returns what each package of the module imports besides the
// standard library, on the platform that runs the test.
func importsOf(t *testing.T) map[string][]string {
	t.Helper()
	output, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Imports,Standard", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	type listed struct {
		ImportPath string
		Imports    []string
		Standard   bool
	}
	packages := make(map[string]listed)
	for decoder := json.NewDecoder(strings.NewReader(string(output))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("read the output of go list: %v", err)
		}
		packages[p.ImportPath] = p
	}
	imports := make(map[string][]string)
	for path, p := range packages {
		if path != module && !strings.HasPrefix(path, module+"/") {
			continue
		}
		imports[path] = nil
		for _, imported := range p.Imports {
			if imported != "C" && !packages[imported].Standard {
				imports[path] = append(imports[path], imported)
			}
		}
	}
	return imports
}
