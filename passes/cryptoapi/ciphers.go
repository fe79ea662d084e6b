package cryptoapi

// sealed is the result of appending an encrypted message to the first argument.
func sealed(detail string, of ...int) Source {
	return Source{Kind: Ciphertext, Detail: detail, From: []int{0}, Of: of}
}

// opened is the result of appending a decrypted message to the first argument.
func opened(detail string, of ...int) Source {
	return Source{Kind: Plaintext, Detail: detail, From: []int{0}, Of: of}
}

// cipherPackages are the symmetric ciphers, their modes, and the boxes of NaCl.
var cipherPackages = []pkg{
	{
		paths: []string{"crypto/aes"},
		funcs: []Func{{Name: "NewCipher", Args: Args{0: AsKey}, Result: Is(Block, "AES", 0)}},
	},
	{
		paths: []string{"crypto/des"},
		funcs: []Func{
			{Name: "NewCipher", Args: Args{0: AsKey}, Result: Is(Block, "DES", 0)},
			{Name: "NewTripleDESCipher", Args: Args{0: AsKey}, Result: Is(Block, "3DES", 0)},
		},
	},
	{
		paths: []string{"crypto/rc4"},
		funcs: []Func{
			{Name: "NewCipher", Args: Args{0: AsKey}, Result: Is(Mode, "RC4", 0)},
			{Name: "Cipher.XORKeyStream", Args: Args{Receiver: AsKeyed}, Fills: Fills{0: Source{Of: []int{1}}}},
			{Name: "Cipher.Reset"},
		},
	},
	{
		paths: []string{"crypto/cipher"},
		funcs: []Func{
			{
				Name:  "Block.Encrypt",
				Args:  Args{Receiver: AsKeyed, 0: AsBlockOutput, 1: AsBlockInput},
				Fills: Fills{0: Is(Ciphertext, "ECB", 1)},
			},
			{
				Name:  "Block.Decrypt",
				Args:  Args{Receiver: AsKeyed, 0: AsBlockOutput, 1: AsBlockInput},
				Fills: Fills{0: Is(Plaintext, "ECB", 1)},
			},
			{Name: "Block.BlockSize BlockMode.BlockSize AEAD.NonceSize AEAD.Overhead"},

			{Name: "NewGCM NewGCMWithTagSize", Args: Args{0: AsKeyed}, Result: Is(AEAD, "GCM", 0)},
			{Name: "NewGCMWithNonceSize", Args: Args{0: AsKeyed, 1: AsNonceSize}, Result: Is(AEAD, "GCM", 0)},
			{Name: "NewGCMWithRandomNonce", Args: Args{0: AsKeyed}, Result: Is(AEAD, "GCM-random-nonce", 0)},
			{
				Name:   "AEAD.Seal",
				Args:   Args{Receiver: AsKeyed, 1: AsNonce, 2: AsPlaintext, 3: AsAssociatedData},
				Result: sealed("", 2),
			},
			{
				Name:   "AEAD.Open",
				Args:   Args{Receiver: AsKeyed, 1: AsOpenNonce, 2: AsCiphertext, 3: AsAssociatedData},
				Result: opened("", 2),
			},

			{Name: "NewCBCEncrypter", Args: Args{0: AsKeyed, 1: AsNonce}, Result: Is(Mode, "CBC", 0)},
			{Name: "NewCBCDecrypter", Args: Args{0: AsKeyed, 1: AsOpenNonce}, Result: Is(Mode, "CBC", 0)},
			{Name: "NewCFBEncrypter", Args: Args{0: AsKeyed, 1: AsNonce}, Result: Is(Mode, "CFB", 0)},
			{Name: "NewCFBDecrypter", Args: Args{0: AsKeyed, 1: AsOpenNonce}, Result: Is(Mode, "CFB", 0)},
			{Name: "NewCTR", Args: Args{0: AsKeyed, 1: AsStreamNonce}, Result: Is(Mode, "CTR", 0)},
			{Name: "NewOFB", Args: Args{0: AsKeyed, 1: AsStreamNonce}, Result: Is(Mode, "OFB", 0)},

			// The same call encrypts with one object and decrypts with another,
			// so that what it leaves is unknown.
			{Name: "BlockMode.CryptBlocks", Args: Args{Receiver: AsKeyed}, Fills: Fills{0: Source{Of: []int{1}}}},
			{Name: "Stream.XORKeyStream", Args: Args{Receiver: AsKeyed}, Fills: Fills{0: Source{Of: []int{1}}}},
			{Name: "StreamReader.Read", Fills: Fills{0: Source{Of: []int{Receiver}}}},
			{Name: "StreamWriter.Write"},
		},
		fields: []Field{{Name: "StreamReader.S StreamWriter.S", Role: AsKeyed}},
	},
	{
		paths: []string{"golang.org/x/crypto/chacha20poly1305"},
		funcs: []Func{
			{Name: "New", Args: Args{0: AsKey}, Result: Is(AEAD, "ChaCha20-Poly1305", 0)},
			{Name: "NewX", Args: Args{0: AsKey}, Result: Is(AEAD, "XChaCha20-Poly1305", 0)},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/chacha20"},
		funcs: []Func{
			{
				Name:   "NewUnauthenticatedCipher",
				Args:   Args{0: AsKey, 1: AsStreamNonce},
				Result: Is(Mode, "ChaCha20", 0),
			},
			// A step in the making of XChaCha20: its 16 bytes are part of a nonce.
			{Name: "HChaCha20", Args: Args{0: AsKey}, Result: Is(KDFOutput, "HChaCha20", 0, 1)},
			{Name: "Cipher.XORKeyStream", Args: Args{Receiver: AsKeyed}, Fills: Fills{0: Source{Of: []int{1}}}},
			{Name: "Cipher.SetCounter"},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/salsa20"},
		funcs: []Func{
			{
				Name:  "XORKeyStream",
				Args:  Args{2: AsStreamNonce, 3: AsKey},
				Fills: Fills{0: Source{Of: []int{1}}},
			},
		},
	},
	{
		// The 16 bytes of counter hold the nonce, often a part of one, and so
		// have no role.
		paths: []string{"golang.org/x/crypto/salsa20/salsa"},
		funcs: []Func{
			{Name: "XORKeyStream", Args: Args{3: AsKey}, Fills: Fills{0: Source{Of: []int{1}}}},
			{Name: "HSalsa20", Args: Args{2: AsKey}, Fills: Fills{0: Is(KDFOutput, "HSalsa20", 1, 2)}},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/nacl/secretbox"},
		funcs: []Func{
			{
				Name:   "Seal",
				Args:   Args{1: AsPlaintext, 2: AsNonce, 3: AsKey},
				Result: sealed("XSalsa20-Poly1305", 1),
			},
			{
				Name:   "Open",
				Args:   Args{1: AsCiphertext, 2: AsOpenNonce, 3: AsKey},
				Result: opened("XSalsa20-Poly1305", 1),
			},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/nacl/box"},
		funcs: []Func{
			{
				Name:   "GenerateKey",
				Args:   Args{0: AsRandomness},
				Result: Is(PublicKey, "X25519"),
				Second: Is(PrivateKey, "X25519"),
			},
			// What Precompute leaves went through HSalsa20: it is fit to be a key.
			{Name: "Precompute", Args: Args{2: AsKey}, Fills: Fills{0: Is(KDFOutput, "HSalsa20", 1, 2)}},
			{
				Name:   "Seal",
				Args:   Args{1: AsPlaintext, 2: AsNonce, 4: AsKey},
				Result: sealed("XSalsa20-Poly1305", 1),
			},
			{
				Name:   "SealAfterPrecomputation",
				Args:   Args{1: AsPlaintext, 2: AsNonce, 3: AsKey},
				Result: sealed("XSalsa20-Poly1305", 1),
			},
			{
				Name:   "SealAnonymous",
				Args:   Args{1: AsPlaintext, 3: AsRandomness},
				Result: sealed("XSalsa20-Poly1305", 1),
			},
			{
				Name:   "Open",
				Args:   Args{1: AsCiphertext, 2: AsOpenNonce, 4: AsKey},
				Result: opened("XSalsa20-Poly1305", 1),
			},
			{
				Name:   "OpenAfterPrecomputation",
				Args:   Args{1: AsCiphertext, 2: AsOpenNonce, 3: AsKey},
				Result: opened("XSalsa20-Poly1305", 1),
			},
			{
				Name:   "OpenAnonymous",
				Args:   Args{1: AsCiphertext, 3: AsKey},
				Result: opened("XSalsa20-Poly1305", 1),
			},
		},
	},
	legacyBlock("golang.org/x/crypto/blowfish", "Blowfish", Func{
		Name: "NewSaltedCipher", Args: Args{0: AsKey}, Result: Is(Block, "Blowfish", 0),
	}),
	legacyBlock("golang.org/x/crypto/cast5", "CAST5"),
	legacyBlock("golang.org/x/crypto/twofish", "Twofish"),
	legacyBlock("golang.org/x/crypto/xtea", "XTEA"),
	{
		paths: []string{"golang.org/x/crypto/tea"},
		funcs: []Func{
			{Name: "NewCipher NewCipherWithRounds", Args: Args{0: AsKey}, Result: Is(Block, "TEA", 0)},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/xts"},
		funcs: []Func{
			{Name: "NewCipher", Args: Args{1: AsKey}, Result: Is(Mode, "XTS", 1)},
			{Name: "Cipher.Encrypt", Args: Args{Receiver: AsKeyed, 1: AsPlaintext}, Fills: Fills{0: Is(Ciphertext, "XTS", 1)}},
			{Name: "Cipher.Decrypt", Args: Args{Receiver: AsKeyed, 1: AsCiphertext}, Fills: Fills{0: Is(Plaintext, "XTS", 1)}},
		},
	},
}

// legacyBlock are the rows of a package whose NewCipher returns a block cipher
// of a type of its own.
func legacyBlock(path, name string, more ...Func) pkg {
	return pkg{
		paths: []string{path},
		funcs: append([]Func{
			{Name: "NewCipher", Args: Args{0: AsKey}, Result: Is(Block, name, 0)},
			{
				Name:  "Cipher.Encrypt",
				Args:  Args{Receiver: AsKeyed, 0: AsBlockOutput, 1: AsBlockInput},
				Fills: Fills{0: Is(Ciphertext, "ECB", 1)},
			},
			{
				Name:  "Cipher.Decrypt",
				Args:  Args{Receiver: AsKeyed, 0: AsBlockOutput, 1: AsBlockInput},
				Fills: Fills{0: Is(Plaintext, "ECB", 1)},
			},
			{Name: "Cipher.BlockSize"},
		}, more...),
	}
}
