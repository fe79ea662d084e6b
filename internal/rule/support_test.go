package rule

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Packages that only tests need are not the program. What merely sounds so is.
func TestSupportPackage(t *testing.T) {
	for path, want := range map[string]bool{
		"testutil": true, "internal/testutil/tls": true, "pkg/mock": true, "mocks/store": true, "servermock": true, "fakeclient": true,
		"tester": true, "test-server": true, "store/storetest": true, "internal/fake_auth": true, "oidc_mock": true,
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
