package flow

import (
	"slices"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/passes/flow/internal/fact"
)

// Functions that call each other tell the same, whichever is declared first: what one
// does is known of the others, around the whole ring.
func TestRingsInAnyOrder(t *testing.T) {
	rings := []struct {
		name      string
		functions []string
		want      map[string]string
	}{
		{
			"the parameters change places",
			[]string{`
func Ping(n int, a, b []byte) []byte {
	if n == 0 {
		return a
	}
	return Pong(n-1, a, b)
}
`, `
func Pong(n int, a, b []byte) []byte {
	return Ping(n-1, b, a)
}
`},
			map[string]string{
				"Ping": "result 0: parameter 2|parameter 3",
				"Pong": "result 0: parameter 2|parameter 3",
			},
		},
		{
			"each uses one key",
			[]string{`
func First(n int, a, b []byte) {
	aes.NewCipher(a)
	if n > 0 {
		Second(n-1, a, b)
	}
}
`, `
func Second(n int, a, b []byte) {
	Third(n, a, b)
}
`, `
func Third(n int, a, b []byte) {
	First(n-1, b, a)
}
`},
			map[string]string{
				"First":  "encryption key: parameter 2, encryption key: parameter 3",
				"Second": "encryption key: parameter 2, encryption key: parameter 3",
				"Third":  "encryption key: parameter 2, encryption key: parameter 3",
			},
		},
		{
			"each fills one buffer",
			[]string{`
func Even(n int, a, b []byte) {
	rand.Read(a)
	if n > 0 {
		Odd(n-1, a, b)
	}
}
`, `
func Odd(n int, a, b []byte) {
	if n > 0 {
		Even(n-1, b, a)
	}
}
`},
			map[string]string{
				"Even": "fills parameter 2: crypto/rand, fills parameter 3: crypto/rand|parameter 3",
				"Odd":  "fills parameter 2: crypto/rand|parameter 2, fills parameter 3: crypto/rand|parameter 3",
			},
		},
	}
	for _, ring := range rings {
		t.Run(ring.name, func(t *testing.T) {
			for _, order := range permutations(ring.functions) {
				source := header + strings.Join(order, "")
				for name, want := range ring.want {
					if got := inOrder(factOf(t, source, name)); got != want {
						t.Errorf("%s tells %q, want %q, in\n%s", name, got, want, strings.Join(order, ""))
					}
				}
			}
		})
	}
}

// What a function leaves in a counter may depend on what it left there itself: a tree counts
// down what it removes, in any depth.
func TestCountsInARecursion(t *testing.T) {
	source := header + `
type node struct {
	left, right *node
	key         int
}

func (n *node) remove(key int, count *int) *node {
	if n == nil {
		return nil
	}
	if key < n.key {
		n.left = n.left.remove(key, count)
	} else if key > n.key {
		n.right = n.right.remove(key, count)
	} else {
		*count--
		n = n.left
	}
	return n
}

func Remove(root *node, key, count int) []byte {
	root.remove(key, &count)
	token := make([]byte, 4)
	token[0] = byte(count)
	return token
}
`
	told := factOf(t, source, "Remove")
	if got := told.String(); !strings.Contains(got, "result 0: ") || !strings.Contains(got, "parameter 3") {
		t.Errorf("Remove tells %q, and not that its result is made of parameter 3", got)
	}
}

// inOrder tells a fact with its parts and alternatives in the order of the alphabet.
func inOrder(told fact.FunctionFact) string {
	text := strings.TrimSuffix(strings.TrimPrefix(told.String(), told.Name+"("), ")")
	parts := strings.Split(text, ", ")
	for i, part := range parts {
		what, value, _ := strings.Cut(part, ": ")
		alternatives := strings.Split(value, "|")
		slices.Sort(alternatives)
		parts[i] = what + ": " + strings.Join(alternatives, "|")
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

func permutations(list []string) [][]string {
	if len(list) <= 1 {
		return [][]string{list}
	}
	var all [][]string
	for i := range list {
		rest := slices.Delete(slices.Clone(list), i, i+1)
		for _, tail := range permutations(rest) {
			all = append(all, append([]string{list[i]}, tail...))
		}
	}
	return all
}
