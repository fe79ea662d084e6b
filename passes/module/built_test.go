package module_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/passes/module"
)

// A line of the package goes before one of go.mod, and "default" before the go line.
func TestBuilt(t *testing.T) {
	mod := &module.GoMod{
		Go:       module.Setting{Name: "go", Value: "1.21.3"},
		Settings: []module.Setting{{Name: "tls3des", Value: "1"}, {Name: "x509sha1", Value: "1"}},
	}
	facts := &module.Facts{Settings: []module.Setting{{Name: "tls3des", Value: "0"}}}
	asked := facts.Built(mod)
	for name, want := range map[string]string{"default": "1.21.3", "tls3des": "0", "x509sha1": "1"} {
		if got := asked[name].Value; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if release := asked["default"].Release(); release != 21 || mod.Release() != 21 {
		t.Errorf("the go line is of Go 1.%d, want 1.21", release)
	}
	if !facts.DefaultsBefore(mod, "tls10server", 22) || facts.DefaultsBefore(mod, "tls10server", 21) || facts.DefaultsBefore(mod, "tls3des", 23) {
		t.Error("the defaults are those of Go 1.21, but for tls3des, which a line sets")
	}
	mod.Settings = append(mod.Settings, module.Setting{Name: "default", Value: "go1.20"})
	if release := facts.Built(mod)["default"].Release(); release != 20 {
		t.Errorf("the defaults are those of Go 1.%d, want 1.20", release)
	}
	if (*module.GoMod)(nil).Release() != 0 || (module.Setting{Value: "tip"}).Release() != 0 {
		t.Error("what is no release is one")
	}
}
