package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// only returns the one sink of a role.
func (g generated) only(t *testing.T, role cryptoapi.Role) *Sink {
	t.Helper()
	sinks := g.graph.Sinks(role)
	if len(sinks) != 1 {
		t.Fatalf("%d sinks are %s, want 1", len(sinks), role)
	}
	return sinks[0]
}

// A nonce that is copied from buffer to buffer is the same nonce. Whether it is used
// again is not known where there are more copies than are followed.
func TestManyCopiesOfANonce(t *testing.T) {
	for _, c := range []struct {
		copies int
		reused bool
	}{{2, true}, {2 * maxLineage, false}} {
		source := header + "func f(aead cipher.AEAD, messages [][]byte) {\n\tnonce0 := make([]byte, 12)\n\trand.Read(nonce0)\n" +
			copies(c.copies) +
			fmt.Sprintf("\tfor _, message := range messages {\n\t\taead.Seal(nil, nonce%d, message, nil)\n\t}\n}\n", c.copies)
		g := analyse(t, source)
		reuse := NewTracker(g.graph).Reuse(g.only(t, cryptoapi.AsNonce))
		if (reuse != nil) != c.reused {
			t.Errorf("%d copies: %+v, want a reuse: %v", c.copies, reuse, c.reused)
		}
	}
}

// copies writes the copying of one nonce through n more buffers.
func copies(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "\tnonce%d := make([]byte, 12)\n\tcopy(nonce%d, nonce%d)\n", i+1, i+1, i)
	}
	return b.String()
}

// ecbLoop is a loop that encrypts one block of a message after the other, from an
// offset that is computed from i.
func ecbLoop(offset string) string {
	return header + "func f(block cipher.Block, out, in []byte, n int) {\n\tfor i := 0; i < len(in); i += 16 {\n" + offset +
		"\t\tblock.Encrypt(out[x:], in[x:])\n\t}\n}\n"
}

func inputMotion(t *testing.T, source string) Motion {
	t.Helper()
	g := analyse(t, source)
	sink := g.only(t, cryptoapi.AsBlockInput)
	rounds := NewMatcher(g.graph).Rounds(sink)
	if rounds == nil {
		t.Fatal("the loop is not seen")
	}
	return NewMatcher(g.graph).Input(rounds, sink).Motion
}

// The message moves on by an index that is computed in a few steps. One that takes
// very many is not taken to move, and nothing is said of the loop.
func TestLongWayToAnIndex(t *testing.T) {
	if got := inputMotion(t, ecbLoop("\t\tx := i\n"+lines(20, "\t\tx ^= n"))); got != Moving {
		t.Errorf("20 steps: the input is %v, want Moving", got)
	}
	if got := inputMotion(t, ecbLoop("\t\tx := i\n"+lines(2*maxVaries, "\t\tx ^= n"))); got != Still {
		t.Errorf("%d steps: the input is %v, want Still", 2*maxVaries, got)
	}
}

// Each value is looked at once: the ways through these switches are too many.
func TestManyWaysToAnIndex(t *testing.T) {
	one := "\t\tswitch n % 9 {\n" + lines(8, "\t\tcase #:\n\t\t\tx ^= n + #") + "\t\t}\n"
	if got := inputMotion(t, ecbLoop("\t\tx := n\n"+strings.Repeat(one, 12))); got != Still {
		t.Errorf("an index that stays the same: the input is %v, want Still", got)
	}
	buffers := "\t\tswitch n % 9 {\n" + lines(8, "\t\tcase #:\n\t\t\tin = in[n%2:]") + "\t\t}\n"
	inputMotion(t, ecbLoop("\t\tx := 0\n"+strings.Repeat(buffers, 12)))
}

// Whether the key is the same in each round is not known where it is chosen in very
// many steps: then it may vary.
func TestLongWayToAKey(t *testing.T) {
	for _, steps := range []int{20, 2 * maxVaries} {
		g := analyse(t, header+"func f(blocks []cipher.Block, out, in []byte, n int) {\n\tfor i := 0; i < len(in); i += 16 {\n\t\tx := n\n"+
			lines(steps, "\t\tx ^= n")+"\t\tblocks[x].Encrypt(out[i:], in[i:])\n\t}\n}\n")
		sink := g.only(t, cryptoapi.AsBlockInput)
		if got, want := NewMatcher(g.graph).KeyVaries(NewMatcher(g.graph).Rounds(sink), sink), steps > maxVaries; got != want {
			t.Errorf("%d steps: the key may vary: %v, want %v", steps, got, want)
		}
	}
}

