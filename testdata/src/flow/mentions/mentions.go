// Package mentions names things of other packages in the ways in which programs do.
package mentions

import (
	hash "crypto/md5" // want "imports crypto/md5"
	. "crypto/rand"   // want "imports crypto/rand"
	"crypto/rsa"      // want "imports crypto/rsa"
	"crypto/tls"      // want "imports crypto/tls"
	"crypto/x509"     // want "imports crypto/x509"
)

func call(data []byte) [hash.Size]byte { // want "names crypto/md5.Size"
	return (hash.Sum)(data) // want "calls crypto/md5.Sum"
}

var constructor = hash.New // want "names crypto/md5.New"

func dotImport(key *rsa.PublicKey, text []byte) ([]byte, error) {
	return rsa.EncryptPKCS1v15(Reader, key, text) // want "calls crypto/rsa.EncryptPKCS1v15" "names crypto/rand.Reader"
}

func literals() []*tls.Config {
	return []*tls.Config{
		{MinVersion: 0}, // want "sets crypto/tls.Config.MinVersion"
		&tls.Config{MinVersion: tls.VersionTLS10}, // want "sets crypto/tls.Config.MinVersion" "names crypto/tls.VersionTLS10"
	}
}

type chain struct{ *x509.Certificate }

func promoted(c chain) error {
	_, err := c.Verify(x509.VerifyOptions{}) // want "calls crypto/x509.Certificate.Verify"
	return err
}

func field(config *tls.Config) {
	config.MinVersion = tls.VersionTLS10 // want "sets crypto/tls.Config.MinVersion" "names crypto/tls.VersionTLS10"
	config.MinVersion++                  // want "names crypto/tls.Config.MinVersion"
	config.MinVersion |= 1               // want "changes crypto/tls.Config.MinVersion"
}

// md5 is a function of this package: its name says nothing.
func md5(data []byte) int { return len(data) }

func own() int { return md5(nil) }
