package flow

import (
	"fmt"
	"strings"
	"testing"
)

// Programs that nobody writes and generators do. The pass must come to an end with
// them: a budget that runs out makes an answer unknown. The test takes them at a tenth
// of their size, BenchmarkWorstCases at half of it and at all of it.
var worstCases = []struct {
	name   string
	source func(n int) string
	size   int
}{
	{"statements on one buffer", statementsOnOneBuffer, 20_000},
	{"stores of random bytes", randomStores, 20_000},
	{"appends to one buffer", appends, 20_000},
	{"uses of one cipher", usesOfOneCipher, 5_000},
	{"literal with many elements", bigLiteral, 50_000},
	{"literal of slices", literalOfSlices, 20_000},
	{"table of structs", tableOfStructs, 20_000},
	{"switch", bigSwitch, 10_000},
	{"switch in a loop", switchInLoop, 3_000},
	{"diamonds", diamonds, 5_000},
	{"diamonds on one buffer", diamondsOnBuffer, 3_000},
	{"diamonds in a loop", diamondsInLoop, 2_000},
	{"loops in loops", loopsInLoops, 200},
	{"closures in closures", closuresInClosures, 100},
	{"closures side by side", closuresSideBySide, 5_000},
	{"ring of functions", ring, 200},
	{"functions that all call each other", clique, 200},
	{"chain of functions", chain, 5_000},
	{"struct with many fields", manyFields, 2_000},
	{"struct copied field by field", copiedFields, 2_000},
	{"methods on one struct", methodsOnOneStruct, 3_000},
	{"list of pointers", linkedList, 5_000},
	{"implementations of one interface", implementations, 2_000},
	{"package variables", packageVariables, 10_000},
	{"one package variable", onePackageVariable, 5_000},
	{"function values", functionValues, 3_000},
	{"sum of many terms", longSum, 5_000},
	{"comparisons", comparisons, 5_000},
}

func TestWorstCases(t *testing.T) {
	for _, worst := range worstCases {
		t.Run(worst.name, func(t *testing.T) {
			analyse(t, worst.source(worst.size/10)).asked(t)
		})
	}
}

func statementsOnOneBuffer(n int) string {
	return header + fmt.Sprintf("func f(key, in []byte) []byte {\n\tbuf := make([]byte, %d)\n", n) +
		lines(n, "\tbuf[#] = in[#%7]") + "\torigins(buf)\n\treturn buf\n}\n"
}

func randomStores(n int) string {
	return header + fmt.Sprintf("func f() []byte {\n\tbuf := make([]byte, %d)\n", n) +
		lines(n, "\tbuf[#] = byte(weak.Intn(256))\n\tif buf[0] == 1 {\n\torigins(buf)\n}") + "\treturn buf\n}\n"
}

func appends(n int) string {
	return header + "func f(in []byte) []byte {\n\tvar buf []byte\n" +
		lines(n, "\tbuf = append(buf, in[#%9])") + "\torigins(buf)\n\treturn buf\n}\n"
}

func usesOfOneCipher(n int) string {
	return header + "func f(key, in []byte) {\n\tblock, _ := aes.NewCipher(key)\n\tgcm, _ := cipher.NewGCM(block)\n\tnonce := make([]byte, 12)\n" +
		lines(n, "\tnonce[#%12]++\n\tin = gcm.Seal(nil, nonce, in, nil)\n\tblock.Encrypt(in, in)") + "\torigins(in)\n}\n"
}

func bigLiteral(n int) string {
	return header + "func f() []byte {\n\ttable := []byte{\n" + lines(n, "\t\t#%251,") + "\t}\n\torigins(table)\n\treturn table\n}\n"
}

func literalOfSlices(n int) string {
	return header + "var table = [][]byte{\n" + lines(n, "\t\t{1, 2, #%251},") + "\t}\n" +
		"func F(i int) []byte {\n\torigins(table[i])\n\treturn table[i]\n}\n"
}

func tableOfStructs(n int) string {
	return header + "type Row struct { Name string; Key []byte; Next *Row }\nvar Table = []Row{\n" +
		lines(n, "\t{Name: \"row#\", Key: []byte(\"key #\")},") + "}\n" +
		"func F(i int) []byte {\n\torigins(Table[i].Key)\n\tblock, _ := aes.NewCipher(Table[i].Key)\n\tblock.Encrypt(nil, nil)\n\treturn Table[i].Key\n}\n"
}