// What comes out of the cipher is mixed with something, further along an expression
// with more operands than are looked at.
func TestManyOperands(t *testing.T) {
	for _, operands := range []int{2, 2 * maxCombination} {
		g := analyse(t, header+"func f(block cipher.Block, out, in []byte, n byte) {\n\tvar sealed [16]byte\n\tfor i := 0; i < len(in); i += 16 {\n"+
			"\t\tblock.Encrypt(sealed[:], in[i:])\n\t\tout[i] = sealed[0]"+strings.Repeat(" ^ n", operands)+"\n\t}\n}\n")
		sink := g.only(t, cryptoapi.AsBlockInput)
		output := g.graph.Beside(sink, cryptoapi.AsBlockOutput)
		if !NewMatcher(g.graph).MixedAfter(sink, NewMatcher(g.graph).Operand(output)) {
			t.Errorf("%d operands: not mixed, want mixed", operands)
		}
	}
}

// Callers of callers are asked what they pass, up to a few calls away.
func TestManyCallers(t *testing.T) {
	for _, c := range []struct {
		calls int
		known bool
	}{{maxCallerHops, true}, {maxCallerHops + 1, false}} {
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
			t.Errorf("%d calls: the key is %s, want the constant: %v", c.calls, describe(key), c.known)
		}
	}
}

// What callers mix into a block is seen one and two calls away.
func TestManyCallersThatMix(t *testing.T) {
	for _, c := range []struct {
		calls int
		mixed bool
	}{{maxMixHops, true}, {maxMixHops + 1, false}} {
		source := header + "func f0(block cipher.Block, out, in []byte) {\n\tfor len(in) > 0 {\n\t\tblock.Encrypt(out, in)\n\t\tout, in = out[16:], in[16:]\n\t}\n}\n"
		for i := range c.calls - 1 {
			source += fmt.Sprintf("func f%d(block cipher.Block, out, in []byte) { f%d(block, out, in) }\n", i+1, i)
		}
		source += fmt.Sprintf("func F(block cipher.Block, out, in, pad []byte) {\n\tfor i := range in {\n\t\tin[i] ^= pad[i]\n\t}\n\tf%d(block, out, in)\n}\n", c.calls-1)
		g := analyse(t, source)
		sink := g.graph.Sinks(cryptoapi.AsBlockInput)[0]
		in := NewMatcher(g.graph).Input(NewMatcher(g.graph).Rounds(sink), sink)
		if got := NewMatcher(g.graph).MixedInto(sink, in); got != c.mixed {
			t.Errorf("%d calls: mixed: %v, want %v", c.calls, got, c.mixed)
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
			if len(told.Uses) != maxFieldUses {
				t.Errorf("%d uses are told, want %d", len(told.Uses), maxFieldUses)
			}
			return
		}
	}
	t.Error("nothing is told of the field")
}

// Comparisons are told of to callers that are near.
func TestComparisonsFarAway(t *testing.T) {
	const last = 2 * maxCompareHops
	fact := analyse(t, header+"var name string\n"+chained(last)+fmt.Sprintf("func F%d(key []byte) { _ = string(key) == name }\n", last)).fact
	if fact == nil {
		t.Fatal("nothing is told")
	}
	var comparing []string
	for _, told := range fact.Functions {
		if slices.ContainsFunc(told.Uses, func(u UseFact) bool { return cryptoapi.Role(u.Role) == cryptoapi.AsCompared }) {
			comparing = append(comparing, told.Name)
		}
	}
	if want := []string{"F3", "F4"}; !slices.Equal(comparing, want) {
		t.Errorf("functions that compare: %v, want %v", comparing, want)
	}
}

// Of a result with very many fields, the first are told.
func TestManyFieldsOfAResult(t *testing.T) {
	source := header + "type T struct {\n" + lines(2*maxResultFields, "\tKey# string") + "}\n" +
		"func New() *T {\n\treturn &T{\n" + lines(2*maxResultFields, "\t\tKey#: \"key #\",") + "\t}\n}\n"
	if told := factOf(t, source, "New"); len(told.Fields) != maxResultFields {
		t.Errorf("%d fields are told, want %d", len(told.Fields), maxResultFields)
	}
}
