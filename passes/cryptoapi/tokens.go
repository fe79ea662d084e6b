package cryptoapi

// tokenPackages make and check tokens, cookies and one-time passwords.
var tokenPackages = []pkg{
	{
		paths:   []string{"net/http"},
		carrier: true,
		fields:  []Field{{Name: "Cookie.Value", Role: AsToken, Source: Is(Network, "")}},
		funcs:   []Func{{Name: "Request.SetBasicAuth", Args: Args{1: AsPassword}}},
	},
	{
		paths:   []string{"net/url"},
		carrier: true,
		funcs:   []Func{{Name: "UserPassword", Args: Args{1: AsPassword}, Result: From(0, 1)}},
	},
	{
		paths:   []string{"net/smtp"},
		carrier: true,
		funcs: []Func{
			{Name: "PlainAuth", Args: Args{2: AsPassword}},
			{Name: "CRAMMD5Auth", Args: Args{1: AsPassword}},
		},
	},
	{
		paths:  []string{"golang.org/x/oauth2"},
		fields: []Field{{Name: "Config.ClientSecret", Role: AsSecretKey}},
		funcs: []Func{
			{Name: "Config.AuthCodeURL", Args: Args{0: AsToken}, Result: From(0)},
			{Name: "GenerateVerifier", Result: Is(SecureRandom, "")},
			{Name: "S256ChallengeOption VerifierOption", Args: Args{0: AsToken}},
			{Name: "S256ChallengeFromVerifier", Args: Args{0: AsToken}, Result: Is(Digest, "SHA-256", 0)},
			{Name: "Config.PasswordCredentialsToken", Args: Args{2: AsPassword}},
			{Name: "Config.Exchange SetAuthURLParam"},
		},
	},
	{
		paths:  []string{"golang.org/x/oauth2/clientcredentials"},
		fields: []Field{{Name: "Config.ClientSecret", Role: AsSecretKey}},
	},
	{
		paths: []string{"github.com/coreos/go-oidc/v3/oidc"},
		fields: []Field{
			{
				Name: "Config.InsecureSkipSignatureCheck Config.SkipIssuerCheck Config.SkipClientIDCheck " +
					"Config.SkipExpiryCheck",
				Role: AsVerifyFlag,
			},
			{Name: "IDToken.Nonce", Source: Is(Network, "")},
		},
		funcs: []Func{{Name: "Nonce", Args: Args{0: AsToken}}},
	},
	{
		paths: []string{
			"github.com/dgrijalva/jwt-go", "github.com/golang-jwt/jwt",
			"github.com/golang-jwt/jwt/v4", "github.com/golang-jwt/jwt/v5",
		},
		funcs: []Func{
			{Name: "Token.SignedString", Args: Args{0: AsTokenKey}, Result: Is(Signature, "JWT", 0)},
			{Name: "Parse Parser.Parse", Args: Args{1: AsKeyfunc}, Result: From(0)},
			{
				Name:   "ParseWithClaims Parser.ParseWithClaims",
				Args:   Args{2: AsKeyfunc},
				Result: From(0),
				Fills:  Fills{1: From(0)},
			},
			{Name: "Parser.ParseUnverified", Result: From(0), Fills: Fills{1: From(0)}, Second: From(0)},
			{
				Name: "SigningMethod.Sign SigningMethodHMAC.Sign SigningMethodRSA.Sign " +
					"SigningMethodRSAPSS.Sign SigningMethodECDSA.Sign",
				Args:   Args{0: AsMessage, 1: AsTokenKey},
				Result: Is(Signature, "JWT", 0, 1),
			},
			{
				Name: "SigningMethod.Verify SigningMethodHMAC.Verify SigningMethodRSA.Verify " +
					"SigningMethodRSAPSS.Verify SigningMethodECDSA.Verify",
				Args: Args{0: AsMessage, 1: AsSignature, 2: AsTokenKey},
			},
			{Name: "ParseRSAPrivateKeyFromPEM", Result: Is(PrivateKey, "RSA", 0)},
			{
				Name:   "ParseRSAPrivateKeyFromPEMWithPassword",
				Args:   Args{1: AsPassword},
				Result: Is(PrivateKey, "RSA", 0),
			},
			{Name: "ParseRSAPublicKeyFromPEM", Result: Is(PublicKey, "RSA", 0)},
			{Name: "ParseECPrivateKeyFromPEM", Result: Is(PrivateKey, "ECDSA", 0)},
			{Name: "ParseECPublicKeyFromPEM", Result: Is(PublicKey, "ECDSA", 0)},
		},
	},
	{
		paths: []string{"github.com/golang-jwt/jwt/v4", "github.com/golang-jwt/jwt/v5"},
		funcs: []Func{
			{Name: "SigningMethodEd25519.Sign", Args: Args{0: AsMessage, 1: AsTokenKey}, Result: Is(Signature, "JWT", 0, 1)},
			{Name: "SigningMethodEd25519.Verify", Args: Args{0: AsMessage, 1: AsSignature, 2: AsTokenKey}},
			{Name: "ParseEdPrivateKeyFromPEM", Result: Is(PrivateKey, "Ed25519", 0)},
			{Name: "ParseEdPublicKeyFromPEM", Result: Is(PublicKey, "Ed25519", 0)},
		},
	},
	{
		// Version 4 is told which algorithms to accept.
		paths: []string{"github.com/go-jose/go-jose/v4"},
		funcs: []Func{{Name: "ParseEncrypted ParseEncryptedJSON ParseEncryptedCompact", Args: Args{1: AsKeyAlgorithms}}},
	},
	{
		paths: []string{
			"github.com/go-jose/go-jose/v4", "github.com/go-jose/go-jose/v3", "gopkg.in/square/go-jose.v2",
		},
		fields: []Field{
			{Name: "SigningKey.Key Recipient.Key", Role: AsTokenKey},
			{Name: "Recipient.Algorithm", Role: AsKeyAlgorithm},
		},
		funcs: []Func{
			{Name: "JSONWebSignature.Verify JSONWebSignature.VerifyMulti", Args: Args{0: AsTokenKey}},
			{Name: "JSONWebSignature.DetachedVerify JSONWebSignature.DetachedVerifyMulti", Args: Args{0: AsMessage, 1: AsTokenKey}},
			{Name: "JSONWebEncryption.Decrypt", Args: Args{0: AsTokenKey}, Result: Is(Plaintext, "JWE", Receiver)},
			{Name: "JSONWebEncryption.DecryptMulti", Args: Args{0: AsTokenKey}},
			{Name: "Signer.Sign", Args: Args{0: AsMessage}},
			{Name: "Encrypter.Encrypt", Args: Args{0: AsPlaintext}},
			{Name: "Encrypter.EncryptWithAuthData", Args: Args{0: AsPlaintext, 1: AsAssociatedData}},
		},
	},
	{
		paths: []string{
			"github.com/lestrrat-go/jwx/v2/jwt", "github.com/lestrrat-go/jwx/v2/jws", "github.com/lestrrat-go/jwx/v2/jwe",
			"github.com/lestrrat-go/jwx/v3/jwt", "github.com/lestrrat-go/jwx/v3/jws", "github.com/lestrrat-go/jwx/v3/jwe",
		},
		funcs: []Func{{Name: "WithKey", Args: Args{1: AsTokenKey}}},
	},
	{
		paths: []string{"github.com/go-chi/jwtauth/v5"},
		funcs: []Func{
			{Name: "New", Args: Args{1: AsTokenKey, 2: AsTokenKey}},
			{Name: "TokenFromCookie TokenFromHeader TokenFromQuery", Result: Is(Network, "")},
		},
	},
	{
		paths: []string{"github.com/gorilla/sessions"},
		funcs: []Func{
			{Name: "NewCookieStore", Args: Args{0: AsTokenKey}},
			{Name: "NewFilesystemStore", Args: Args{1: AsTokenKey}},
			{Name: "NewCookie", Args: Args{1: AsToken}, Result: From(1)},
		},
	},
	{
		// A nil blockKey is usual: such cookies are signed and not encrypted.
		paths: []string{"github.com/gorilla/securecookie"},
		funcs: []Func{
			{Name: "New", Args: Args{0: AsTokenKey, 1: AsTokenKey}},
			{Name: "CodecsFromPairs", Args: Args{0: AsTokenKey}},
			{Name: "GenerateRandomKey", Result: Is(SecureRandom, "")},
			{Name: "SecureCookie.HashFunc", Args: Args{0: AsHashConstructor}},
			{Name: "SecureCookie.Decode", Fills: Fills{2: From(1)}},
			{Name: "DecodeMulti", Fills: Fills{2: From(1)}},
		},
	},
	{
		paths: []string{"github.com/gorilla/csrf"},
		funcs: []Func{
			{Name: "Protect", Args: Args{0: AsTokenKey}},
			{Name: "Token", Result: Is(SecureRandom, "")},
		},
	},
	{
		paths: []string{"github.com/pquerna/otp/totp"},
		fields: []Field{
			{Name: "GenerateOpts.Rand", Role: AsRandomness},
			{Name: "GenerateOpts.Secret", Role: AsSecretKey},
		},
		funcs: []Func{
			{Name: "GenerateCode GenerateCodeCustom", Args: Args{0: AsSecretKey}, Result: Is(MACTag, "TOTP", 0)},
			{Name: "Validate ValidateCustom", Args: Args{1: AsSecretKey}},
		},
	},
	{
		paths: []string{"github.com/pquerna/otp/hotp"},
		fields: []Field{
			{Name: "GenerateOpts.Rand", Role: AsRandomness},
			{Name: "GenerateOpts.Secret", Role: AsSecretKey},
		},
		funcs: []Func{
			{Name: "GenerateCode GenerateCodeCustom", Args: Args{0: AsSecretKey}, Result: Is(MACTag, "HOTP", 0)},
			{Name: "Validate ValidateCustom", Args: Args{2: AsSecretKey}},
		},
	},
}
