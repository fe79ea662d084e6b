// Package keystorage keeps private keys in files.
package keystorage

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"io"
	"os"

	"example.test/keystorage/files"
	"golang.org/x/crypto/ssh"
)

func badWriteFile() error {
	key, err := rsa.GenerateKey(rand.Reader, 3072)
	if err != nil {
		return err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	return os.WriteFile("server.key", text, 0644) // want `CL606: a private key is written to a file with the mode 0644; why: an attacker with any account on the machine can read the key; fix: create the file with os.OpenFile and mode 0600`
}

func badCreate(key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	f, err := os.Create("server.key")
	if err != nil {
		return err
	}
	defer f.Close()
	return pem.Encode(f, &pem.Block{Type: "EC PRIVATE KEY", Bytes: der}) // want `CL606: a private key is written to a file that os.Create makes, with mode 0666 minus the umask`
}

func badOpenFile(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	f, err := os.OpenFile("server.key", os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil { // want `CL606: a private key is written to a file with the mode 0666`
		return err
	}
	return f.Close()
}

func badBehindAWriter(key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	f, err := os.OpenFile("server.key", os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return encode(f, der) // want `CL606: a private key is written to a file with the mode 0644`
}

func encode(w io.Writer, der []byte) error {
	return pem.Encode(w, &pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

func badByOtherPackage(key *rsa.PrivateKey) error {
	return files.Save("server.key", x509.MarshalPKCS1PrivateKey(key)) // want `CL606: a private key is written to a file with the mode 0644`
}

func badModeForOtherPackage(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	return files.SaveAs("server.key", text, 0o755) // want `CL606: a private key is written to a file with the mode 0755`
}

type authority struct {
	text []byte
	mode os.FileMode
}

func newAuthority() (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	text, err := files.PEM(key)
	return &authority{text: text, mode: 0o644}, err
}

func (a *authority) badSave() error {
	return os.WriteFile("ca.key", a.text, a.mode) // want `CL606: a private key is written to a file with the mode 0644`
}

func badOpenSSH(key ed25519.PrivateKey) error {
	block, err := ssh.MarshalPrivateKey(key, "deploy")
	if err != nil {
		return err
	}
	return os.WriteFile("id_ed25519", pem.EncodeToMemory(block), 0644) // want `CL606: .* with the mode 0644`
}

func badSeed(key ed25519.PrivateKey) error {
	return os.WriteFile("seed", key.Seed(), 0444) // want `CL606: .* with the mode 0444`
}

func badText(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	f, err := os.Create("server.key")
	if err != nil {
		return err
	}
	_, err = f.WriteString(string(text)) // want `CL606: .* that os.Create makes`
	return err
}

func badLegacyEncryption(der, password []byte) (*pem.Block, error) {
	return x509.EncryptPEMBlock(rand.Reader, "RSA PRIVATE KEY", der, password, x509.PEMCipherAES256) // want `CL606: x509.EncryptPEMBlock encrypts a key with legacy PEM encryption; why: its key is one MD5 digest of the password`
}

func badLegacyDecryption(block *pem.Block, password []byte) ([]byte, error) {
	return x509.DecryptPEMBlock(block, password) // want `CL606: x509.DecryptPEMBlock reads a key with legacy PEM encryption`
}

var badAsAValue = x509.DecryptPEMBlock // want `CL606: x509.DecryptPEMBlock reads`
