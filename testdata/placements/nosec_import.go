package placements

import (
	"crypto"
	"crypto/des" // #nosec G502 -- old terminals
	"crypto/rsa"
	"crypto/sha1" // #nosec G505 -- old documents
)

// Row: `#nosec G501`, `G502`, `G503`, `G505` | at the import | what the file does with the imported package
func nosecImport(silenced *rsa.PrivateKey, key []byte) {
	digest := sha1.Sum([]byte("document"))
	_, _ = rsa.SignPKCS1v15(nil, silenced, crypto.SHA1, digest[:])
	_, _ = des.NewCipher(key[:len("silenced")])
}
