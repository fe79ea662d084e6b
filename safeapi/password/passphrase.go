package password

import (
	"fmt"
	"math"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/token"
)

// Passphrase returns n words drawn at random from the list, with separator
// between them. With a list of 7776 words (a Diceware list), five words have
// 64 bits, six 77.
//
// It returns ErrPolicy if that makes less than 64 bits, if a word is empty or
// there twice, or if the separator is empty or part of a word: two draws would
// then give the same passphrase, and it would be weaker than it looks.
func Passphrase(words []string, n int, separator string) (string, error) {
	if err := checkWords(words, separator); err != nil {
		return "", err
	}
	if bits := float64(n) * math.Log2(float64(len(words))); !(bits >= minBits) || n > maxPasswordLength {
		return "", fmt.Errorf("%w: %d words of a list of %d, want at least %d bits and at most %d words",
			ErrPolicy, n, len(words), minBits, maxPasswordLength)
	}
	drawn := make([]string, n)
	for i := range drawn {
		drawn[i] = words[token.Below(len(words))]
	}
	return strings.Join(drawn, separator), nil
}

func checkWords(words []string, separator string) error {
	if separator == "" {
		return fmt.Errorf("%w: the separator is empty", ErrPolicy)
	}
	seen := make(map[string]bool, len(words))
	for i, w := range words {
		if w == "" || seen[w] || strings.Contains(w, separator) {
			return fmt.Errorf("%w: word %d of the list is empty, there twice, or contains the separator", ErrPolicy, i+1)
		}
		seen[w] = true
	}
	return nil
}
