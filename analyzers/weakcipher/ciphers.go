package weakcipher

import (
	"maps"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
)

// cipher is what there is to say about a weak cipher.
type cipher struct {
	name     string
	severity rule.Severity // where it encrypts
	weakness string        // what is wrong with it, after "which"
	why      string        // what an attacker gains
}

const (
	smallBlock = "has blocks of 64 bits"
	// Bhargavan and Leurent, On the Practical (In-)Security of 64-bit Block Ciphers
	// (Sweet32), CCS 2016: collisions are expected after 2^32 blocks of 8 bytes.
	collisions = "after about 32 GiB under one key, blocks repeat and reveal plaintext to an attacker"
)

// ciphers are the weak ones, by the function that makes one. blowfish.NewSaltedCipher is not
// one of them: it is the key schedule of bcrypt.
var ciphers = map[string]cipher{
	// The machine of the Electronic Frontier Foundation took 56 hours for a key in 1998.
	"crypto/des.NewCipher": {"DES", rule.High, "has keys of 56 bits", "an attacker can try all keys within days"},
	// NIST SP 800-131A Rev. 2 disallows encryption with it after 2023.
	"crypto/des.NewTripleDESCipher": {"Triple DES", rule.Medium, smallBlock, collisions},
	// RFC 7465 forbids it in TLS, RFC 8758 in SSH.
	"crypto/rc4.NewCipher":                   {"RC4", rule.High, "has a biased keystream", "an attacker who sees the same secret encrypted often enough can recover it"},
	"golang.org/x/crypto/blowfish.NewCipher": {"Blowfish", rule.Medium, smallBlock, collisions},
	"golang.org/x/crypto/cast5.NewCipher":    {"CAST5", rule.Medium, smallBlock, collisions},
	"golang.org/x/crypto/xtea.NewCipher":     {"XTEA", rule.Medium, smallBlock, collisions},
	// Kelsey, Schneier and Wagner, CRYPTO 1996: each key has three equivalent ones.
	"golang.org/x/crypto/tea.NewCipher":           {"TEA", rule.Medium, smallBlock + " and equivalent keys", collisions},
	"golang.org/x/crypto/tea.NewCipherWithRounds": {"TEA", rule.Medium, smallBlock + " and equivalent keys", collisions},
	"golang.org/x/crypto/twofish.NewCipher": {
		"Twofish", rule.Low, "golang.org/x/crypto has deprecated",
		"its lookup tables make its timing depend on the key, and the package is not maintained",
	},
}

// two is what there is to say about Triple DES with a key of two parts. NIST SP 800-131A Rev. 1
// disallows encryption with it after 2015: with 2^t known blocks, a key takes 2^(120-t) steps
// (van Oorschot and Wiener, EUROCRYPT 1990).
var two = cipher{
	"Triple DES", rule.Medium, "may get a key of two parts here, the third being the first again",
	"it is no stronger than about 80 bits against an attacker who knows much plaintext, and after about 32 GiB under one key, blocks repeat",
}

var names = slices.Sorted(maps.Keys(ciphers))
