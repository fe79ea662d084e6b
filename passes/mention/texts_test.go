package mention_test

import (
	"bytes"
	"os"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/cryptolint/cryptolint/internal/ruletest"
	"github.com/cryptolint/cryptolint/passes/mention"
)

func TestTexts(t *testing.T) {
	probe := &analysis.Analyzer{
		Name: "textprobe", Doc: "tell the texts of a package",
		Run: func(pass *analysis.Pass) (any, error) {
			pass.ReadFile = os.ReadFile // that of the driver may know the files of Go alone
			for text := range mention.Texts(pass) {
				if text.Value != "embed" { // of the import
					pass.Reportf(text.Node.Pos(), "%q in %s", text.Value, text.In)
				}
			}
			for _, embed := range mention.Embeds(pass, func(data []byte) bool { return bytes.Contains(data, []byte("needle")) }) {
				pass.Reportf(embed.Comment.End()+1, "embeds %s", embed.Pattern)
			}
			return nil, nil
		},
	}
	ruletest.Run(t, probe, "./flow/texts")
}
