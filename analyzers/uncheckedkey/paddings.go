package uncheckedkey

import (
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// paddings reports paddings that are cut off as long as the last byte of a plaintext says. In
// a package with MACs, nobody else may have chosen that byte.
func (c *checker) paddings() {
	if len(c.graph.Sinks(cryptoapi.AsMACKey)) > 0 {
		return
	}
	for _, padding := range c.unchecked.Paddings("crypto/cipher.BlockMode.CryptBlocks", "crypto/cipher.NewCBCDecrypter") {
		if made(padding.From) || padding.From.Only(cryptoapi.Constant) {
			continue
		}
		f := rule.Finding{
			Case: "padding", Severity: rule.Low, Confidence: rule.Certain, Instead: decrypt,
			Message: "the padding is removed without checking its length, which is the last byte of the decrypted data",
			Why:     "a ciphertext that was changed, or a wrong key, makes the program panic",
			Advice:  "return an error if the length is 0, or larger than a block or the data",
		}
		if fromPeer(padding.From) {
			f.Severity, f.Why = rule.Medium, "an attacker who sends a changed ciphertext makes the program panic"
		}
		c.report(padding.Node, f)
	}
}
