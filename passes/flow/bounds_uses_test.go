package flow

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/eval"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

func TestManyCallers(t *testing.T) {
	for _, c := range []struct {
		calls int
		known bool
	}{{eval.MaxCallerHops, true}, {eval.MaxCallerHops + 1, false}} {
		source := header + fmt.Sprintf("func F() { f%d([]byte(\"0123456789abcdef\")) }\n", c.calls-1)
		for i := range c.calls - 1 {
			source += fmt.Sprintf("func f%d(key []byte) { f%d(key) }\n", i+1, i)
		}
		source += "func f0(key []byte) { block, _ := aes.NewCipher(key); block.Encrypt(nil, nil) }\n"
		g := analyse(t, source)
		var key Value
		for _, sink := range g.graph.Sinks(cryptoapi.AsBlockInput) {
			key = g.graph.Key(sink)
		}
		known := slices.ContainsFunc(key.Origins(), func(o *Origin) bool { return o.Of.Has(cryptoapi.Constant) })
		if known != c.known {
			t.Errorf("%d calls: the key is %s, want the constant: %v", c.calls, fact.Describe(key), c.known)
		}
	}
}

// A field that is used in very many roles is told of with the first.
func TestManyUsesOfAField(t *testing.T) {
	const source = `package generated

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
)

type T struct{ Data []byte }

func (t *T) Use(aead cipher.AEAD, block cipher.Block, key *ecdsa.PrivateKey) {
	aes.NewCipher(t.Data)
	hmac.New(sha256.New, t.Data)
	aead.Seal(nil, t.Data, nil, nil)
	cipher.NewCTR(block, t.Data)
	pbkdf2.Key(sha256.New, "password", t.Data, 600_000, 32)
	pbkdf2.Key(sha256.New, string(t.Data), nil, 600_000, 32)
	hkdf.Key(sha256.New, t.Data, nil, "", 32)
	ecdsa.SignASN1(nil, key, t.Data)
}
`
	for _, told := range analyse(t, source).fact.Storage {
		if told.Key == "example.test/generated.T.Data" {
			if len(told.Uses) != 6 {
				t.Errorf("%d uses are told, want %d", len(told.Uses), 6)
			}
			return
		}
	}
	t.Error("nothing is told of the field")
}

// Comparisons are told of to callers that are near.
func TestComparisonsFarAway(t *testing.T) {
	const last = 4 // two calls further than comparisons are followed
	told := analyse(t, header+"var name string\n"+chained(last)+fmt.Sprintf("func F%d(key []byte) { _ = string(key) == name }\n", last)).fact
	if told == nil {
		t.Fatal("nothing is told")
	}
	var comparing []string
	for _, function := range told.Functions {
		if slices.ContainsFunc(function.Uses, func(u fact.UseFact) bool { return cryptoapi.Role(u.Role) == cryptoapi.AsCompared }) {
			comparing = append(comparing, function.Name)
		}
	}
	if want := []string{"F3", "F4"}; !slices.Equal(comparing, want) {
		t.Errorf("functions that compare: %v, want %v", comparing, want)
	}
}

// Of a result with very many fields, the first are told.
func TestManyFieldsOfAResult(t *testing.T) {
	source := header + "type T struct {\n" + lines(2*16, "\tKey# string") + "}\n" +
		"func New() *T {\n\treturn &T{\n" + lines(2*16, "\t\tKey#: \"key #\",") + "\t}\n}\n"
	if told := factOf(t, source, "New"); len(told.Fields) != 16 {
		t.Errorf("%d fields are told, want %d", len(told.Fields), 16)
	}
}
