package fips

// notApproved gives the reason FIPS 140-3 mode refuses functions of a package,
// and what to use in their place.
type notApproved struct {
	path    string
	names   []string // nil: all functions of the package
	why     string
	instead string
}

// functions are those that the standard library refuses with GODEBUG=fips140=only,
// as its source says for Go 1.26.
var functions = []notApproved{
	{"crypto/md5", nil, "MD5 is not approved", "crypto/sha256"},
	{"crypto/sha1", nil, "SHA-1 is not approved in this mode", "crypto/sha256"},
	{"crypto/rc4", nil, "RC4 is not approved", encrypt},
	{"crypto/des", nil, "DES and 3DES are not approved", encrypt},
	{"crypto/dsa", nil, "DSA is withdrawn", sign},
	{"crypto/ecdh", []string{"X25519"}, "X25519 is not approved", "ecdh.P256"},
	{"crypto/cipher", []string{"NewCFBEncrypter", "NewCFBDecrypter"}, "CFB mode is not approved", encrypt},
	{"crypto/cipher", []string{"NewOFB"}, "OFB mode is not approved", encrypt},
	{"crypto/cipher", []string{"NewGCM", "NewGCMWithNonceSize", "NewGCMWithTagSize"}, "GCM is approved only with nonces that the module generates itself, as in cipher.NewGCMWithRandomNonce", encrypt},
	{"crypto/rsa", []string{"EncryptPKCS1v15", "DecryptPKCS1v15", "DecryptPKCS1v15SessionKey"}, "encryption with PKCS #1 v1.5 padding is not approved", "safeapi/rsaoaep.PublicKey.Encrypt"},
	{"crypto/rsa", []string{"GenerateMultiPrimeKey"}, "RSA keys of more than two primes are not approved", "rsa.GenerateKey"},
	{"crypto/rand", []string{"Prime"}, "generating primes by hand is not approved", "rsa.GenerateKey"},
}

// outside are packages with algorithms that are not part of the validated module,
// by import path; "/..." means those below, too.
var outside = []string{
	"golang.org/x/crypto/argon2", "golang.org/x/crypto/bcrypt", "golang.org/x/crypto/scrypt",
	"golang.org/x/crypto/blake2b", "golang.org/x/crypto/blake2s", "golang.org/x/crypto/md4", "golang.org/x/crypto/ripemd160",
	"golang.org/x/crypto/blowfish", "golang.org/x/crypto/cast5", "golang.org/x/crypto/tea", "golang.org/x/crypto/twofish",
	"golang.org/x/crypto/xtea", "golang.org/x/crypto/xts", "golang.org/x/crypto/bn256", "golang.org/x/crypto/curve25519",
	"golang.org/x/crypto/chacha20", "golang.org/x/crypto/chacha20poly1305", "golang.org/x/crypto/poly1305",
	"golang.org/x/crypto/salsa20/...", "golang.org/x/crypto/nacl/...", "golang.org/x/crypto/openpgp/...",
	"github.com/cloudflare/circl/...",
}
