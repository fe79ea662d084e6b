package flow

import (
	"fmt"
	"github.com/cryptolint/cryptolint/passes/flow/internal/flowtest"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// BenchmarkLines tells how the time grows with the size of a package: that of code as
// people write it, in one file, from a thousand lines to a hundred thousand. Reading
// and type-checking are not part of it.
func BenchmarkLines(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 60_000, 100_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			u := flowtest.Check(b, service(size))
			b.ResetTimer()
			for range b.N {
				analyseUnit(b, u)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(size), "µs/line")
		})
	}
}

// BenchmarkWorstCases takes each program at half of its size and at all of it. A time
// that grows more than twice grows more than the program does.
func BenchmarkWorstCases(b *testing.B) {
	for _, worst := range worstCases {
		for _, size := range []int{worst.size / 2, worst.size} {
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(worst.name, " ", "_"), size), func(b *testing.B) {
				u := flowtest.Check(b, worst.source(size))
				b.ResetTimer()
				for range b.N {
					analyseUnit(b, u)
				}
			})
		}
	}
}

// service writes a package of so many lines: types with constructors, methods that
// encrypt, encode and compare, tables, functions that call each other.
func service(size int) string {
	count := size / strings.Count(servicePart, "\n")
	return header + lines(count, servicePart)
}

const servicePart = `
// Store# keeps records under a key of its own.
type Store# struct {
	name  string
	key   []byte
	count int
	block cipher.Block
	next  *Store#
}

func NewStore#(name string, key []byte) (*Store#, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return &Store#{name: name, key: key, block: block}, nil
}

func (s *Store#) Seal(text []byte) ([]byte, error) {
	gcm, err := cipher.NewGCM(s.block)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	s.count++
	return gcm.Seal(nonce, nonce, text, []byte(s.name)), nil
}

// Marshal# encodes a record as generated code does.
func Marshal#(s *Store#, size int) []byte {
	out := make([]byte, 0, size)
	for i := 0; i < len(s.name); i++ {
		switch c := s.name[i]; {
		case c < 0x20:
			out = append(out, '\\', c+'0')
		case c == '"':
			out = append(out, '\\', '"')
		default:
			out = append(out, c)
		}
	}
	if s.next != nil {
		out = append(out, Marshal#(s.next, size-len(out))...)
	}
	return out
}

func jitter#(base int) int {
	if base <= 0 {
		base = #
	}
	return base + weak.Intn(base)
}

func Equal#(a, b *Store#) bool {
	if a.name != b.name || a.count != b.count {
		return false
	}
	return string(Marshal#(a, 64)) == string(Marshal#(b, jitter#(64)))
}
`

// BenchmarkFactSizes tells how many packages have no fact, and how large the others
// are, in bytes as the go command stores them. It looks at the test packages, or at a
// module and what that imports:
//
//	CRYPTOLINT_FACTS=/path/to/module go test ./passes/flow -run xxx -bench FactSizes -benchtime 1x
//
// The standard library, which never has facts, is not counted.
func BenchmarkFactSizes(b *testing.B) {
	roots := loadTestModule(b)
	if dir := os.Getenv("CRYPTOLINT_FACTS"); dir != "" {
		roots = load(b, dir, "./...")
	}
	total := 0
	packages.Visit(roots, nil, func(p *packages.Package) {
		if p.Module != nil {
			total++
		}
	})
	for b.Loop() {
		var sizes []int
		sum := 0
		for _, encoded := range factBytes(b, roots, checker.Options{}) {
			sizes = append(sizes, len(encoded))
			sum += len(encoded)
		}
		slices.Sort(sizes)
		b.ReportMetric(float64(total), "packages")
		b.ReportMetric(100*float64(total-len(sizes))/float64(total), "%without")
		b.ReportMetric(float64(sum), "B/all")
		b.ReportMetric(float64(sizes[len(sizes)/2]), "B/median")
		b.ReportMetric(float64(sizes[len(sizes)*9/10]), "B/90%")
		b.ReportMetric(float64(sizes[len(sizes)-1]), "B/largest")
	}
}
