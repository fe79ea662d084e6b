package kdfcost

import (
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// standards are protocols and formats that prescribe the iterations of PBKDF2, or the least
// of them, which everybody uses.
var standards = []struct {
	name       string
	iterations int64
	hash       string
	lengths    []int64 // of the key, in bytes
	drawn      bool    // the salt is random, and not made of names that both ends know
}{
	{"WPA2", 4096, "SHA-1", []int64{32}, false},                       // IEEE 802.11-2020, annex J.4: the salt is the SSID
	{"Kerberos", 4096, "SHA-1", []int64{16, 32}, false},               // RFC 3962, section 4: the realm and the name
	{"Kerberos", 32768, "SHA-256", []int64{16}, false},                // RFC 8009, section 4
	{"Kerberos", 32768, "SHA-384", []int64{32}, false},                // RFC 8009, section 4
	{"SCRAM", 4096, "SHA-1", []int64{20}, true},                       // RFC 5802, section 5.1
	{"SCRAM", 4096, "SHA-256", []int64{32}, true},                     // RFC 7677, section 4
	{"a wallet of BIP 39", 2048, "SHA-512", []int64{64}, false},       // BIP 39: the salt is "mnemonic" and a passphrase
	{"a ZIP file with AES", 1000, "SHA-1", []int64{34, 50, 66}, true}, // WinZip, AES encryption information, section II.B
}

// prescribed names the standard that a number of iterations may be of, or is empty. A random
// salt is not one that both ends make of names.
func (c *checker) prescribed(sink *flow.Sink, iterations int64) string {
	hash, length := c.graph.Hash(sink), c.graph.WholeBeside(sink, cryptoapi.AsKeyLength)
	random := c.graph.WholeBeside(sink, cryptoapi.AsSalt).Has(cryptoapi.SecureRandom)
	for _, s := range standards {
		derives := length.Any(func(a flow.Alternative) bool {
			n, known := flow.OnlyInteger(a)
			return !known || slices.Contains(s.lengths, n)
		})
		if sink.Is(pbkdf2...) && s.iterations == iterations && derives && (s.drawn || !random) && hash.Origins().First(cryptoapi.Hasher, s.hash) != nil {
			return s.name
		}
	}
	return ""
}
