package cryptoapi

// protocolPackages are TLS, X.509, SSH, OpenPGP and PKCS #12.
var protocolPackages = []pkg{
	{
		paths: []string{"crypto/tls"},
		fields: []Field{
			{Name: "Config.Rand", Role: AsRandomness},
			{Name: "Config.MinVersion", Role: AsMinVersion},
			{Name: "Config.MaxVersion", Role: AsMaxVersion},
			{Name: "Config.CipherSuites", Role: AsCipherSuites},
			{Name: "Config.CurvePreferences", Role: AsCurve},
			{Name: "Config.InsecureSkipVerify", Role: AsVerifyFlag},
			{Name: "Config.SessionTicketKey", Role: AsTokenKey},
			{Name: "Certificate.PrivateKey", Role: AsSigningKey},
			{Name: "Certificate.SupportedSignatureAlgorithms", Role: AsSignatureSchemes},
		},
		funcs: []Func{
			{Name: "Config.SetSessionTicketKeys", Args: Args{0: AsTokenKey}},
			{Name: "Config.Clone", Result: From(Receiver)},
			{Name: "X509KeyPair", Args: Args{1: AsSigningKey}},
			{Name: "Conn.Read", Fills: Fills{0: Is(Network, "")}},
			{Name: "Conn.Write"},
			{Name: "ConnectionState.ExportKeyingMaterial", Args: Args{0: AsInfo, 2: AsKeyLength}, Result: Is(KDFOutput, "TLS exporter")},
		},
	},
	{
		paths: []string{"crypto/x509"},
		fields: []Field{
			{
				Name: "Certificate.SignatureAlgorithm CertificateRequest.SignatureAlgorithm " +
					"RevocationList.SignatureAlgorithm",
				Role: AsSignatureAlgorithm,
			},
		},
		funcs: []Func{
			{Name: "CreateCertificate", Args: Args{0: AsRandomness, 4: AsSigningKey}},
			{Name: "CreateCertificateRequest", Args: Args{0: AsRandomness, 2: AsSigningKey}},
			{Name: "CreateRevocationList", Args: Args{0: AsRandomness, 3: AsSigningKey}},
			{Name: "Certificate.CreateCRL", Args: Args{0: AsRandomness, 1: AsSigningKey}},
			{Name: "Certificate.CheckSignature", Args: Args{0: AsSignatureAlgorithm, 1: AsMessage, 2: AsSignature}},
			{Name: "ParsePKCS1PrivateKey", Result: Is(PrivateKey, "RSA", 0)},
			{Name: "ParseECPrivateKey", Result: Is(PrivateKey, "ECDSA", 0)},
			{Name: "ParsePKCS8PrivateKey", Result: Is(PrivateKey, "", 0)},
			{Name: "ParsePKCS1PublicKey", Result: Is(PublicKey, "RSA", 0)},
			{Name: "ParsePKIXPublicKey", Result: Is(PublicKey, "", 0)},
			{
				Name: "MarshalPKCS1PrivateKey MarshalPKCS1PublicKey MarshalPKCS8PrivateKey MarshalPKIXPublicKey " +
					"MarshalECPrivateKey",
				Result: From(0),
			},
			{Name: "EncryptPEMBlock", Args: Args{0: AsRandomness, 2: AsPlaintext, 3: AsPassword}, Result: Is(Ciphertext, "PEM", 2)},
			{Name: "DecryptPEMBlock", Args: Args{0: AsCiphertext, 1: AsPassword}, Result: Is(Plaintext, "PEM", 0)},
			{Name: "ParseCertificate ParseCertificates ParseCertificateRequest ParseRevocationList IsEncryptedPEMBlock"},
			{Name: "CertPool.AddCert CertPool.AppendCertsFromPEM"},
		},
	},
	{
		// The hash of an OCSP request names a certificate; nobody signs it.
		paths:  []string{"golang.org/x/crypto/ocsp"},
		fields: []Field{{Name: "Response.SignatureAlgorithm", Role: AsSignatureAlgorithm}},
		funcs: []Func{
			{Name: "CreateResponse", Args: Args{3: AsSigningKey}},
			{Name: "ParseResponse ParseResponseForCert ParseRequest"},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/ssh"},
		fields: []Field{
			{Name: "Config.Rand", Role: AsRandomness},
			{Name: "Config.Ciphers Config.KeyExchanges Config.MACs", Role: AsCipherSuites},
			{Name: "ClientConfig.HostKeyAlgorithms ServerConfig.PublicKeyAuthAlgorithms", Role: AsCipherSuites},
			{Name: "ClientConfig.HostKeyCallback", Role: AsHostKeyCallback},
		},
		funcs: []Func{
			{Name: "Password", Args: Args{0: AsPassword}},
			{Name: "NewSignerFromKey NewSignerFromSigner", Args: Args{0: AsSigningKey}, Result: Is(PrivateKey, "", 0)},
			{Name: "ParsePrivateKey ParseRawPrivateKey", Result: Is(PrivateKey, "", 0)},
			{
				Name:   "ParsePrivateKeyWithPassphrase ParseRawPrivateKeyWithPassphrase",
				Args:   Args{1: AsPassword},
				Result: Is(PrivateKey, "", 0),
			},
			{Name: "MarshalPrivateKey", Result: From(0, 1)},
			{Name: "MarshalPrivateKeyWithPassphrase", Args: Args{2: AsPassword}, Result: Is(Ciphertext, "OpenSSH", 0)},
			{Name: "ParsePublicKey ParseAuthorizedKey NewPublicKey", Result: Is(PublicKey, "", 0)},
			{Name: "PublicKey.Marshal", Result: From(Receiver)},
			{Name: "MarshalAuthorizedKey Marshal", Result: From(0)},
			{Name: "PublicKey.Verify", Args: Args{0: AsMessage, 1: AsSignature}},
			{Name: "Signer.PublicKey", Result: Is(PublicKey, "", Receiver)},
			{
				Name:   "Signer.Sign AlgorithmSigner.SignWithAlgorithm",
				Args:   Args{Receiver: AsSigningKey, 0: AsLegacyRandomness, 1: AsMessage},
				Result: Is(Signature, "", Receiver, 1),
			},
			{Name: "Certificate.SignCert", Args: Args{0: AsRandomness, 1: AsSigningKey}},
			{Name: "FingerprintLegacyMD5", Result: Is(Digest, "MD5", 0)},
			{Name: "FingerprintSHA256", Result: Is(Digest, "SHA-256", 0)},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/openpgp/packet", "github.com/ProtonMail/go-crypto/openpgp/packet"},
		fields: []Field{
			{Name: "Config.Rand", Role: AsRandomness},
			{Name: "Config.DefaultHash", Role: AsHashID},
			{Name: "Config.RSABits", Role: AsBits},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/pkcs12"},
		funcs: []Func{{Name: "Decode ToPEM", Args: Args{1: AsPassword}}},
	},
	{
		paths: []string{"software.sslmate.com/src/go-pkcs12"},
		funcs: []Func{
			{Name: "Decode DecodeChain DecodeTrustStore", Args: Args{1: AsPassword}},
			{Name: "Encode", Args: Args{0: AsRandomness, 1: AsSigningKey, 4: AsPassword}},
			{Name: "Encoder.Encode", Args: Args{0: AsSigningKey, 3: AsPassword}},
		},
	},
	{
		paths: []string{"github.com/tink-crypto/tink-go/v2/tink"},
		funcs: []Func{
			{Name: "AEAD.Encrypt", Args: Args{Receiver: AsKeyed, 0: AsPlaintext, 1: AsAssociatedData}, Result: Is(Ciphertext, "", 0)},
			{Name: "AEAD.Decrypt", Args: Args{Receiver: AsKeyed, 0: AsCiphertext, 1: AsAssociatedData}, Result: Is(Plaintext, "", 0)},
			{Name: "MAC.ComputeMAC", Args: Args{0: AsMessage}, Result: Is(MACTag, "", Receiver, 0)},
			{Name: "MAC.VerifyMAC", Args: Args{0: AsTag, 1: AsMessage}},
			{Name: "Signer.Sign", Args: Args{Receiver: AsSigningKey, 0: AsMessage}, Result: Is(Signature, "", Receiver, 0)},
			{Name: "Verifier.Verify", Args: Args{0: AsSignature, 1: AsMessage}},
		},
	},
	{
		paths: []string{"github.com/tink-crypto/tink-go/v2/subtle/random"},
		funcs: []Func{{Name: "GetRandomBytes GetRandomUint32", Result: Is(SecureRandom, "")}},
	},
}
