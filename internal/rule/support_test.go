package rule

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strconv"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Packages that only tests need are not the program. What merely sounds so is.
func TestSupportPackage(t *testing.T) {
	for path, want := range map[string]bool{
		"testutil": true, "internal/testutil/tls": true, "pkg/mock": true, "mocks/store": true, "servermock": true, "fakeclient": true,
		"tester": true, "httptest": true, "pkg/grpctest": true, "fastest": false, "guest": false, "test-server": true, "store/storetest": true, "internal/fake_auth": true, "oidc_mock": true,
		"": false, "attest": false, "contest/latest": false, "testnet": false, "speed-test": false, "hammock": false, "protest": false, "server": false, "detester": false,
	} {
		importPath := "test/mock" // what a module is called says nothing
		if path != "" {
			importPath += "/" + path
		}
		pass := &analysis.Pass{Pkg: types.NewPackage(importPath, "p"), Module: &analysis.Module{Path: "test/mock"}}
		if got := supportPackage(pass); got != want {
			t.Errorf("supportPackage(%q) = %t, want %t", path, got, want)
		}
	}
}

// The test support of a module has the name of the module.
func TestSupportOfModule(t *testing.T) {
	for importPath, want := range map[string]bool{
		"example.com/swift/v2/swifttest": true, "example.com/swift/v2/internal/swifttest": true, "example.com/swift/v2/ifttest": true, "example.com/swift/v2/fastest": false, "example.com/swift/v2/fttest": false, "example.com/swift/v2/contest": false,
	} {
		pass := &analysis.Pass{Pkg: types.NewPackage(importPath, "p"), Module: &analysis.Module{Path: "example.com/swift/v2"}}
		if got := supportPackage(pass); got != want {
			t.Errorf("supportPackage(%q) = %t, want %t", importPath, got, want)
		}
	}
}

// A mock in a file of the program is not the program either.
func TestMocks(t *testing.T) {
	for name, want := range map[string]bool{
		"mock.go": true, "mocks.go": true, "mock_encryptor.go": true, "mockv4.go": true, "tcp_server_mock.go": true,
		"test_utils.go": true, "testutil.go": true, "test_helpers.go": true, "testing_support.go": true, "testcert.go": true, "test_keys.go": true, "attestkey.go": false,
		"test_server.go": false, "utils.go": false, "speedtest_util.go": false, "mockery.go": false, "hammock.go": false, "stub.go": false, "unmock.go": false, "fakedns.go": false, "mockup.go": false,
	} {
		if got := mocks.MatchString(name); got != want {
			t.Errorf("a mock is in %s: %t, want %t", name, got, want)
		}
	}
}

// A function or a type that is named after a mock is not the program, wherever it stands.
func TestInMock(t *testing.T) {
	for declaration, want := range map[string]bool{
		"func MockLogin() {}": true, "func newMockStore() {}": true, "func mocked() {}": false, "func StoreMock() {}": true, "func hammock() {}": false, "func Mockingbird() {}": false,
		"func RandomKeyForTest() {}": true, "func ResetForTesting() {}": true, "func PrepareForTestimony() {}": false,
		"func (m *MockClient) Token() {}": true, "func (c clientMock[T]) Token() {}": true, "func (c *Client) Token() {}": false, "func (c *Client) mockToken() {}": true,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "p.go", "package p\n"+declaration+"\nfunc Login() {}", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := inMock(file.Decls[0].(*ast.FuncDecl)); got != want {
			t.Errorf("%s is in a mock: %t, want %t", declaration, got, want)
		}
		if inMock(file.Decls[1].(*ast.FuncDecl)) {
			t.Errorf("a function beside %s is taken for a mock", declaration)
		}
	}
}

// A file outside of test files that imports what only tests need is not the program.
func TestIsTesting(t *testing.T) {
	for path, want := range map[string]bool{
		"testing": true, "github.com/stretchr/testify/require": true, "github.com/onsi/gomega": true, "gotest.tools/v3/assert": true,
		"testing/fstest": false, "net/http/httptest": false, "github.com/stretchr/testifyx": false, "github.com/matryer/isolate": false,
	} {
		spec := &ast.ImportSpec{Path: &ast.BasicLit{Value: strconv.Quote(path)}}
		if got := isTesting(spec); got != want {
			t.Errorf("isTesting(%q) = %t, want %t", path, got, want)
		}
	}
}
