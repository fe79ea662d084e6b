package object_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/object"
)

// probe reports each TLS configuration where it is used, with what two fields hold.
var probe = &analysis.Analyzer{
	Name: "objectprobe", Doc: "tell what configurations hold when they are used", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, o := range object.New(flow.Of(pass)).Of("crypto/tls.Config") {
			how := map[object.How]string{object.Passed: "passed to " + o.API, object.Kept: "kept", object.Returned: "returned"}[o.How]
			pass.Reportf(o.Pos(), "%s: InsecureSkipVerify=%s MinVersion=%s", how, ways(o.Field("InsecureSkipVerify")), ways(o.Field("MinVersion")))
		}
		return nil, nil
	},
}

// ways writes a value as its alternatives, the constants by their value.
func ways(v flow.Value) string {
	var all []string
	for _, alternative := range v {
		var parts []string
		for _, o := range alternative {
			parts = append(parts, kind(o))
		}
		all = append(all, strings.Join(parts, "+"))
	}
	slices.Sort(all)
	return strings.Join(all, "|")
}

func kind(o *flow.Origin) string {
	switch o.Kind {
	case cryptoapi.Constant:
		return o.Const.ExactString()
	case cryptoapi.Zero:
		return "zero"
	case cryptoapi.Unknown:
		return "unknown"
	case cryptoapi.Environment:
		return "environment"
	}
	return o.Kind.String()
}

func TestAnswers(t *testing.T) {
	ruletest.Run(t, probe, "./flow/objects/...")
}

// together reports each certificate that is issued, with what is known of its template and
// issuer, and each method of a manager of certificates that is called.
var together = &analysis.Analyzer{
	Name: "togetherprobe", Doc: "tell which objects a call gets", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		objects := object.New(flow.Of(pass))
		all := objects.Of("crypto/x509.Certificate")
		for _, o := range all {
			if !o.Is("crypto/x509.CreateCertificate") || o.Argument != 1 {
				continue
			}
			for _, pair := range o.Together(o.Beside(all, 2)) {
				how := "perhaps the same"
				if pair[0].Apart(pair[1]) {
					how = "another"
				}
				pass.Reportf(pair[0].Pos(), "IsCA=%s, %s", ways(pair[0].Field("IsCA")), how)
			}
		}
		const manager = "golang.org/x/crypto/acme/autocert.Manager"
		for _, o := range objects.Called(manager+".TLSConfig", manager+".GetCertificate") {
			pass.Reportf(o.Pos(), "%s: Email=%s", o.API, ways(o.Field("Email")))
		}
		return nil, nil
	},
}

func TestTogether(t *testing.T) {
	ruletest.Run(t, together, "./flow/together")
}

// responses reports for each transport whether the certificates of its responses are compared.
var responses = &analysis.Analyzer{
	Name: "responseprobe", Doc: "tell which clients find out who answered", Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, o := range object.New(flow.Of(pass)).Of("crypto/tls.Config") {
			if !o.Is("net/http.Transport.TLSClientConfig") {
				continue
			}
			who := "anyone"
			if o.ResponsesIdentified() {
				who = "identified"
			}
			pass.Reportf(o.Pos(), "%s", who)
		}
		return nil, nil
	},
}

func TestResponses(t *testing.T) {
	ruletest.Run(t, responses, "./flow/responses/...")
}
