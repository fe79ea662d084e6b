package hardcodedkey

import (
	"go/ast"
	"go/constant"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// privateKey matches a private key in PEM that is not encrypted, and not its head alone.
var privateKey = lazyregexp.New(`-----BEGIN ((RSA|EC|DSA|OPENSSH) )?PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64}`)

const (
	whyPrivate    = "an attacker who has the program or its source can act as the owner of the key"
	advicePrivate = "generate a new key and read it from a file or a secret manager"
)

// privateKeys reports private keys that are written in the program.
func (c *checker) privateKeys() {
	for _, file := range c.Files {
		name := ""
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				name = n.Names[0].Name
			case *ast.FuncDecl:
				name = n.Name.Name
			case ast.Expr:
				value := c.TypesInfo.Types[n].Value
				if value == nil || value.Kind() != constant.String {
					return true
				}
				_, named := n.(*ast.Ident)
				_, imported := n.(*ast.SelectorExpr)
				if !named && !imported && privateKey.MatchString(constant.StringVal(value)) { // or told where it is declared
					c.private(n, name, "a private key is hard-coded in the program")
				}
				return false
			}
			return true
		})
	}
}

// private reports a private key, where it is written or read.
func (c *checker) private(at ast.Node, name, message string) {
	f := rule.Finding{
		Pos: at.Pos(), End: at.End(), Confidence: rule.Certain, Severity: rule.High, Case: "private key", Instead: readKey,
		Message: message, Why: whyPrivate, Advice: advicePrivate,
	}
	if placeholder(name) {
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
	}
	c.Report(f)
}

const embedDirective = "//go:embed "

// embedded reports files with private keys that become a part of the program.
func (c *checker) embedded() {
	for _, file := range c.Files {
		dir := filepath.Dir(c.Fset.Position(file.Pos()).Filename)
		for _, group := range file.Comments {
			for _, comment := range group.List {
				patterns, ok := strings.CutPrefix(comment.Text, embedDirective)
				if ok && c.embedsKey(dir, strings.Fields(patterns)) {
					c.private(comment, filepath.Base(patterns), "a private key is embedded in the program")
				}
			}
		}
	}
}

// maxEmbedded bounds the files that are looked at for one directive.
const maxEmbedded = 20

func (c *checker) embedsKey(dir string, patterns []string) bool {
	for _, pattern := range patterns {
		pattern = strings.TrimPrefix(strings.Trim(pattern, "\"`"), "all:")
		names, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil || len(names) > maxEmbedded {
			continue
		}
		for _, name := range names {
			if data, err := c.ReadFile(name); err == nil && privateKey.Match(data) {
				return true
			}
		}
	}
	return false
}

// tink are the packages of Tink that leave keys in the clear.
var tink = map[string]rule.Finding{
	"github.com/tink-crypto/tink-go/v2/testkeyset.Read": {
		Severity: rule.High, Confidence: rule.Certain, Message: "testkeyset.Read reads a keyset that is not encrypted",
	},
	"github.com/tink-crypto/tink-go/v2/testkeyset.Write": {
		Severity: rule.High, Confidence: rule.Certain, Message: "testkeyset.Write stores a keyset that is not encrypted",
	},
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset.Read": {
		Severity: rule.Medium, Confidence: rule.Unsure, Message: "insecurecleartextkeyset.Read reads a keyset that is not encrypted",
	},
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset.Write": {
		Severity: rule.Medium, Confidence: rule.Likely, Message: "insecurecleartextkeyset.Write stores a keyset that is not encrypted",
	},
}

// keysets reports keysets of Tink that are not encrypted.
func (c *checker) keysets() {
	for _, found := range mention.Of(c.Pass.Pass).Symbols {
		f, ok := tink[found.Name]
		if !ok {
			continue
		}
		f.Pos, f.End, f.Case, f.Instead = found.Node.Pos(), found.Node.End(), "keyset", readKey
		f.Why = "an attacker who obtains the file has the keys"
		f.Advice = "encrypt the keyset with a key of a key management service: use keyset.Read and keyset.Handle.Write"
		c.Report(f)
	}
}
