package rule

import (
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// A copy of crypto/tls is in a folder of another name, and keeps the name of the package.
func TestProtocolOfPackage(t *testing.T) {
	for name, want := range map[string]string{"tls": "TLS", "shop": ""} {
		pass := &Pass{Pass: &analysis.Pass{Pkg: types.NewPackage("example.com/utls", name), Fset: token.NewFileSet()}}
		if got := pass.protocolAt(token.NoPos); got != want {
			t.Errorf("package %s: %q, want %q", name, got, want)
		}
	}
}

// Names of packages, files and functions say which protocol the code implements. A short
// word has to stand by itself, or gzip would be ZIP.
func TestProtocolNames(t *testing.T) {
	for place, want := range map[string]string{
		"github.com/example/gokrb5/v8/crypto": "Kerberos",
		"example.com/mail/internal/NTLM":      "NTLM",
		"crypto_ntlmv2.go":                    "NTLM",
		"signOpenPGP":                         "OpenPGP",
		"github.com/example/zip":              "ZIP",
		"go-ora":                              "Oracle Net",
		"gzip.go":                             "",
		"oracle.go":                           "Oracle Net",
		"example.com/shop/storage":            "",
		"marshal.go":                          "",
		"consumer.go":                         "",
	} {
		got := ""
		for _, p := range protocols {
			if p.names(place) {
				got = p.name
				break
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", place, got, want)
		}
	}
}
