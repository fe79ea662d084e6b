package password

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/token"
)

const (
	lower  = "abcdefghijklmnopqrstuvwxyz"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits = "0123456789"

	// DefaultSymbols are accepted by most sites and need no escape inside the
	// double quotes of a shell, of JSON or of YAML.
	DefaultSymbols = "-_.+=:,@%"

	// maxPasswordLength bounds Policy.Length in characters.
	maxPasswordLength = 128

	// minBits is the least strength of a generated password or passphrase, as
	// the base-2 logarithm of the number of equally likely outcomes. Below 64
	// NIST SP 800-63B (rate limiting of verifiers) no longer relies on the
	// secret alone.
	minBits = 64
)

// A Policy says which passwords a site accepts. Letters and digits are always
// in the alphabet, symbols when Symbols is not empty. A Min field is the least
// number of characters of that class; zero means no minimum.
//
// A Policy is a plain value and safe for concurrent use.
type Policy struct {
	Length    int    // characters, at most 128
	MinLower  int    // a…z
	MinUpper  int    // A…Z
	MinDigit  int    // 0…9
	MinSymbol int    // of Symbols
	Symbols   string // printable ASCII, no letters, digits or spaces, none twice
}

// Default returns the policy for sites without special rules: 20
// characters, at least one of each class; 122 bits.
func Default() Policy {
	return Policy{Length: 20, MinLower: 1, MinUpper: 1, MinDigit: 1, MinSymbol: 1, Symbols: DefaultSymbols}
}

// Generate returns a random password that satisfies the policy. Every password
// that satisfies it is equally likely.
//
// It returns ErrPolicy if the fields contradict each other, or if fewer than
// 2^64 passwords satisfy the policy: such a password could be guessed.
func (p Policy) Generate() (string, error) {
	classes, err := p.classes()
	if err != nil {
		return "", err
	}
	ways := countWays(classes, p.Length)
	if bits := ways[0][p.Length].BitLen() - 1; bits < minBits {
		return "", fmt.Errorf("%w: %d characters under these rules are less than %d bits; use a greater Length", ErrPolicy, p.Length, minBits)
	}
	password := make([]byte, 0, p.Length)
	for i, c := range classes {
		n := drawCount(ways, classes, i, p.Length-len(password))
		for range n {
			password = append(password, c.alphabet[token.Below(len(c.alphabet))])
		}
	}
	token.Shuffle(password)
	return string(password), nil
}

// A class is a set of characters, and how many of them there must be.
type class struct {
	alphabet string
	min      int
}

func (p Policy) classes() ([]class, error) {
	all := []class{{lower, p.MinLower}, {upper, p.MinUpper}, {digits, p.MinDigit}, {p.Symbols, p.MinSymbol}}
	if p.Length < 1 || p.Length > maxPasswordLength {
		return nil, fmt.Errorf("%w: length %d, want 1…%d", ErrPolicy, p.Length, maxPasswordLength)
	}
	sum := 0
	for _, c := range all {
		if c.min < 0 || c.min > p.Length {
			return nil, fmt.Errorf("%w: minimum %d, want 0…%d", ErrPolicy, c.min, p.Length)
		}
		sum += c.min
	}
	if sum > p.Length {
		return nil, fmt.Errorf("%w: the minimums add up to %d, the length is %d", ErrPolicy, sum, p.Length)
	}
	if p.Symbols == "" && p.MinSymbol > 0 {
		return nil, fmt.Errorf("%w: MinSymbol is %d and Symbols is empty; use DefaultSymbols", ErrPolicy, p.MinSymbol)
	}
	return all, checkSymbols(p.Symbols)
}

func checkSymbols(symbols string) error {
	for i := range len(symbols) {
		c := symbols[i]
		if c <= ' ' || c > '~' || strings.IndexByte(lower+upper+digits, c) >= 0 || strings.IndexByte(symbols[:i], c) >= 0 {
			return fmt.Errorf("%w: Symbols must be distinct printable ASCII characters other than letters, digits and space", ErrPolicy)
		}
	}
	return nil
}

// countWays returns the table ways[i][m]: how many strings of m characters can
// be written with the classes from i on, keeping their minimums. It is
//
//	ways[i][m] = Σ (m choose k) · |alphabet i|^k · ways[i+1][m-k]   for k = min i … m
func countWays(classes []class, length int) [][]*big.Int {
	ways := make([][]*big.Int, len(classes)+1)
	last := make([]*big.Int, length+1)
	for m := range last {
		last[m] = new(big.Int)
	}
	last[0].SetInt64(1)
	ways[len(classes)] = last
	for i := len(classes) - 1; i >= 0; i-- {
		ways[i] = make([]*big.Int, length+1)
		for m := range ways[i] {
			sum := new(big.Int)
			for k := classes[i].min; k <= m; k++ {
				sum.Add(sum, waysWith(ways, classes, i, m, k))
			}
			ways[i][m] = sum
		}
	}
	return ways
}

// waysWith is the summand of countWays: k characters of class i among m.
func waysWith(ways [][]*big.Int, classes []class, i, m, k int) *big.Int {
	if ways[i+1][m-k].Sign() == 0 {
		return new(big.Int)
	}
	n := new(big.Int).Binomial(int64(m), int64(k))
	size := big.NewInt(int64(len(classes[i].alphabet)))
	n.Mul(n, size.Exp(size, big.NewInt(int64(k)), nil))
	return n.Mul(n, ways[i+1][m-k])
}

// drawCount draws how many of the m characters left are of class i, each
// number as likely as there are passwords that have it.
func drawCount(ways [][]*big.Int, classes []class, i, m int) int {
	x, err := rand.Int(rand.Reader, ways[i][m])
	if err != nil {
		panic("password: the system's random source failed: " + err.Error())
	}
	for k := classes[i].min; k < m; k++ {
		w := waysWith(ways, classes, i, m, k)
		if x.Cmp(w) < 0 {
			return k
		}
		x.Sub(x, w)
	}
	return m
}