func bigSwitch(n int) string {
	return header + "func F(i int) string {\n\tvar s string\n\tswitch i {\n" +
		lines(n, "\tcase #:\n\t\ts = \"value #\"") + "\t}\n\torigins(s)\n\treturn s\n}\n"
}

func switchInLoop(n int) string {
	return header + "func F(in []byte) []byte {\n\tvar out []byte\n\tstate := 0\n\tfor i := 0; i < len(in); i++ {\n\tswitch state {\n" +
		lines(n, "\tcase #:\n\t\tif in[i] == 'x' {\n\t\t\tout = append(out, in[i])\n\t\t\tstate = (# * 7) % 1000\n\t\t} else { in = in[1:] }") +
		"\t}\n\t}\n\torigins(out)\n\torigins(in)\n\treturn out\n}\n"
}

func diamonds(n int) string {
	return header + "func F(in []byte) string {\n\ts := \"\"\n" +
		lines(n, "\tif in[#%8] == #%200 {\n\t\ts += \"x#\"\n\t} else {\n\t\ts += string(in)\n\t}") + "\torigins(s)\n\treturn s\n}\n"
}

func diamondsOnBuffer(n int) string {
	return header + "func F(in []byte) []byte {\n\tbuf := make([]byte, 10000)\n" +
		lines(n, "\tif in[#%8] == 3 {\n\t\tbuf[#] = in[3]\n\t} else {\n\t\tcopy(buf[#:], in)\n\t}") + "\torigins(buf)\n\tblock, _ := aes.NewCipher(buf)\n\tblock.Encrypt(buf, in)\n\treturn buf\n}\n"
}

func diamondsInLoop(n int) string {
	return header + "func F(in []byte) []byte {\n\tb := in\n\tfor len(b) > 0 {\n" +
		lines(n, "\tif b[0] == # % 200 {\n\t\tb = b[1:]\n\t} else if b[1] == 3 {\n\t\tb = b[2:]\n\t}") + "\t}\n\torigins(b)\n\treturn b\n}\n"
}

func loopsInLoops(n int) string {
	return header + "func F(in []byte) []byte {\n\tbuf := make([]byte, 100)\n" +
		lines(n, "\tfor i# := range in {\n\t\tbuf[i#] = in[i#]") + "\torigins(buf)\n" + lines(n, "\t}") + "\treturn buf\n}\n"
}

func closuresInClosures(n int) string {
	return header + "func F(key []byte) {\n\tbuf := make([]byte, 100)\n" +
		lines(n, "\tx# := key[#%16]\n\tgo func() {\n\t\tbuf[#%100] = x#\n\t\torigins(buf)") + lines(n, "\t}()") + "}\n"
}

func closuresSideBySide(n int) string {
	return header + "func F(key []byte) func() {\n\tbuf := make([]byte, 100)\n\tvar all []func()\n" +
		lines(n, "\tall = append(all, func() {\n\t\tbuf[#%100] = key[3]\n\t\tkey = buf[1:]\n\t})") + "\torigins(buf)\n\treturn all[3]\n}\n"
}

func ring(n int) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range n {
		fmt.Fprintf(&b, `func F%d(key, buf []byte, depth int) []byte {
	if depth == 0 {
		return buf
	}
	buf[%d] = key[0]
	if string(key) != string(buf) {
		block, _ := aes.NewCipher(key)
		block.Encrypt(buf, key)
	}
	origins(buf)
	return F%d(buf, key, depth-1)
}
`, i, i%7, (i+1)%n)
	}
	return b.String()
}

func clique(n int) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range n {
		fmt.Fprintf(&b, "func F%d(key, buf []byte, depth int) []byte {\n\tbuf[%d] = key[%d]\n\tswitch depth {\n", i, i%7, i%5)
		for j := range n {
			fmt.Fprintf(&b, "\tcase %d:\n\t\tkey = F%d(buf, key[%d:], depth-1)\n", j, j, i%3)
		}
		b.WriteString("\t}\n\tblock, _ := aes.NewCipher(key)\n\tblock.Encrypt(buf, key)\n\torigins(buf)\n\treturn key\n}\n")
	}
	return b.String()
}

