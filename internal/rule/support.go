package rule

import (
	"go/ast"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// supports reports whether a place outside of test files is test support: in a file
// that imports testing or a library for tests, or that is named after a mock, or in a
// package, a function or a type that is named so. The go command shows a package without its
// importers: that only tests import it has to show in itself.
func (p *Pass) supports(pos token.Pos) bool {
	if supportPackage(p.Pass) {
		return true
	}
	file := fileOf(p.Pass, pos)
	if file != nil && mocks.MatchString(path.Base(filepath.ToSlash(p.Fset.File(file.FileStart).Name()))) {
		return true
	}
	if function := p.declarationAround(pos); function != nil && inMock(function) {
		return true
	}
	return file != nil && slices.ContainsFunc(file.Imports, isTesting) && supportsTests(p.Pass, file, pos)
}

// inMock reports whether a function is named after a mock or says that it is for tests, or is a
// method of a type that is named after a mock.
func inMock(fn *ast.FuncDecl) bool {
	return forTests.MatchString(fn.Name.Name) || mocked.MatchString(fn.Name.Name) || fn.Recv != nil && len(fn.Recv.List) > 0 && mocked.MatchString(receiverName(fn.Recv.List[0].Type))
}

// forTests matches names of functions that say so: RandomKeyForTest, ResetForTesting.
var forTests = lazyregexp.New(`ForTest(s|ing)?$`)

// mocked matches names of functions and types with the word mock at an end: MockLogin,
// newMockStore, StoreMock.
var mocked = lazyregexp.New(`^([Nn]ew|[Ww]ith)?[Mm]ocks?([A-Z0-9_]|$)|[a-z0-9]Mocks?$`)

// mocks matches the names of files that hold what stands in for the real thing in tests:
// mock.go, mock_store.go, mockv2.go, server_mocks.go; and those of files with what several
// tests need: test_utils.go, testhelpers.go, testcert.go. A stub or a fake may be part of the
// program: for another platform, or to disguise a protocol.
var mocks = lazyregexp.New(`^(mocks?(v?[0-9]+)?|mocks?_.*|.*_mocks?|test(ing)?_?(util|helper|support|suite|fixture|cert|key|certificate)s?)\.go$`)

func isTesting(spec *ast.ImportSpec) bool {
	path, err := strconv.Unquote(spec.Path.Value)
	return err == nil && ofTests(path)
}

// ofTests reports whether only tests need the package with an import path.
func ofTests(path string) bool {
	return path == "testing" || slices.ContainsFunc(testLibraries, func(library string) bool {
		return path == library || strings.HasPrefix(path, library+"/")
	})
}

// testLibraries are modules that only tests need: they assert, mock and compare.
var testLibraries = []string{
	"github.com/stretchr/testify", "github.com/onsi/ginkgo", "github.com/onsi/gomega", "github.com/golang/mock/gomock", "go.uber.org/mock/gomock",
	"github.com/frankban/quicktest", "github.com/matryer/is", "gopkg.in/check.v1", "gotest.tools",
}

// supportPackage reports whether the import path says that a package supports tests. The
// path of the module says nothing: people call their first module test.
func supportPackage(pass *analysis.Pass) bool {
	module := moduleName(pass)
	parent := module
	for element := range strings.SplitSeq(belowModule(pass), "/") {
		if supportName(element, parent) || supportName(element, module) {
			return true
		}
		parent = element
	}
	return false
}

// moduleName returns what a module is called, without its major version: the test support of
// a module swift/v2 is in its package swifttest.
func moduleName(pass *analysis.Pass) string {
	if pass.Module == nil {
		return ""
	}
	return path.Base(majorVersion.ReplaceAllString(pass.Module.Path, ""))
}

// majorVersion matches the end of the paths of modules whose major version is not 0 or 1.
var majorVersion = lazyregexp.New(`[/.]v[0-9]+$`)

// belowModule returns the import path of a package without that of its module.
func belowModule(pass *analysis.Pass) string {
	below := strings.TrimSuffix(pass.Pkg.Path(), "_test")
	if pass.Module != nil {
		below = strings.TrimPrefix(strings.TrimPrefix(below, pass.Module.Path), "/")
	}
	return below
}

// InExample reports whether the package is, or is a part of, a program that only shows how
// something is used: it is in a folder that is called so. Of a program, all of its import path
// counts, also that of its module.
func (p *Pass) InExample() bool {
	path := belowModule(p.Pass)
	if p.Pkg.Name() == "main" {
		path = p.Pkg.Path()
	}
	for element := range strings.SplitSeq(path, "/") {
		switch strings.Trim(strings.ToLower(element), "_") {
		case "example", "examples", "sample", "samples", "tutorial", "tutorials":
			return true
		}
	}
	return false
}

// supportName reports whether the name of a folder says that it holds test support. The
// package with the test support of a package foo is called footest, as httptest is, also if the
// module is called gofoo or tinyfoo.
func supportName(name, parent string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) == 0 {
		return false
	}
	if slices.Contains(supportWords, words[0]) || slices.Contains(stems, words[len(words)-1]) {
		return true // test-server, and not speed-test
	}
	joined := strings.Join(words, "")
	for _, stem := range stems {
		for _, thing := range doubled {
			if joined == stem+thing || joined == thing+stem {
				return true
			}
		}
	}
	tested, isTest := strings.CutSuffix(joined, "test")
	return isTest && (len(tested) > 2 && strings.HasSuffix(strings.ToLower(parent), tested) || slices.Contains(testedElsewhere, tested))
}

// testedElsewhere are packages of the standard library, and gRPC, for which programs have
// test support of their own: an httptest besides net/http/httptest.
var testedElsewhere = []string{"exec", "fs", "grpc", "http", "io", "iter", "log", "net", "os", "rpc", "slog", "smtp", "sql", "tls", "url"}

// supportWords are the names under which Go programs keep what only their tests need.
var supportWords = []string{
	"test", "tests", "testing", "tester", "testers", "testutil", "testutils", "testhelper", "testhelpers", "testsupport", "testlib", "testkit",
	"testserver", "testcommon", "testenv", "testbed", "testsuite", "testsuites", "testdata", "testcases", "testfixture", "testfixtures",
	"mock", "mocks", "mocked", "fake", "fakes", "fixture", "fixtures",
}

// stems say at either end of a name that a thing stands in for the real one.
var stems = []string{"mock", "mocks", "fake", "fakes"}

// doubled are things of which programs have a mock or a fake.
var doubled = []string{
	"server", "client", "service", "store", "storage", "db", "database", "api", "http", "provider", "auth", "backend", "repo", "repository", "gen", "data",
}
