package mention_test

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

func TestHandsOn(t *testing.T) {
	probe := &analysis.Analyzer{
		Name: "handsonprobe", Doc: "tell what a package hands on",
		Run: func(pass *analysis.Pass) (any, error) {
			for name, want := range map[string]bool{"exp": true, "iss": true, "sub": true, "nonce": false, "aud": false} {
				if mention.Spells(pass, "none", name) != want {
					t.Errorf("%s: spelled is not %t", name, want)
				}
			}
			for name, want := range map[string]bool{
				"net/http.Request": true, // returned, and passed
				"io.Reader":        true, // passed
				"net/http.Client":  false,
				"net/http.Cookie":  false,
			} {
				if mention.HandsOn(pass, name) != want {
					t.Errorf("%s: handed on is not %t", name, want)
				}
			}
			own := pass.Pkg.Scope().Lookup("claims").Type()
			if !mention.Declares(pass.Pkg, types.NewPointer(own)) || mention.Declares(pass.Pkg, own) || mention.Declares(types.Unsafe, types.NewPointer(own)) {
				t.Error("a pointer to claims leads to a type of this package")
			}
			return nil, nil
		},
	}
	ruletest.Run(t, probe, "./flow/handson")
}
