package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// Each budget keeps the work for one question small. Below it the answer is known;
// beyond it the answer must admit that it is not all, so that rules stay silent.
var budgets = []struct {
	name    string
	source  func(n int) string
	within  int
	beyond  int
	answers cryptoapi.Kind // of each alternative within the budget
}{
	{"maxHeight: sums of sums", deepSum, 20, 300, cryptoapi.WeakRandom},
	{"maxSteps: a wide tree around a loop", wideLoop, 3, 16, cryptoapi.WeakRandom},
	{"maxWalk: branches on the way back to a write", branches, 20, 500, cryptoapi.Constant},
	{"maxEvents: writes to another field", writesElsewhere, 20, 10_001, cryptoapi.Constant},
	{"maxAdded: writes to parts of a buffer", partialWrites, 5, 20, cryptoapi.Constant},
	{"maxViews: slices of one buffer", slicesOfBuffer, 20, 3_000, cryptoapi.Constant},
	{"maxPath: fields of fields", fieldsOfFields, 2, 8, cryptoapi.Constant},
	{"maxTargets: implementations of an interface", implementing, 3, 12, cryptoapi.Constant},
	{"maxRegions: buffers that a variable may be", chosenBuffers, 3, 12, cryptoapi.Constant},
	{"maxAlternatives: constants that a variable may be", chosenConstants, 5, 20, cryptoapi.Constant},
}

func TestBudgets(t *testing.T) {
	for _, budget := range budgets {
		t.Run(budget.name, func(t *testing.T) {
			within := analyse(t, budget.source(budget.within)).asked(t)[0]
			for _, alternative := range within {
				if len(alternative) != 1 || alternative[0].Kind != budget.answers {
					t.Errorf("with %d: %s, want %s", budget.within, fact.Describe(within), budget.answers)
				}
			}
			if len(within) == 0 {
				t.Errorf("with %d: nothing, want %s", budget.within, budget.answers)
			}
			beyond := analyse(t, budget.source(budget.beyond)).asked(t)[0]
			if !beyond.Any(func(a Alternative) bool { return a.Has(cryptoapi.Unknown) }) {
				t.Errorf("with %d: %s, want something unknown", budget.beyond, fact.Describe(beyond))
			}
		})
	}
}

func deepSum(n int) string {
	return header + "func f() {\n\tx := weak.Int()\n" + lines(n, "\tx = (x * 3) ^ (x << 1)") + "\torigins(x)\n}\n"
}

func wideSum(n int) string {
	inner := "(" + strings.TrimSuffix(strings.Repeat("weak.Int() + ", n), " + ") + ")"
	middle := "(" + strings.TrimSuffix(strings.Repeat(inner+" + ", n), " + ") + ")"
	return header + "func f() {\n\torigins(" + strings.TrimSuffix(strings.Repeat(middle+" + ", n), " + ") + ")\n}\n"
}

func wideLoop(n int) string {
	row := "(" + strings.TrimSuffix(strings.Repeat("(x * 3) ^ ", n), " ^ ") + ")"
	table := "(" + strings.TrimSuffix(strings.Repeat(row+" ^ ", n), " ^ ") + ")"
	return header + "func f() {\n\tx := weak.Int()\n\tfor range 9 {\n\t\tx = " + strings.TrimSuffix(strings.Repeat(table+" ^ ", n), " ^ ") + "\n\t}\n\torigins(x)\n}\n"
}

func branches(n int) string {
	return header + "func g()\nfunc f(i int) {\n\tkey := []byte(\"0123456789abcdef\")\n" + lines(n, "\tif i == # {\n\t\tg()\n\t}") + "\torigins(key)\n}\n"
}

func writesElsewhere(n int) string {
	return header + "type T struct{ a, b []byte }\nfunc f(in []byte) {\n\tt := &T{b: []byte(\"key\")}\n\ta := &t.a\n" + lines(n, "\t*a = in") + "\torigins(t.b)\n}\n"
}

func partialWrites(n int) string {
	return header + "func f() {\n\tkey := []byte(\"0123456789abcdef\")\n" + lines(n, "\tcopy(key[#:], \"x\")") + "\torigins(key)\n}\n"
}

