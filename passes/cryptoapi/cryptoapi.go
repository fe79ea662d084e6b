// Package cryptoapi is the knowledge of cryptolint: what the arguments and
// results of the functions that carry secrets, randomness and digests mean, in
// the words of cryptography. It is data; it decides nothing.
//
// A row names a function, method, field, variable or type of a package and says
// which role each argument plays, what each result is, and what a call leaves
// in the memory that it was given. The flow pass follows values by these rows,
// and the rules ask for roles. The rows are text, in apis, in the language in which
// users write models. A test resolves every row in the real packages: a row that
// names nothing fails.
package cryptoapi

// Receiver is the index of a method's receiver among its arguments. The other
// arguments count from 0.
const Receiver = -1

// Func is the row of a function or method.
type Func struct {
	Package string // import path
	Name    string // "NewGCM"; "AEAD.Seal" for a method of a type, pointer or not; "*" for all functions and methods without a row
	Args    Args   // what the caller uses each argument as
	Result  Source // what the first result is
	Second  Source // what the second result is, where that is not an error
	Fills   Fills  // what the memory behind an argument holds after the call, all of it
	Appends Fills  // what is added to the memory behind an argument: writers, hashes, buffers
	Resets  bool   // the call empties its receiver
	Partial bool   // a model of users: what it does not say is found in the code of the function
	Attributes
}

// Args gives arguments their roles.
type Args map[int]Role

// Fills says what a call leaves in the memory behind an argument.
type Fills map[int]Source

// Source says what a value is: of a kind of its own, or made of arguments.
type Source struct {
	Kind   Kind   // zero: nothing but what From says
	Detail string // the hash, cipher or mode: "MD5", "AES", "GCM"; empty for a MAC or KDF: the hash of the AsHashConstructor argument
	From   []int  // arguments whose data becomes part of the value: encodings, copies, concatenations
	Of     []int  // arguments that the value was computed from but does not show: the key of a cipher, the message of a digest
	Or     []int  // arguments that the value may be instead, each one and a variadic one's elements: the default of a flag
	Opaque bool   // nothing is to be told of the value, whatever the code says; in models of users
}

// Says reports whether the source tells anything.
func (s Source) Says() bool {
	return s.Kind != Unknown || len(s.From) > 0 || len(s.Or) > 0 || s.Opaque
}

// Field is the row of a struct field.
type Field struct {
	Package string
	Name    string // "Cookie.Value"
	Role    Role   // what a value stored there is used as
	Source  Source // what a value loaded from there is, where the program did not store it
	Attributes
}

// Var is the row of a package variable.
type Var struct {
	Package, Name string
	Source        Source
	Attributes
}

// Type is the row of a type whose values are of a kind wherever they come from.
type Type struct {
	Package, Name string
	Source        Source
	Attributes
}

// Role says what a value is used as: a sink. The names read "as a key".
type Role uint8

