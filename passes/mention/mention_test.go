package mention_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// probe reports what is named of a few packages.
var probe = &analysis.Analyzer{
	Name: "mentionprobe", Doc: "tell what is named", Requires: []*analysis.Analyzer{mention.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, i := range mention.Of(pass).Imports {
			pass.Reportf(i.Spec.Pos(), "imports %s", i.Path)
		}
		for _, s := range mention.Of(pass).Named(
			"crypto/md5.Sum", "crypto/md5.New", "crypto/md5.Size", "crypto/rsa.EncryptPKCS1v15",
			"crypto/x509.Certificate.Verify", "crypto/tls.Config.MinVersion", "crypto/tls.VersionTLS10", "crypto/rand.Reader",
		) {
			how := "names"
			switch {
			case s.Call != nil:
				how = "calls"
			case s.Set != nil && s.Set.Whole:
				how = "sets"
			case s.Set != nil:
				how = "changes"
			}
			pass.Reportf(s.Node.Pos(), "%s %s", how, s.Name)
		}
		return nil, nil
	},
}

func TestMentions(t *testing.T) {
	ruletest.Run(t, probe, "./flow/mentions")
}