func slicesOfBuffer(n int) string {
	return header + "func f() {\n\tkey := make([]byte, 16)\n" + lines(n, "\tkey[#%16] = 7") + "\torigins(key)\n}\n"
}

func fieldsOfFields(n int) string {
	fields := strings.Repeat(".next", n)
	return header + "type T struct{ next *T; key []byte }\nfunc f(t *T) {\n\tt" + fields + ".key = []byte(\"key\")\n\torigins(t" + fields + ".key)\n}\n"
}

func implementing(n int) string {
	return header + "type keyed interface{ key() []byte }\n" +
		lines(n, "type k# struct{}\nfunc (k#) key() []byte { return []byte(\"key\") }\nvar _ keyed = k#{}") +
		"func f(k keyed) { origins(k.key()) }\n"
}

func chosenBuffers(n int) string {
	return header + "func f(i int) {\n\tkey := []byte(\"key\")\n\tswitch i {\n" + lines(n, "\tcase #:\n\t\tkey = []byte(\"key #\")") + "\t}\n\torigins(key)\n}\n"
}

func chosenConstants(n int) string {
	return header + "func f(i int) {\n\tkey := \"key\"\n\tswitch i {\n" + lines(n, "\tcase #:\n\t\tkey = \"key #\"") + "\t}\n\torigins(key)\n}\n"
}

// A function that writes to many fields is told of as a whole, and what it leaves in
// each is still known.
func TestManyFills(t *testing.T) {
	source := header + "type T struct {\n" + lines(3*fact.MaxFills, "\tKey# []byte") + "\tOther []byte\n}\n" +
		"func fill(t *T) {\n" + lines(3*fact.MaxFills, "\tt.Key# = []byte(\"key #\")") + "}\n" +
		"func f() {\n\tt := &T{Other: make([]byte, 16)}\n\trand.Read(t.Other)\n\tfill(t)\n" +
		fmt.Sprintf("\torigins(t.Key%d)\n\torigins(t.Other)\n}\n", 3*fact.MaxFills-1)
	answers := analyse(t, source).asked(t)
	if got := fact.Describe(answers[0]); got != cryptoapi.Constant.String() {
		t.Errorf("the last field that is filled: %s, want constant", got)
	}
	if got := fact.Describe(answers[1]); got != cryptoapi.SecureRandom.String() {
		t.Errorf("the field that is not: %s, want secure random", got)
	}
}

// Facts stay small: of a function with many uses of its parameters, the first are told.
func TestManyUses(t *testing.T) {
	source := header + "type T struct {\n" + lines(2*fact.MaxUses, "\tKey# []byte") + "}\n" +
		"func Use(t *T) {\n" + lines(2*fact.MaxUses, "\taes.NewCipher(t.Key#)") + "}\n"
	told := factOf(t, source, "Use")
	if len(told.Uses) != fact.MaxUses {
		t.Errorf("%d uses are told, want %d", len(told.Uses), fact.MaxUses)
	}
}

// A key that passes through more functions than anybody would look at is not followed.
func TestManyHops(t *testing.T) {
	fact := analyse(t, header+chained(2*fact.MaxHops)+fmt.Sprintf("func F%d(key []byte) { aes.NewCipher(key) }\n", 2*fact.MaxHops)).fact
	var using []string
	for _, told := range fact.Functions {
		if len(told.Uses) > 0 {
			using = append(using, told.Name)
		}
	}
	slices.Sort(using)
	if want := []string{"F10", "F11", "F12", "F7", "F8", "F9"}; !slices.Equal(using, want) {
		t.Errorf("functions that use a key: %v, want %v", using, want)
	}
}

func factOf(t *testing.T, source, function string) fact.FunctionFact {
	t.Helper()
	if fact := analyse(t, source).fact; fact != nil {
		for _, told := range fact.Functions {
			if told.Name == function {
				return told
			}
		}
	}
	t.Fatalf("nothing is told of %s", function)
	return fact.FunctionFact{}
}
