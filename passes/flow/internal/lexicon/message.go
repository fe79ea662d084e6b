package lexicon

import "slices"

// plaintexts are words for what is encrypted, and for encrypting it.
var plaintexts = []string{"plaintext", "plain", "cleartext", "clear", "message", "msg", "m", "text", "data", "payload", "secret", "password", "encrypt", "encrypts", "encryptor", "encrypter", "seal"}

// openings are words for what is decrypted or verified, and for doing that.
var openings = []string{"ciphertext", "cipher", "c", "encrypted", "sealed", "signature", "sig", "signed", "s", "decrypt", "decrypts", "decryptor", "decrypter", "verify", "verifies", "verifier", "verification", "recover", "recovery", "open", "check", "unsign", "sign", "signs", "signer"}

// blinds are words for what an RSA operation is done to where nobody may see it.
var blinds = []string{"blind", "blinds", "blinded", "blinding", "blindly", "unblind", "unblinded"}

// SaysPlaintext reports whether the name of a value says that it is to be encrypted, or
// that of a function that it encrypts.
func SaysPlaintext(name string) bool { return says(name, plaintexts) }

// SaysOpening reports whether the name of a value says that it is a ciphertext or a
// signature, or that of a function that it decrypts, signs or verifies.
func SaysOpening(name string) bool { return says(name, openings) }

// SaysBlind reports whether a name is about blind signatures, or blinding.
func SaysBlind(name string) bool { return says(name, blinds) }

func says(name string, list []string) bool {
	return slices.ContainsFunc(Words(name), func(word string) bool { return slices.Contains(list, word) })
}

// authenticators are words for what makes a change of a message noticed, or for doing that.
var authenticators = []string{"mac", "macs", "hmac", "cmac", "gmac", "kmac", "umac", "poly1305", "ghash", "siphash", "blake2b", "blake2s", "blake3", "tag", "authenticate", "authenticated", "authenticator", "integrity", "sign", "signs", "signer", "signature", "signatures", "signed", "verifier", "checkmac", "verifymac"}

// keystreams are words for code that encrypts no message by itself: a generator, a mask, a
// part of another mode, a key that is wrapped, sectors of a disk.
var keystreams = []string{"keystream", "drbg", "prng", "csprng", "prf", "rng", "rand", "random", "fortuna", "mask", "masked", "masking", "unmask", "obfuscate", "obfuscated", "obfuscation", "obfuscator", "obfs", "deobfuscate", "wrap", "unwrap", "keywrap", "siv", "ccm", "eax", "ocb", "gcm", "xts", "cts", "cbcmac", "cmac", "ff1", "ff3", "fpe", "luks", "qcow", "qcow2", "sector", "disk", "dmcrypt", "header", "hctr", "adiantum"}

// SaysAuthentication reports whether a name is about MACs, tags or signatures.
func SaysAuthentication(name string) bool { return says(name, authenticators) }

// SaysKeystream reports whether the name of a function, file or package says that it
// encrypts no message by itself.
func SaysKeystream(name string) bool { return says(name, keystreams) }

// cumulatives are words for digests of everything so far.
var cumulatives = []string{"chain", "chained", "chaining", "cumulative", "cumulated", "accumulate", "accumulator", "accumulated", "incremental", "running", "rolling", "prefix", "prefixes", "transcript", "handshake", "ratchet", "history", "merkle", "checkpoint", "checkpoints", "progress", "extend", "progressive", "layer", "layers", "path", "paths", "level", "levels", "ancestor", "ancestors", "trace", "state"}

// SaysCumulative reports whether a name is about digests of everything so far: a chain, a
// transcript.
func SaysCumulative(name string) bool { return says(name, cumulatives) }