// The roles.
const (
	NoRole Role = iota

	// Symmetric cryptography.
	AsKey            // key of a cipher or AEAD
	AsKeyed          // an object that holds the key: a cipher.Block, an AEAD
	AsMACKey         // key of a MAC
	AsNonce          // nonce or IV when something is encrypted; must be unique or unpredictable for the key
	AsStreamNonce    // nonce of a stream cipher or CTR mode, where encryption and decryption are one call
	AsOpenNonce      // nonce or IV when something is decrypted; comes with the message
	AsNonceSize      // bytes
	AsTagSize        // of an AEAD, in bytes
	AsPlaintext      // what is encrypted
	AsCiphertext     // what is decrypted
	AsAssociatedData // what an AEAD authenticates besides
	AsBlockInput     // one block into a raw block cipher
	AsBlockOutput    // one block out of a raw block cipher

	// Hashes and MACs.
	AsHashConstructor // func() hash.Hash
	AsMessage         // what is hashed or authenticated
	AsTag             // MAC to be verified, in constant time

	// Public-key cryptography.
	AsDigest             // a digest that is signed or verified
	AsUnsignedDigest     // a digest argument that only needs to be a digest for some of the callee's keys: crypto.Signer.Sign
	AsHashID             // the crypto.Hash that tells which hash made the digest
	AsSignerOptions      // crypto.SignerOpts, which may be a crypto.Hash
	AsSignatureAlgorithm // x509.SignatureAlgorithm
	AsSignatureSchemes   // []tls.SignatureScheme
	AsParameterSizes     // dsa.ParameterSizes
	AsKeyAlgorithm       // the name of the algorithm that encrypts the key of a JWE
	AsKeyAlgorithms      // a list of those that are accepted
	AsSignature          // a signature to be verified
	AsSigningKey         // private key used to sign
	AsDecryptionKey      // private key used to decrypt
	AsPeerKey            // public key of the other side of a key exchange
	AsOAEPHash           // hash.Hash or crypto.Hash of RSA-OAEP
	AsDecrypterOptions   // options of crypto.Decrypter.Decrypt and of RSA-OAEP
	AsLegacyPadding      // a message encrypted or decrypted with RSA PKCS #1 v1.5
	AsBits               // key size in bits
	AsCurve              // elliptic curve

	// Randomness.
	AsRandomness       // io.Reader that must be cryptographically secure
	AsLegacyRandomness // the same, but ignored by modules whose go line says 1.26 or later, unless GODEBUG cryptocustomrand=1
	AsSeed             // seed of a generator

	// Passwords and key derivation.
	AsPassword   // a password or passphrase
	AsKDFSecret  // input keying material of a KDF such as HKDF
	AsSalt       // salt of a password hash or KDF
	AsInfo       // info or purpose string of a KDF
	AsIterations // count
	AsCost       // bcrypt cost, scrypt N
	AsMemoryKiB  // Argon2 memory
	AsThreads    // parallelism
	AsKeyLength  // bytes

	// Arithmetic with large numbers.
	AsBase     // raised to a power
	AsExponent // the power

	// Tokens and sessions.
	AsToken     // a value that lets its bearer in: session id, API token, reset link, state
	AsTokenKey  // key that signs or encrypts tokens and cookies
	AsSecretKey // any other secret kept by a library, such as an OAuth client secret

	// Comparisons.
	AsCompared             // compared with early exit: ==, bytes.Equal
	AsComparedConstantTime // compared in constant time
	AsSubtleInteger        // a number of which crypto/subtle only takes some values

	// Protocols.
	AsMinVersion
	AsMaxVersion
	AsCipherSuites
	AsVerifyFlag
	AsMaxAge
	AsSecureCookie
	AsHostKeyCallback
	AsKeyfunc
	AsUnverifiedToken  // a token whose claims are read without a look at its signature
	AsVerifiedToken    // a token whose signature is verified
	AsVerifyCallback   // checks the certificates of a peer
	AsAuthCallback     // decides whether a client is let in
	AsRedirectCallback // decides whether a redirect is followed, and changes the next request
	AsClientAuth       // tls.ClientAuthType
	AsKeyLog           // io.Writer that gets the keys of connections
	AsSerialNumber     // of a certificate; must be unpredictable
	AsCertificate      // the bytes of a certificate that is parsed
	AsRevocationList   // the bytes of a list of revoked certificates that is parsed
	AsCertifiedKey     // a public key that a certificate is issued for
	AsIssuer           // the certificate of the authority whose signature is checked; nil: nobody's

	// Storage.
	AsFileContent // what is written to a file, or to a writer
	AsFileMode    // the permissions with which a file is made
	AsWriter      // the file, or another writer, that something is written to
	AsShown       // what a log, a terminal, an error or an answer to a peer shows
	AsMarshalled  // what is written as JSON or another format, field by field
	AsStored      // what is written to a database, or looked for in one

	// The process
	AsVariableName  // name of an environment variable that the program sets
	AsVariableValue // what it sets it to
	AsArgument      // an argument of another program

	numRoles
)

// Kind says where a value comes from: a source.
type Kind uint8

// The kinds.
const (
	Unknown      Kind = iota // from code or data that cannot be seen
	Constant                 // written in the program
	Zero                     // memory that nobody wrote, nil
	Function                 // a function of the program; Detail is its full name
	SecureRandom             // crypto/rand
	WeakRandom               // math/rand and its like
	Clock                    // the current time; Detail is "certificate" where a certificate names it
	Process                  // process id, host name and other things that an attacker can learn
	Counter                  // sequential or time-ordered identifiers: UUID v1, v6 and v7, ULID, xid, snowflake
	UUID                     // random UUID (v4): 122 random bits, not meant as a secret
	Environment              // an environment variable, a flag or a configuration value
	File                     // content of a file or of a database
	Network                  // sent by a peer: request headers, bodies, forms
	Hasher                   // a hash.Hash; Detail is the hash
	MAC                      // a hash.Hash that is a MAC; Detail is its hash
	Digest                   // the output of a hash
	Checksum                 // the output of a hash that was never cryptographic: CRC-32, FNV, xxhash
	MACTag                   // the output of a MAC
	Signature                // the output of a signature algorithm
	Block                    // a cipher.Block; Detail is the cipher
	Mode                     // a cipher.BlockMode or cipher.Stream; Detail is the mode
	AEAD                     // a cipher.AEAD; Detail is the mode, "GCM-random-nonce" where it draws its own nonces
	Ciphertext               // the output of a cipher
	Plaintext                // the output of a decryption
	KDFOutput                // the output of a KDF
	PasswordHash             // the output of a password hash
	SharedSecret             // the raw output of a key exchange
	PrivateKey               // Detail is the algorithm
	PublicKey                // Detail is the algorithm, "request" where a certificate is asked for it
	KeyNumber                // a number of a key; Detail is which: "RSA modulus"
	Curve                    // an elliptic curve; Detail is its name
	Options                  // options whose type asks for one thing; Detail is what: "PKCS #1 v1.5"
	Sum                      // in rows only: the digest or MAC of a Hasher or MAC in Of

	numKinds
)
