// Package homemadecipher finds encryption that a program writes itself: data XORed with a
// key that repeats, functions that say that they encrypt and only encode.
package homemadecipher

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/flow/idiom"
	"github.com/cryptolint/cryptolint/passes/handmade"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL204", Name: "homemadecipher", Title: "homemade encryption",
	Severity: rule.High, CWE: 327,
	Patterns: []string{"C08", "C09", "P04", "C11", "C12"},
	Instead:  []string{encrypt},
	Since:    "0.1.0",
}

const encrypt = "safeapi/aead.Keyring.Encrypt"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, handmade.Analyzer, mention.Analyzer)

type checker struct {
	*rule.Pass
	graph *flow.Graph
}

func run(pass *rule.Pass) error {
	c := &checker{pass, flow.Of(pass.Pass)}
	own := handmade.Of(pass.Pass)
	for _, xor := range own.XORs {
		c.xor(xor)
	}
	for _, function := range own.Encoders {
		c.encoder(function)
	}
	for _, made := range own.Types {
		if !made.Own || made.Interface == "BlockMode" { // a mode is one of a cipher
			continue
		}
		c.Report(rule.Finding{
			Pos: made.Pos(), End: made.Pos() + token.Pos(len(made.Name())), Case: "type", Profile: "strict", Severity: rule.Low, Confidence: rule.Likely, Prescribable: true,
			Message: fmt.Sprintf("%s is a homemade crypto/cipher.%s", made.Name(), made.Interface),
			Why:     "no one else has tried to break it, and plain Go code can leak the key through timing",
			Advice:  "use crypto/aes with cipher.NewGCM, or chacha20poly1305.New",
		})
	}
	for _, symbol := range mention.Of(pass.Pass).Named("golang.org/x/crypto/xts.NewCipher") {
		c.Report(rule.Finding{
			Pos: symbol.Node.Pos(), End: symbol.Node.End(), Case: "xts", Profile: "strict", Severity: rule.Low, Confidence: rule.Likely, Instead: encrypt,
			Message: "XTS is made for the sectors of a disk",
			Why:     "it does not authenticate: an attacker with write access can change the plaintext, or restore an older version of it",
			Advice:  "for messages and files use cipher.NewGCM",
		})
	}
	c.compressions()
	return nil
}

// compressions reports messages that are compressed before they are encrypted.
func (c *checker) compressions() {
	for _, found := range idiom.New(c.graph).Compressions() {
		c.Report(compressed.Naming(found.By).At(found.Node))
	}
	for _, symbol := range mention.Of(c.Pass.Pass).Named(compressions...) {
		if set := symbol.Setting(); set != nil && set.Kind() == constant.String && constant.StringVal(set) == "DEF" {
			c.Report(compressed.Naming("DEFLATE").At(symbol.Node))
		}
	}
}

var (
	// encrypts is a name that says that something is encrypted here, and not that it has been.
	encrypts = lazyregexp.New(`(?i:(?:en|de)crypt|(?:en|de)cipher|^crypt)(?:[A-Z_0-9]|$)|(?i:xor_?(?:crypt|cipher))`)

	// hides is a name for what is masked or mixed up, and needs no secret: frames of
	// WebSocket, strings in a binary, rows of a checksum.
	hides = lazyregexp.New(`(?i)mask|obfus|scrambl|whiten|parity|checksum|noop|no_op|plain|fake|mock|dummy|stub|test|example`)

	// encrypted is a name for what has been encrypted before, or a text in a request to
	// somebody who encrypts.
	encrypted = lazyregexp.New(`(?i)crypted|cipher|sealed|^ct$|^enc$|plain_?text`)
)

// xor reports data that are XORed with a key that repeats.
func (c *checker) xor(xor handmade.XOR) {
	names := c.NamesAround(xor.Node.Pos())
	key := last(xor.Key)
	if hides.MatchString(key) || c.hides(names) {
		return
	}
	f := rule.Finding{
		Pos: xor.Node.Pos(), End: xor.Node.End(), Case: "xor", Confidence: rule.Likely, Instead: encrypt, Prescribable: true,
		Message: fmt.Sprintf("the data is XORed with %s repeatedly", types.ExprString(xor.Key)),
		Why:     "an attacker who knows or guesses part of the data can compute the key and read the rest",
		Advice:  "encrypt with cipher.NewGCM",
	}
	if !slices.ContainsFunc(names, encrypts.MatchString) {
		said := c.graph.ReadName(key).What
		if said != "key" && said != "password" {
			return
		}
		f.Severity, f.Confidence = rule.Medium, rule.Unsure
	}
	c.Report(f)
}

// encoder reports a function that says that it encrypts, and only encodes.
func (c *checker) encoder(function *ast.FuncDecl) {
	if !encrypts.MatchString(function.Name.Name) || c.hides(c.NamesAround(function.Pos())) || handmade.Says(function, encrypted.MatchString) {
		return
	}
	c.Report(rule.Finding{
		Pos: function.Name.Pos(), End: function.Name.End(), Case: "encoding", Confidence: rule.Likely, Instead: encrypt,
		Message: fmt.Sprintf("%s encodes the data but does not encrypt it", function.Name.Name),
		Why:     "there is no key: anyone can decode the result",
		Advice:  "encrypt with cipher.NewGCM before it is encoded, or give the function another name",
	})
}

// hides reports whether a name around a function, or that of the package, says that nothing
// has to be secret.
func (c *checker) hides(names []string) bool {
	return slices.ContainsFunc(append(names, c.Pkg.Name()), hides.MatchString)
}

// last returns the last name of an expression.
func last(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
