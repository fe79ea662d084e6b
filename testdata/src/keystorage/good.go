package keystorage

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"

	"example.test/keystorage/files"
	"golang.org/x/crypto/ssh"
)

func goodOwnerOnly(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	return os.WriteFile("server.key", text, 0o600)
}

// The group of the service reads it.
func goodGroup(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	return files.SaveAs("server.key", text, 0o640)
}

func goodOpenFile(key *rsa.PrivateKey) error {
	f, err := os.OpenFile("server.key", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return pem.Encode(f, &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
}

// os.CreateTemp makes files with the mode 0600.
func goodTemporary(key crypto.PrivateKey) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(".", "key")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return err
}

func goodPublicKey(key *rsa.PrivateKey) error {
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return err
	}
	return os.WriteFile("server.pub", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), 0o644)
}

func goodPublicKeyOfSigner(key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return files.Save("server.pub", der)
}

func goodCertificate(template *x509.Certificate, key *ecdsa.PrivateKey) error {
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return err
	}
	f, err := os.Create("server.crt")
	if err != nil {
		return err
	}
	return pem.Encode(f, &pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// The certificate may be read by everybody, and the key may not.
func goodBoth(certificate []byte, key *rsa.PrivateKey) error {
	out, err := os.Create("server.crt")
	if err != nil {
		return err
	}
	if err := pem.Encode(out, &pem.Block{Type: "CERTIFICATE", Bytes: certificate}); err != nil {
		return err
	}
	secret, err := os.OpenFile("server.key", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return pem.Encode(secret, &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
}

func goodEncrypted(key crypto.PrivateKey, passphrase []byte) error {
	block, err := ssh.MarshalPrivateKeyWithPassphrase(key, "deploy", passphrase)
	if err != nil {
		return err
	}
	return os.WriteFile("id_ed25519", pem.EncodeToMemory(block), 0o644)
}

func goodInMemory(key crypto.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	err = pem.Encode(&text, &pem.Block{Type: "PRIVATE KEY", Bytes: der})
	return text.Bytes(), err
}

func goodModeOfCaller(key crypto.PrivateKey, mode os.FileMode) error {
	text, err := files.PEM(key)
	if err != nil {
		return err
	}
	return files.SaveAs("server.key", text, mode)
}

func goodOtherData(report []byte) error { return os.WriteFile("report.txt", report, 0o644) }

func goodRefusesEncrypted(block *pem.Block) error {
	if x509.IsEncryptedPEMBlock(block) { //nolint:staticcheck // to say so
		return errors.New("encrypted keys are not supported")
	}
	return nil
}

func goodDigestOfKey(key *rsa.PrivateKey) error {
	signature, err := rsa.SignPSS(rand.Reader, key, crypto.SHA256, make([]byte, 32), nil)
	if err != nil {
		return err
	}
	return os.WriteFile("signature", signature, 0o644)
}