func chain(n int) string {
	return header + chained(n) + fmt.Sprintf("func F%d(key []byte) { block, _ := aes.NewCipher(key); block.Encrypt(key, key) }\n", n) +
		"func use() { key := make([]byte, 16); F0(key); origins(key) }\n"
}

// chained writes n functions that hand their key to the next one.
func chained(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "func F%d(key []byte) { F%d(key) }\n", i, i+1)
	}
	return b.String()
}

func manyFields(n int) string {
	return header + "type T struct {\n" + lines(n, "\tField# []byte\n\tText# string") + "}\n" +
		"func New(key []byte, t *T) *T {\n\tx := &T{}\n" + lines(n, "\tx.Field# = key\n\tt.Text# = string(key)") + "\torigins(x.Field7)\n\treturn x\n}\n" +
		lines(n, "func (t *T) Use#() {\n\tblock, _ := aes.NewCipher(t.Field#)\n\tblock.Encrypt(t.Field#, nil)\n}")
}

func copiedFields(n int) string {
	return header + "type T struct {\n" + lines(n, "\tField# []byte") + "}\n" +
		"func Copy(to, from *T) {\n" + lines(n, "\tto.Field# = append(to.Field#, from.Field#...)\n\tif len(from.Field#) > 3 { to.Field# = from.Field# }") + "\torigins(to.Field7)\n}\n" +
		"func Clone(from *T) *T { c := *from; Copy(&c, from); return &c }\n"
}

func methodsOnOneStruct(n int) string {
	return header + "type T struct { key, buf []byte; i int }\nfunc New(key []byte) *T { return &T{key: key, buf: make([]byte, 16)} }\n" +
		lines(n, "func (t *T) Use#(in []byte) []byte {\n\tt.i++\n\tt.buf[t.i] = in[#%16]\n\tcopy(t.buf, in)\n\tblock, _ := aes.NewCipher(t.key)\n\tblock.Encrypt(t.buf, in)\n\treturn t.buf\n}") +
		"func use(t *T) { origins(t.buf) }\n"
}

func linkedList(n int) string {
	return header + "type T struct { next *T; key []byte }\nfunc F(t *T) {\n" + lines(n, "\tt.next.key = t.key\n\tt = t.next") + "\torigins(t.key)\n}\n"
}

func implementations(n int) string {
	return header + "type Box interface { Seal(key, in []byte) []byte }\n" +
		lines(n, "type T# struct{ key []byte }\nfunc (t T#) Seal(key, in []byte) []byte { in[0] = t.key[1]; b, _ := aes.NewCipher(key); b.Encrypt(in, in); return in }\nvar _ Box = T#{}\nfunc use#(b Box, in []byte) { origins(b.Seal(in, in)) }")
}

func packageVariables(n int) string {
	return header + lines(n, "var Key# = []byte(\"secret #\")\nfunc Use#() []byte { block, _ := aes.NewCipher(Key#); block.Encrypt(Key#, Key#); return Key# }") +
		"func use() { origins(Key7) }\n"
}

func onePackageVariable(n int) string {
	return header + "var Key []byte\n" +
		lines(n, "func Use#(in []byte) []byte {\n\tKey = append(Key, in...)\n\tKey[3] = in[#%16]\n\tblock, _ := aes.NewCipher(Key)\n\tblock.Encrypt(Key, in)\n\treturn Key\n}") + "func use() { origins(Key) }\n"
}

func functionValues(n int) string {
	return header + "var table map[string]func([]byte) []byte\nfunc init() { table = map[string]func([]byte) []byte{\n" + lines(n, "\t\"f#\": f#,") + "}\n}\n" +
		lines(n, "func f#(in []byte) []byte { in[0] = byte(weak.Intn(#+1)); return table[\"f#\"](in) }") +
		"func use(s string, in []byte) { origins(table[s](in)) }\n"
}

func longSum(n int) string {
	return header + "func F(in []byte) string {\n\ts := \"\" +\n" + lines(n, "\tstring(in[#:]) +") + "\t\"\"\n\torigins(s)\n\treturn s\n}\n"
}

func comparisons(n int) string {
	return header + "func F(s, token string, in []byte) int {\n" + lines(n, "\tif s == token || string(in) == s {\n\t\treturn #\n\t}") + "\torigins(s)\n\treturn 0\n}\n"
}
