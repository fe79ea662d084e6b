package cryptoapi

// publicKeyPackages are the signatures, the public-key encryptions and the key
// exchanges.
//
// AsLegacyRandomness is where package crypto/internal/rand takes the place of
// the reader since Go 1.26 (GODEBUG cryptocustomrand). A reader that the
// function never used has no role.
var publicKeyPackages = []pkg{
	{
		paths: []string{"crypto"},
		funcs: []Func{
			// The key decides whether the digest must be one: Ed25519 signs messages.
			{
				Name:   "Signer.Sign",
				Args:   Args{Receiver: AsSigningKey, 0: AsRandomness, 1: AsUnsignedDigest, 2: AsSignerOptions},
				Result: Is(Signature, "", Receiver, 1),
			},
			{
				Name:   "MessageSigner.SignMessage",
				Args:   Args{Receiver: AsSigningKey, 0: AsRandomness, 1: AsMessage, 2: AsSignerOptions},
				Result: Is(Signature, "", Receiver, 1),
			},
			{
				Name:   "SignMessage",
				Args:   Args{0: AsSigningKey, 1: AsRandomness, 2: AsMessage, 3: AsSignerOptions},
				Result: Is(Signature, "", 0, 2),
			},
			{
				Name:   "Decrypter.Decrypt",
				Args:   Args{Receiver: AsDecryptionKey, 1: AsCiphertext, 2: AsDecrypterOptions},
				Result: Is(Plaintext, "", 1),
			},
			{Name: "SignerOpts.HashFunc", Result: From(Receiver)},
			{Name: "Signer.Public Decrypter.Public", Result: Is(PublicKey, "", Receiver)},
			{Name: "Encapsulator.Encapsulate", Result: Is(SharedSecret, ""), Second: Is(Ciphertext, "")},
			{Name: "Decapsulator.Decapsulate", Args: Args{Receiver: AsDecryptionKey, 0: AsCiphertext}, Result: Is(SharedSecret, "", 0)},
			{Name: "Encapsulator.Bytes", Result: From(Receiver)},
		},
	},
	{
		paths: []string{"crypto/rsa"},
		// The hash in options counts where the options are used.
		types: []Type{
			{Name: "PrivateKey", Source: Is(PrivateKey, "RSA")},
			{Name: "PKCS1v15DecryptOptions", Source: Is(Options, "PKCS #1 v1.5")},
		},
		funcs: []Func{
			{Name: "GenerateKey", Args: Args{0: AsLegacyRandomness, 1: AsBits}, Result: Is(PrivateKey, "RSA")},
			{Name: "GenerateMultiPrimeKey", Args: Args{0: AsLegacyRandomness, 2: AsBits}, Result: Is(PrivateKey, "RSA")},
			{
				Name:   "SignPKCS1v15",
				Args:   Args{1: AsSigningKey, 2: AsHashID, 3: AsDigest},
				Result: Is(Signature, "RSA", 1, 3),
			},
			{
				Name:   "SignPSS",
				Args:   Args{0: AsRandomness, 1: AsSigningKey, 2: AsHashID, 3: AsDigest, 4: AsSignerOptions},
				Result: Is(Signature, "RSA", 1, 3),
			},
			{Name: "VerifyPKCS1v15 VerifyPSS", Args: Args{1: AsHashID, 2: AsDigest, 3: AsSignature}},
			{
				// The salt of a PSS signature comes from the reader.
				Name:   "PrivateKey.Sign",
				Args:   Args{Receiver: AsSigningKey, 0: AsRandomness, 1: AsDigest, 2: AsSignerOptions},
				Result: Is(Signature, "RSA", Receiver, 1),
			},
			{Name: "PSSOptions.HashFunc", Result: From(Receiver)},
			{
				Name:   "EncryptPKCS1v15",
				Args:   Args{0: AsLegacyRandomness, 2: AsLegacyPadding},
				Result: Is(Ciphertext, "RSA", 2),
			},
			{
				Name:   "DecryptPKCS1v15",
				Args:   Args{1: AsDecryptionKey, 2: AsLegacyPadding},
				Result: Is(Plaintext, "RSA", 2),
			},
			{
				// The key stays what it was where the padding is wrong.
				Name:    "DecryptPKCS1v15SessionKey",
				Args:    Args{1: AsDecryptionKey, 2: AsLegacyPadding},
				Appends: Fills{3: Is(Plaintext, "RSA", 2)},
			},
			{
				Name:   "EncryptOAEP",
				Args:   Args{0: AsOAEPHash, 1: AsRandomness, 3: AsPlaintext},
				Result: Is(Ciphertext, "RSA", 3),
			},
			{
				Name:   "EncryptOAEPWithOptions",
				Args:   Args{0: AsRandomness, 2: AsPlaintext, 3: AsDecrypterOptions},
				Result: Is(Ciphertext, "RSA", 2),
			},
			{
				Name:   "DecryptOAEP",
				Args:   Args{0: AsOAEPHash, 2: AsDecryptionKey, 3: AsCiphertext},
				Result: Is(Plaintext, "RSA", 3),
			},
			{
				Name:   "PrivateKey.Decrypt",
				Args:   Args{Receiver: AsDecryptionKey, 1: AsCiphertext, 2: AsDecrypterOptions},
				Result: Is(Plaintext, "RSA", 1),
			},
			{Name: "PrivateKey.Public", Result: Is(PublicKey, "RSA", Receiver)},
			{Name: "PrivateKey.Equal", Args: Args{Receiver: AsComparedConstantTime, 0: AsComparedConstantTime}},
			{Name: "PrivateKey.Validate PrivateKey.Precompute PublicKey.Equal PublicKey.Size"},
		},
	},
	{
		paths: []string{"crypto/ecdsa"},
		funcs: []Func{
			{Name: "GenerateKey", Args: Args{0: AsCurve, 1: AsLegacyRandomness}, Result: Is(PrivateKey, "ECDSA")},
			{
				Name:   "Sign",
				Args:   Args{0: AsLegacyRandomness, 1: AsSigningKey, 2: AsDigest},
				Result: Is(Signature, "ECDSA", 1, 2),
				Second: Is(Signature, "ECDSA", 1, 2),
			},
			{
				Name:   "SignASN1",
				Args:   Args{0: AsLegacyRandomness, 1: AsSigningKey, 2: AsDigest},
				Result: Is(Signature, "ECDSA", 1, 2),
			},
			{
				Name:   "PrivateKey.Sign",
				Args:   Args{Receiver: AsSigningKey, 0: AsLegacyRandomness, 1: AsDigest, 2: AsSignerOptions},
				Result: Is(Signature, "ECDSA", Receiver, 1),
			},
			{Name: "Verify", Args: Args{1: AsDigest, 2: AsSignature, 3: AsSignature}},
			{Name: "VerifyASN1", Args: Args{1: AsDigest, 2: AsSignature}},
			{Name: "ParseRawPrivateKey", Args: Args{0: AsCurve, 1: AsSigningKey}, Result: Is(PrivateKey, "ECDSA", 1)},
			{Name: "ParseUncompressedPublicKey", Args: Args{0: AsCurve}, Result: Is(PublicKey, "ECDSA", 1)},
			{Name: "PrivateKey.Bytes PublicKey.Bytes PrivateKey.ECDH PublicKey.ECDH", Result: From(Receiver)},
			{Name: "PrivateKey.Public", Result: Is(PublicKey, "ECDSA", Receiver)},
			{Name: "PrivateKey.Equal", Args: Args{Receiver: AsComparedConstantTime, 0: AsComparedConstantTime}},
			{Name: "PublicKey.Equal"},
		},
	},
	{
		paths: []string{"crypto/elliptic"},
		funcs: []Func{
			{Name: "GenerateKey", Args: Args{0: AsCurve, 1: AsRandomness}, Result: Is(PrivateKey, "ECDH"), Second: Is(PublicKey, "ECDH")},
			{Name: "Marshal MarshalCompressed", Args: Args{0: AsCurve}, Result: From(1, 2)},
			{Name: "Unmarshal UnmarshalCompressed", Args: Args{0: AsCurve}, Result: From(1), Second: From(1)},
			{Name: "P224 P256 P384 P521"},
			{Name: "Curve.IsOnCurve Curve.Params"},
		},
	},
	{
		paths: []string{"crypto/ecdh"},
		funcs: []Func{
			{Name: "Curve.GenerateKey", Args: Args{Receiver: AsCurve, 0: AsLegacyRandomness}, Result: Is(PrivateKey, "ECDH")},
			{Name: "Curve.NewPrivateKey", Args: Args{Receiver: AsCurve, 0: AsDecryptionKey}, Result: Is(PrivateKey, "ECDH", 0)},
			{Name: "Curve.NewPublicKey", Args: Args{Receiver: AsCurve}, Result: Is(PublicKey, "ECDH", 0)},
			{
				Name:   "PrivateKey.ECDH KeyExchanger.ECDH",
				Args:   Args{Receiver: AsDecryptionKey},
				Result: Is(SharedSecret, "ECDH", Receiver, 0),
			},
			{Name: "PrivateKey.Bytes PublicKey.Bytes", Result: From(Receiver)},
			{Name: "PrivateKey.Public PrivateKey.PublicKey KeyExchanger.PublicKey", Result: Is(PublicKey, "ECDH", Receiver)},
			{Name: "PrivateKey.Equal", Args: Args{Receiver: AsComparedConstantTime, 0: AsComparedConstantTime}},
			{Name: "PublicKey.Equal P256 P384 P521 X25519"},
		},
	},
	{
		// x/crypto/ed25519 forwards to the standard library.
		paths: []string{"crypto/ed25519", "golang.org/x/crypto/ed25519"},
		funcs: []Func{
			{
				Name:   "GenerateKey",
				Args:   Args{0: AsRandomness},
				Result: Is(PublicKey, "Ed25519"),
				Second: Is(PrivateKey, "Ed25519"),
			},
			{Name: "NewKeyFromSeed", Args: Args{0: AsSigningKey}, Result: Is(PrivateKey, "Ed25519", 0)},
			// Ed25519 signs messages, and some programs give it a digest.
			{Name: "Sign", Args: Args{0: AsSigningKey, 1: AsUnsignedDigest}, Result: Is(Signature, "Ed25519", 0, 1)},
			{Name: "Verify", Args: Args{1: AsUnsignedDigest, 2: AsSignature}},
		},
	},
	{
		paths: []string{"crypto/ed25519"},
		funcs: []Func{
			{Name: "VerifyWithOptions", Args: Args{1: AsMessage, 2: AsSignature}},
			{
				Name:   "PrivateKey.Sign",
				Args:   Args{Receiver: AsSigningKey, 1: AsMessage, 2: AsSignerOptions},
				Result: Is(Signature, "Ed25519", Receiver, 1),
			},
			{Name: "Options.HashFunc PrivateKey.Seed", Result: From(Receiver)},
			{Name: "PrivateKey.Public", Result: Is(PublicKey, "Ed25519", Receiver)},
			{Name: "PrivateKey.Equal", Args: Args{Receiver: AsComparedConstantTime, 0: AsComparedConstantTime}},
			{Name: "PublicKey.Equal"},
		},
	},
	{
		paths: []string{"crypto/dsa"},
		funcs: []Func{
			{Name: "GenerateParameters", Args: Args{1: AsRandomness, 2: AsParameterSizes}, Fills: Fills{0: Source{}}},
			{Name: "GenerateKey", Args: Args{1: AsRandomness}, Fills: Fills{0: Is(PrivateKey, "DSA")}},
			{
				Name:   "Sign",
				Args:   Args{0: AsLegacyRandomness, 1: AsSigningKey, 2: AsDigest},
				Result: Is(Signature, "DSA", 1, 2),
				Second: Is(Signature, "DSA", 1, 2),
			},
			{Name: "Verify", Args: Args{1: AsDigest, 2: AsSignature, 3: AsSignature}},
		},
	},
	{
		paths: []string{"crypto/mlkem"},
		funcs: []Func{
			{Name: "GenerateKey768 GenerateKey1024", Result: Is(PrivateKey, "ML-KEM")},
			{
				Name:   "NewDecapsulationKey768 NewDecapsulationKey1024",
				Args:   Args{0: AsDecryptionKey},
				Result: Is(PrivateKey, "ML-KEM", 0),
			},
			{Name: "NewEncapsulationKey768 NewEncapsulationKey1024", Result: Is(PublicKey, "ML-KEM", 0)},
			{
				Name:   "EncapsulationKey768.Encapsulate EncapsulationKey1024.Encapsulate",
				Result: Is(SharedSecret, "ML-KEM"),
				Second: Is(Ciphertext, "ML-KEM"),
			},
			{
				Name:   "DecapsulationKey768.Decapsulate DecapsulationKey1024.Decapsulate",
				Args:   Args{Receiver: AsDecryptionKey, 0: AsCiphertext},
				Result: Is(SharedSecret, "ML-KEM", 0),
			},
			{
				Name: "EncapsulationKey768.Bytes EncapsulationKey1024.Bytes " +
					"DecapsulationKey768.Bytes DecapsulationKey1024.Bytes",
				Result: From(Receiver),
			},
			{
				Name: "DecapsulationKey768.EncapsulationKey DecapsulationKey1024.EncapsulationKey " +
					"DecapsulationKey768.Encapsulator DecapsulationKey1024.Encapsulator",
				Result: Is(PublicKey, "ML-KEM", Receiver),
			},
		},
	},
	{
		paths: []string{"crypto/mlkem/mlkemtest"},
		funcs: []Func{
			{
				Name:   "Encapsulate768 Encapsulate1024",
				Args:   Args{1: AsSeed},
				Result: Is(SharedSecret, "ML-KEM", 1),
				Second: Is(Ciphertext, "ML-KEM", 1),
			},
		},
	},
	{
		paths: []string{"crypto/hpke"},
		funcs: []Func{
			{Name: "Seal", Args: Args{3: AsInfo, 4: AsPlaintext}, Result: Is(Ciphertext, "HPKE", 4)},
			{Name: "Open", Args: Args{0: AsDecryptionKey, 3: AsInfo, 4: AsCiphertext}, Result: Is(Plaintext, "HPKE", 4)},
			{Name: "NewSender", Args: Args{3: AsInfo}, Result: Is(Ciphertext, "HPKE")},
			{Name: "NewRecipient", Args: Args{0: AsCiphertext, 1: AsDecryptionKey, 4: AsInfo}},
			{Name: "Sender.Seal", Args: Args{0: AsAssociatedData, 1: AsPlaintext}, Result: Is(Ciphertext, "HPKE", 1)},
			{Name: "Recipient.Open", Args: Args{0: AsAssociatedData, 1: AsCiphertext}, Result: Is(Plaintext, "HPKE", 1)},
			{Name: "Sender.Export Recipient.Export", Args: Args{0: AsInfo, 1: AsKeyLength}, Result: Is(KDFOutput, "HPKE", Receiver)},
			{Name: "KEM.GenerateKey", Result: Is(PrivateKey, "HPKE")},
			{Name: "KEM.NewPrivateKey", Args: Args{0: AsDecryptionKey}, Result: Is(PrivateKey, "HPKE", 0)},
			{Name: "KEM.DeriveKeyPair", Args: Args{0: AsKDFSecret}, Result: Is(PrivateKey, "HPKE", 0)},
			{Name: "KEM.NewPublicKey", Result: Is(PublicKey, "HPKE", 0)},
			{Name: "PrivateKey.Bytes PublicKey.Bytes", Result: From(Receiver)},
			{Name: "PrivateKey.PublicKey", Result: Is(PublicKey, "HPKE", Receiver)},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/curve25519"},
		funcs: []Func{
			{Name: "X25519", Args: Args{0: AsDecryptionKey}, Result: Is(SharedSecret, "X25519", 0, 1)},
			{Name: "ScalarMult", Args: Args{1: AsDecryptionKey}, Fills: Fills{0: Is(SharedSecret, "X25519", 1, 2)}},
			{Name: "ScalarBaseMult", Args: Args{1: AsDecryptionKey}, Fills: Fills{0: Is(PublicKey, "X25519", 1)}},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/nacl/sign"},
		funcs: []Func{
			{
				Name:   "GenerateKey",
				Args:   Args{0: AsRandomness},
				Result: Is(PublicKey, "Ed25519"),
				Second: Is(PrivateKey, "Ed25519"),
			},
			{
				// The signature with the message after it.
				Name:   "Sign",
				Args:   Args{1: AsMessage, 2: AsSigningKey},
				Result: Source{Kind: Signature, Detail: "Ed25519", From: []int{0, 1}, Of: []int{2}},
			},
			{Name: "Open", Result: From(0, 1)},
		},
	},
	{
		paths: []string{"github.com/decred/dcrd/dcrec/secp256k1/v4"},
		funcs: []Func{
			{Name: "GeneratePrivateKey", Result: Is(PrivateKey, "secp256k1")},
			{Name: "GeneratePrivateKeyFromRand", Args: Args{0: AsRandomness}, Result: Is(PrivateKey, "secp256k1", 0)},
			{Name: "PrivKeyFromBytes", Args: Args{0: AsSigningKey}, Result: Is(PrivateKey, "secp256k1", 0)},
			{Name: "ParsePubKey", Result: Is(PublicKey, "secp256k1", 0)},
			{Name: "PrivateKey.Serialize PublicKey.SerializeCompressed PublicKey.SerializeUncompressed", Result: From(Receiver)},
			{Name: "GenerateSharedSecret", Args: Args{0: AsDecryptionKey}, Result: Is(SharedSecret, "secp256k1", 0, 1)},
		},
	},
	{
		// The Signature of btcec is that of decred.
		paths: []string{"github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa", "github.com/btcsuite/btcd/btcec/v2/ecdsa"},
		funcs: []Func{
			{Name: "Sign SignCompact", Args: Args{0: AsSigningKey, 1: AsDigest}, Result: Is(Signature, "secp256k1", 0, 1)},
			{Name: "RecoverCompact", Args: Args{0: AsSignature, 1: AsDigest}, Result: Is(PublicKey, "secp256k1", 0, 1)},
		},
	},
	{
		paths: []string{"github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa"},
		funcs: []Func{
			{Name: "Signature.Verify", Args: Args{Receiver: AsSignature, 0: AsDigest}},
			{Name: "Signature.Serialize", Result: From(Receiver)},
		},
	},
}
